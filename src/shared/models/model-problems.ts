import type { Shot, Size } from '../project/document'
import { startPictureKey, type ModelOption, type VideoModel } from './model'
import { chosenFormat } from './model-sizes'
import type { ShotProblem } from './quote'

function* promptProblems(shot: Shot, prompt: string, model: VideoModel): Generator<ShotProblem> {
  const needed = model.prompt === 'required' || (model.prompt === 'requiredWithoutPicture' && shot.start === null)
  if (needed && shot.prompt.trim() === '') yield 'promptMissing'
  else if (prompt !== '' && Array.from(prompt).length < model.promptLeast) yield 'promptTooShort'
  if (prompt.length > model.promptLimit) yield 'promptTooLong'
}

/** Where a server takes pictures by address only: a public one that it may fetch. */
function isPictureAddress(value: Shot['options'][string] | undefined): boolean {
  return (
    typeof value === 'string' && /^https:\/\/([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]{2,}(:\d+)?([/?#]\S*)?$/i.test(value)
  )
}

function* frameProblems(shot: Shot, model: VideoModel): Generator<ShotProblem> {
  if (model.start === 'required' && shot.start === null) yield 'startFrameMissing'
  if (model.start === 'refused' && shot.start !== null) yield 'startFrameRefused'
  if (model.byAddress && shot.start !== null && !isPictureAddress(shot.options[startPictureKey])) {
    yield 'pictureAddressMissing'
  }
  if (shot.end === null) return
  if (model.end === 'refused') yield 'endFrameRefused'
  else if (shot.start === null) yield 'endFrameAlone'
}

function fits(option: ModelOption, value: Shot['options'][string]): boolean {
  if (option.kind === 'text') return typeof value === 'string' && value.length <= option.limit
  return option.choices.some((choice) => choice.value === value)
}

function goesOn({ start }: Shot): boolean {
  return start?.kind === 'extension'
}

function offersLength(shot: Shot, model: VideoModel): boolean {
  const lengths = (goesOn(shot) ? model.extend?.steps : null) ?? model.durations
  return shot.autoSeconds ? model.autoDuration === true : lengths.includes(shot.seconds)
}

function* valueProblems(shot: Shot, model: VideoModel, film: Size): Generator<ShotProblem> {
  if (!offersLength(shot, model)) yield 'durationRefused'
  // One that goes on from a clip has that clip's format.
  if (!goesOn(shot) && chosenFormat(model, shot, film) === null) yield 'ratioRefused'
  if (!model.seed && shot.seed !== null) yield 'seedRefused'
  if (!model.audio && shot.audio) yield 'audioRefused'
  const set = model.options.filter((option) => option.key in shot.options)
  if (!set.every((option) => fits(option, shot.options[option.key] ?? ''))) yield 'optionRefused'
}

/** What a model does not take of a shot as it stands. `prompt`: the text as it would be sent, style line included. */
export function modelProblems(shot: Shot, prompt: string, model: VideoModel, film: Size): readonly ShotProblem[] {
  // What keeps one from going on from a clip is told apart.
  const frames = goesOn(shot) ? [] : frameProblems(shot, model)
  return [...promptProblems(shot, prompt, model), ...frames, ...valueProblems(shot, model, film)]
}
