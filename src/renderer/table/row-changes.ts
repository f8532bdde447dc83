import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { Prices } from '../../shared/models/prices'
import { priceOfShot } from '../state/shot-price'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { shotsInOrder } from '../../shared/table/shot-sheet'
import { amountWords } from '../state/estimate'

/** An edit of many shots before it is agreed to. */
export interface PlannedEdit {
  readonly after: FilmDocument
  /** What was adjusted or left out, in sentences, by shot. */
  readonly notes: ReadonlyMap<ShotId, readonly string[]>
}

interface FieldChange {
  readonly label: string
  readonly before: string
  readonly after: string
}

/** What becomes of one shot. */
export interface RowChange {
  readonly shotId: ShotId
  /** Place on the track, from 1, as it will be. */
  readonly number: number
  readonly name: string
  readonly isNew: boolean
  readonly fields: readonly FieldChange[]
  readonly notes: readonly string[]
}

const shown: readonly (readonly [string, (shot: Shot) => string])[] = [
  ['Name', (shot) => shot.name],
  ['Prompt', (shot) => shot.prompt],
  ['Model', (shot) => findModel(shot.provider, shot.model)?.label ?? shot.model],
  ['Seconds', (shot) => String(shot.seconds)],
  ['Format', (shot) => shot.ratio],
  ['Sound', (shot) => (shot.audio ? 'with sound' : 'silent')],
  ['Seed', (shot) => (shot.seed === null ? 'random' : String(shot.seed))],
  ['End frame', (shot) => (shot.end === null ? 'none' : 'set')],
  ['Notes', (shot) => shot.notes],
]

function fieldsOf(before: Shot | undefined, after: Shot): readonly FieldChange[] {
  return shown.flatMap(([label, words]) => {
    const [from, to] = [before ? words(before) : '', words(after)]
    return from === to ? [] : [{ label, before: from, after: to }]
  })
}

/** Every shot that an edit changes, makes or has something to say about, in the order of the film. */
export function changedRows(before: FilmDocument, { after, notes }: PlannedEdit): readonly RowChange[] {
  return shotsInOrder(after).flatMap(([number, shot]) => {
    const old = before.shots.get(shot.id)
    const told = notes.get(shot.id) ?? []
    if (old === shot && told.length === 0) return []
    const fields = fieldsOf(old, shot)
    return [{ shotId: shot.id, number, name: (old ?? shot).name, isNew: old === undefined, fields, notes: told }]
  })
}

function sumOf(film: FilmDocument, shotIds: Iterable<ShotId>, prices: Prices) {
  const amounts = new Map<string, number>()
  let seconds = 0
  let unknown = 0
  for (const id of shotIds) {
    const shot = film.shots.get(id)
    if (!shot) continue
    seconds += shot.seconds
    const price = priceOfShot(film, shot, prices)
    if (price === null) unknown++
    else amounts.set(shot.provider, (amounts.get(shot.provider) ?? 0) + price)
  }
  const words = unknown === 0 ? amountWords(amounts) : `${amountWords(amounts)} and ${unknown} without a known price`
  return { seconds: Math.round(seconds * 10) / 10, words }
}

/** What a take of each of the shots costs before and after, and how long they are. */
export function sumWords(
  before: FilmDocument,
  { after }: PlannedEdit,
  rows: readonly RowChange[],
  prices: Prices,
): string {
  const ids = rows.map(({ shotId }) => shotId)
  const [from, to] = [sumOf(before, ids, prices), sumOf(after, ids, prices)]
  const length = from.seconds === to.seconds ? `${to.seconds} s` : `${from.seconds} s → ${to.seconds} s`
  const price = from.words === to.words ? to.words : `${from.words} → ${to.words}`
  return `${length} · a take of each: ${price}`
}
