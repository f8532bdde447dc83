import type { ClipId, ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import { modelProblems } from '../../shared/models/model-problems'
import { sendReferences } from '../../shared/models/send-references'
import { switchModel } from '../../shared/models/switch-model'
import type { FilmDocument, Shot } from '../../shared/project/document'
import type { SheetShot } from '../../shared/table/read-sheet'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import { updateShots, type ShotChange } from '../../shared/timeline/edits/update-shots'
import { problemWords } from '../state/problem-words'
import type { PlannedEdit } from './row-changes'

export interface NewIds {
  readonly shotId: ShotId
  readonly clipId: ClipId
}

/** Where pasted lines go: on shots that are there, one after the other, or as new shots to a place on the track. */
export type PasteTarget =
  | { readonly onto: readonly ShotId[] }
  | { readonly at: number; readonly ids: readonly NewIds[] }

/** What a line changes: another model takes over what it can, and what the line says comes on top of that. */
function changeOf(
  film: FilmDocument,
  shot: Shot,
  line: SheetShot,
): { readonly change: ShotChange; readonly notes: string[] } {
  const model = line.model === undefined || line.provider === undefined ? null : findModel(line.provider, line.model)
  const isOther = model !== null && (model.id !== shot.model || model.provider !== shot.provider)
  if (!isOther) return { change: { shotId: shot.id, patch: line }, notes: [] }
  const wanted = { ...shot, seconds: line.seconds ?? shot.seconds, audio: line.audio ?? shot.audio }
  const { patch, dropsEnd, adjusted } = switchModel(wanted, model, film.settings.size)
  return {
    change: { shotId: shot.id, patch: { ...line, ...patch, seed: line.seed ?? patch.seed }, dropsEnd },
    notes: [...adjusted],
  }
}

function refusedWords(film: FilmDocument, shot: Shot): readonly string[] {
  const model = findModel(shot.provider, shot.model)
  if (!model) return []
  const { prompt } = sendReferences(film, shot, model)
  const told = new Set(['durationRefused', 'promptTooLong', 'promptTooShort', 'audioRefused', 'seedRefused'])
  return modelProblems(shot, prompt, model, film.settings.size)
    .filter((problem) => told.has(problem))
    .map((problem) => problemWords(problem, shot))
}

/** The first words of a prompt, for a shot that was given no name. */
export function nameOfPrompt(prompt: string): string {
  const line = prompt.split('\n')[0]?.trim() ?? ''
  if (line.length <= 40) return line.replace(/[\s.,;:]+$/, '')
  const cut = line.slice(0, 40)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)).replace(/[\s.,;:]+$/, '')
}

function named(line: SheetShot): SheetShot {
  if (line.name !== undefined || line.prompt === undefined) return line
  const name = nameOfPrompt(line.prompt)
  return name === '' ? line : { ...line, name }
}

/** Puts pasted lines in the film. Lines without a shot to go on are left out. */
export function planPaste(film: FilmDocument, lines: readonly SheetShot[], target: PasteTarget): PlannedEdit {
  const isNew = 'at' in target
  const shotIds = isNew ? target.ids.map(({ shotId }) => shotId) : target.onto
  const given = isNew ? target.ids.slice(0, lines.length).map((ids) => ({ ...ids, assetId: null })) : []
  const grown = isNew ? insertShots(film, { index: target.at, shots: given }) : film
  const notes = new Map<ShotId, readonly string[]>()
  const changes = lines.flatMap((line, index) => {
    const shot = grown.shots.get(shotIds[index] ?? ('' as ShotId))
    if (!shot) return []
    const { change, notes: adjusted } = changeOf(grown, shot, isNew ? named(line) : line)
    if (adjusted.length > 0) notes.set(shot.id, adjusted)
    return [change]
  })
  const after = updateShots(grown, changes)
  for (const { shotId } of changes) {
    const shot = after.shots.get(shotId)
    if (!shot || shot === film.shots.get(shotId)) continue
    const refused = refusedWords(after, shot)
    if (refused.length > 0) notes.set(shotId, [...(notes.get(shotId) ?? []), ...refused])
  }
  return { after, notes }
}
