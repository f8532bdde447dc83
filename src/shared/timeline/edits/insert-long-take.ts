import type { LongMethod, LongTake } from '../../continuity/long-take'
import type { ClipId, ShotId } from '../../ids'
import type { VideoModel } from '../../models/model'
import { switchModel } from '../../models/switch-model'
import type { FilmDocument, FrameSource, Shot } from '../../project/document'
import { setFrameSource, updateShot } from './ask-shots'
import { insertShots } from './insert-shots'

export interface InsertLongTake {
  /** Position on the track, 0 before the first clip. */
  readonly index: number
  readonly take: LongTake
  readonly method: LongMethod
  readonly model: VideoModel
  /** What the first part starts from, and with `same` all of them; null: from words alone. */
  readonly start: FrameSource | null
  /** What the parts are called, with their number behind it. */
  readonly name: string
  /** What is asked for besides prompt, seconds and frames, as in this shot; null: as in a new one. */
  readonly like: Shot | null
  /** One for each part. */
  readonly ids: readonly { readonly shotId: ShotId; readonly clipId: ClipId }[]
}

const longestName = 200

function partName(name: string, number: number): string {
  const tail = ` ${number}`
  return `${name.slice(0, longestName - tail.length).trimEnd()}${tail}`
}

function partPatch(
  film: FilmDocument,
  shot: Shot,
  args: InsertLongTake,
  index: number,
): Parameters<typeof updateShot>[1] {
  const { take, model, like, name } = args
  const part = take.parts[index]
  const asked = like ? { ratio: like.ratio, seed: like.seed, audio: like.audio, options: like.options } : {}
  const { patch } = switchModel({ ...shot, ...asked }, model, film.settings.size)
  return {
    shotId: shot.id,
    patch: {
      ...asked,
      ...patch,
      name: partName(name, index + 1),
      prompt: part?.prompt ?? '',
      seconds: part?.seconds ?? patch.seconds,
    },
  }
}

/** What a part starts from: the picture, the last frame of the part before, or that part's clip itself. */
function sourceOf({ method, start, ids }: InsertLongTake, index: number): FrameSource | null {
  const before = method === 'same' ? undefined : ids[index - 1]
  if (!before) return start
  const { shotId } = before
  if (method === 'extend') return { kind: 'extension', shotId, take: 'pick' }
  return { kind: 'shotFrame', shotId, take: 'pick', frame: 'lastVisible' }
}

/** The film with the settings of one part; null where they are impossible. */
function withPart(film: FilmDocument, args: InsertLongTake, index: number): FilmDocument | null {
  const shotId = args.ids[index]?.shotId
  const part = args.take.parts[index]
  if (shotId === undefined || part === undefined) return null
  const source = sourceOf(args, index)
  const placed = source === null ? film : setFrameSource(film, { shotId, end: 'start', source })
  const shot = placed.shots.get(shotId)
  if (!shot || (source !== null && placed === film)) return null
  const asked = updateShot(placed, partPatch(placed, shot, args, index))
  return asked.shots.get(shotId)?.prompt === part.prompt ? asked : null
}

/**
 * Puts the parts of a long take on the track as shots of their own, in one edit. Impossible when there are not as many
 * new ids as parts, or when the picture or shot it starts from is not in the film.
 */
export function insertLongTake(document: FilmDocument, args: InsertLongTake): FilmDocument {
  const { index, take, ids } = args
  if (ids.length !== take.parts.length) return document
  const film = insertShots(document, { index, shots: ids.map((one) => ({ ...one, assetId: null })) })
  if (film === document) return document
  const whole = ids.reduce<FilmDocument | null>((grown, _, at) => grown && withPart(grown, args, at), film)
  return whole ?? document
}
