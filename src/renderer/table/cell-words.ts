import type { ShotId } from '../../shared/ids'
import type { ShotProblem } from '../../shared/models/quote'
import { findModel, retirementOf } from '../../shared/models/catalogue'
import { modelProblems } from '../../shared/models/model-problems'
import { sendReferences } from '../../shared/models/send-references'
import type { FilmDocument, FrameSource, Shot } from '../../shared/project/document'
import { frameWords } from '../state/link-words'
import { problemWords } from '../state/problem-words'
import type { ColumnId } from './columns'

/** Where a problem shows; all others are about frames and references. */
const columnOf: Partial<Record<ShotProblem, ColumnId>> = {
  promptMissing: 'prompt',
  promptTooShort: 'prompt',
  promptTooLong: 'prompt',
  referenceUnknown: 'prompt',
  unknownModel: 'model',
  modelRetired: 'model',
  seedRefused: 'model',
  audioRefused: 'model',
  ratioRefused: 'model',
  optionRefused: 'model',
  extendTooLong: 'seconds',
  durationRefused: 'seconds',
}

/** What a row reads of the film besides its shot. */
export type RowFilm = Pick<FilmDocument, 'settings' | 'references' | 'assets'>

function problemsOf(film: RowFilm, shot: Shot): readonly ShotProblem[] {
  const model = findModel(shot.provider, shot.model)
  if (!model) return [retirementOf(shot.provider, shot.model) === null ? 'unknownModel' : 'modelRetired']
  const sent = sendReferences(film, shot, model)
  return [...modelProblems(shot, sent.prompt, model, film.settings.size), ...sent.problems]
}

/** What the model refuses of a shot, in sentences, by the column that it stands in. */
export function cellProblems(film: RowFilm, shot: Shot): ReadonlyMap<ColumnId, string> {
  const words = new Map<ColumnId, string>()
  for (const problem of problemsOf(film, shot)) {
    const column = columnOf[problem] ?? 'frames'
    words.set(column, [words.get(column), problemWords(problem, shot)].filter(Boolean).join(' '))
  }
  return words
}

function sourceWords(source: FrameSource | null, numberOf: (shotId: ShotId) => number | undefined): string {
  if (source === null) return '–'
  if (source.kind === 'picture') return 'picture'
  const number = numberOf(source.shotId)
  return `${number === undefined ? 'a shot' : `shot ${number}`}, ${frameWords(source.kind === 'extension' ? 'clip' : source.frame)}`
}

/** `picture → –`, `shot 2, last frame → picture, 2 references`; a reference that the prompt names counts too. */
export function framesWords(film: RowFilm, shot: Shot, numberOf: (shotId: ShotId) => number | undefined): string {
  const frames = `${sourceWords(shot.start, numberOf)} → ${sourceWords(shot.end, numberOf)}`
  const { references } = sendReferences(film, shot, findModel(shot.provider, shot.model))
  const count = new Set(references.map(({ name }) => name)).size
  if (count === 0) return frames
  return `${frames}, ${count === 1 ? '1 reference' : `${count} references`}`
}
