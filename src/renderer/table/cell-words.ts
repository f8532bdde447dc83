import type { ShotId } from '../../shared/ids'
import type { ShotProblem } from '../../shared/models/quote'
import { findModel, retirementOf } from '../../shared/models/catalogue'
import { composePrompt } from '../../shared/models/build-request'
import { modelProblems } from '../../shared/models/model-problems'
import type { FrameSource, Settings, Shot } from '../../shared/project/document'
import { frameWords } from '../state/link-words'
import { problemWords } from '../state/problem-words'
import type { ColumnId } from './columns'

const columnOf: Partial<Record<ShotProblem, ColumnId>> = {
  promptMissing: 'prompt',
  promptTooShort: 'prompt',
  promptTooLong: 'prompt',
  unknownModel: 'model',
  modelRetired: 'model',
  seedRefused: 'model',
  audioRefused: 'model',
  ratioRefused: 'model',
  optionRefused: 'model',
  durationRefused: 'seconds',
  startFrameMissing: 'frames',
  startFrameRefused: 'frames',
  endFrameMissing: 'frames',
  endFrameRefused: 'frames',
  endFrameAlone: 'frames',
}

/** What the model refuses of a shot, in sentences, by the column that it stands in. */
export function cellProblems(shot: Shot, settings: Settings): ReadonlyMap<ColumnId, string> {
  const model = findModel(shot.provider, shot.model)
  const found: readonly ShotProblem[] = model
    ? modelProblems(shot, composePrompt(settings, shot), model, settings.size)
    : [retirementOf(shot.provider, shot.model) === null ? 'unknownModel' : 'modelRetired']
  const words = new Map<ColumnId, string>()
  for (const problem of found) {
    const column = columnOf[problem] ?? 'model'
    words.set(column, [words.get(column), problemWords(problem, shot)].filter(Boolean).join(' '))
  }
  return words
}

function sourceWords(source: FrameSource | null, numberOf: (shotId: ShotId) => number | undefined): string {
  if (source === null) return '–'
  if (source.kind === 'picture') return 'picture'
  const number = numberOf(source.shotId)
  return `${number === undefined ? 'a shot' : `shot ${number}`}, ${frameWords(source.frame)}`
}

/** `picture → –`, `shot 2, last frame → picture`. */
export function framesWords({ start, end }: Shot, numberOf: (shotId: ShotId) => number | undefined): string {
  return `${sourceWords(start, numberOf)} → ${sourceWords(end, numberOf)}`
}
