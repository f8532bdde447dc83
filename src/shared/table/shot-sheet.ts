import { pickedTake, type TakeIndex } from '../continuity/pick'
import type { ShotId } from '../ids'
import type { Job } from '../jobs/job'
import { shotFace } from '../jobs/shot-face'
import { micro } from '../models/money'
import type { Prices } from '../models/prices'
import { shotPrice } from '../models/shot-price'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { writeCsv } from './csv'

/** The columns of a film as a table that can be read back, and those that only tell something. */
export const writtenColumns = ['name', 'prompt', 'provider', 'model', 'seconds', 'sound', 'seed', 'notes'] as const
export type WrittenColumn = (typeof writtenColumns)[number]
export const toldColumns = ['number', 'start', 'end', 'takes', 'take', 'state', 'price', 'price_unit'] as const

interface SheetFacts {
  readonly takes: TakeIndex
  readonly jobByShot: ReadonlyMap<ShotId, Job>
  readonly prices: Prices
}

/** The shots on the track with their places, from 1, each once. */
export function shotsInOrder({ track, clips, shots }: FilmDocument): readonly (readonly [number, Shot])[] {
  const found = new Map<ShotId, readonly [number, Shot]>()
  for (const [index, clipId] of track.clipIds.entries()) {
    const shot = shots.get(clips.get(clipId)?.shotId ?? ('' as ShotId))
    if (shot && !found.has(shot.id)) found.set(shot.id, [index + 1, shot])
  }
  return [...found.values()]
}

function sourceName(film: FilmDocument, places: ReadonlyMap<ShotId, number>, source: FrameSource | null): string {
  if (source === null) return ''
  if (source.kind === 'picture') return film.assets.get(source.assetId)?.name ?? ''
  const place = places.get(source.shotId)
  return place === undefined ? 'frame of a shot' : `frame of shot ${place}`
}

/** The film as a table (RFC 4180), a line for each shot in its order. Prices are in whole units of the provider. */
export function shotsCsv(film: FilmDocument, { takes, jobByShot, prices }: SheetFacts): string {
  const ordered = shotsInOrder(film)
  const places = new Map(ordered.map(([place, shot]) => [shot.id, place]))
  const lines = ordered.map(([place, shot]) => {
    const price = shotPrice(film, shot, { prices, takes })
    const written: Readonly<Record<WrittenColumn, string | number>> = {
      name: shot.name,
      prompt: shot.prompt,
      provider: shot.provider,
      model: shot.model,
      seconds: shot.seconds,
      sound: shot.audio ? 'yes' : 'no',
      seed: shot.seed ?? '',
      notes: shot.notes,
    }
    const told: Readonly<Record<(typeof toldColumns)[number], string | number>> = {
      number: place,
      start: sourceName(film, places, shot.start),
      end: sourceName(film, places, shot.end),
      takes: takes.byShot.get(shot.id)?.length ?? 0,
      take: pickedTake(film, takes, shot)?.id ?? '',
      state: shotFace(film, takes, jobByShot.get(shot.id), shot).kind,
      price: price === null ? '' : price / micro,
      price_unit: price === null ? '' : shot.provider,
    }
    return [
      told.number,
      ...writtenColumns.map((column) => written[column]),
      ...toldColumns.slice(1).map((column) => told[column]),
    ]
  })
  return writeCsv([['number', ...writtenColumns, ...toldColumns.slice(1)], ...lines])
}
