import {
  longTakeNotes,
  planLongTake,
  promptLines,
  type LongMethod,
  type LongTake,
} from '../../../shared/continuity/long-take'
import type { ClipId } from '../../../shared/ids'
import type { VideoModel } from '../../../shared/models/model'
import type { FilmDocument, FrameSource, Shot } from '../../../shared/project/document'
import { fail, succeed, type Result } from '../../../shared/result'
import type { InsertLongTake } from '../../../shared/timeline/edits/insert-long-take'
import type { OpenDialog } from '../../state/dialog-store'

/** What a long take is made from: a picture of the library, or a shot of the film. */
export type LongTakeFrom = Extract<OpenDialog, { kind: 'longTake' }>['from']

/** A frame it can start from. */
export interface StartChoice {
  readonly value: 'picture' | 'lastFrame'
  readonly label: string
  readonly source: FrameSource
}

function fileName(name: string): string {
  return name.replace(/\.[^.]+$/, '')
}

function pictureChoice(film: FilmDocument, source: FrameSource): StartChoice {
  const name = source.kind === 'picture' ? (film.assets.get(source.assetId)?.name ?? '') : ''
  return { value: 'picture', label: `The picture ${fileName(name)}`, source }
}

/** The frames to choose from, the usual one first; none when the picture or shot is gone. */
export function startChoices(film: FilmDocument, from: LongTakeFrom): readonly StartChoice[] {
  if (from.kind === 'picture') {
    const source: FrameSource = { kind: 'picture', assetId: from.assetId, framings: {} }
    return film.assets.has(from.assetId) ? [pictureChoice(film, source)] : []
  }
  const shot = film.shots.get(from.shotId)
  if (!shot) return []
  const last: StartChoice = {
    value: 'lastFrame',
    label: `The last frame of ${shot.name}`,
    source: { kind: 'shotFrame', shotId: shot.id, take: 'pick', frame: 'lastVisible' },
  }
  return shot.start?.kind === 'picture' ? [pictureChoice(film, shot.start), last] : [last]
}

/** The shot whose settings the parts take over; null: those of a new one. */
export function likeOf(film: FilmDocument, from: LongTakeFrom): Shot | null {
  return from.kind === 'shot' ? (film.shots.get(from.shotId) ?? null) : null
}

/** What the parts are called, with their number behind it. */
function nameOf(film: FilmDocument, from: LongTakeFrom): string {
  if (from.kind === 'shot') return film.shots.get(from.shotId)?.name ?? 'Long take'
  return fileName(film.assets.get(from.assetId)?.name ?? 'Long take')
}

/** Behind the shot it is made from, else behind the selected clip, else at the end. */
function placeOf(film: FilmDocument, from: LongTakeFrom, selected: ClipId | null): number {
  const { clipIds } = film.track
  const at =
    from.kind === 'shot'
      ? clipIds.findLastIndex((id) => film.clips.get(id)?.shotId === from.shotId)
      : selected === null
        ? -1
        : clipIds.indexOf(selected)
  return at < 0 ? clipIds.length : at + 1
}

/** What is entered in the dialog. */
export interface LongTakeEntry {
  readonly model: VideoModel
  /** As it is typed, in seconds. */
  readonly length: string
  readonly method: LongMethod
  readonly prompts: string
  readonly start: StartChoice | null
}

interface PlannedEntry {
  readonly take: LongTake
  readonly notes: readonly string[]
}

function secondsOf(text: string): number {
  const typed = text
    .trim()
    .replace(/\s*s(?:ec(?:ond)?s?)?$/i, '')
    .replace(',', '.')
  return /^[+-]?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN
}

/** The parts that the entry comes to, or why there are none, in a sentence. */
export function planEntry({ model, length, method, prompts, start }: LongTakeEntry): Result<PlannedEntry, string> {
  if (model.start === 'refused') return fail(`${model.label} takes no start frame. Choose another model.`)
  if (start === null) return fail('What it was to start from is no longer in the film.')
  const wish = { model, method, target: secondsOf(length), prompts: promptLines(prompts) }
  const planned = planLongTake(wish)
  if (!planned.ok) return planned
  return succeed({ take: planned.value, notes: longTakeNotes(wish, planned.value) })
}

/** The edit that an entry comes to. `ids`: one for each part. */
export function editOf(
  film: FilmDocument,
  from: LongTakeFrom,
  entry: LongTakeEntry,
  {
    take,
    selected,
    ids,
  }: { readonly take: LongTake; readonly selected: ClipId | null; readonly ids: InsertLongTake['ids'] },
): InsertLongTake {
  return {
    index: placeOf(film, from, selected),
    take,
    method: entry.method,
    model: entry.model,
    start: entry.start?.source ?? null,
    name: nameOf(film, from),
    like: likeOf(film, from),
    ids,
  }
}
