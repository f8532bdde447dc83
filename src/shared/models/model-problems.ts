import { ratioOf } from '../film/ratio'
import type { Shot } from '../project/document'
import type { VideoModel } from './model'
import type { ShotProblem } from './quote'

function* promptProblems(shot: Shot, prompt: string, model: VideoModel): Generator<ShotProblem> {
  if (model.promptRequired && shot.prompt.trim() === '') yield 'promptMissing'
  if (prompt.length > model.promptLimit) yield 'promptTooLong'
}

function* frameProblems(shot: Shot, model: VideoModel): Generator<ShotProblem> {
  if (model.start === 'required' && shot.start === null) yield 'startFrameMissing'
  if (model.start === 'refused' && shot.start !== null) yield 'startFrameRefused'
  if (model.end === 'refused' && shot.end !== null) yield 'endFrameRefused'
}

function* valueProblems(shot: Shot, model: VideoModel): Generator<ShotProblem> {
  if (!model.durations.includes(shot.seconds)) yield 'durationRefused'
  const offered = model.sizes === 'film' || model.sizes.some((size) => ratioOf(size) === shot.ratio)
  if (!offered) yield 'ratioRefused'
  if (!model.seed && shot.seed !== null) yield 'seedRefused'
  if (!model.audio && shot.audio) yield 'audioRefused'
}

/** What a model does not take of a shot as it stands. `prompt`: the text as it would be sent, style line included. */
export function modelProblems(shot: Shot, prompt: string, model: VideoModel): readonly ShotProblem[] {
  return [...promptProblems(shot, prompt, model), ...frameProblems(shot, model), ...valueProblems(shot, model)]
}
