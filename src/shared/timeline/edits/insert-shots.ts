import { ratioOf } from '../../film/ratio'
import type { AssetId, ClipId, ShotId } from '../../ids'
import type { Asset, Clip, FilmDocument, Shot } from '../../project/document'
import { cut, inserted, withTrack } from './picture-track'
import { withRecords } from './records'

export interface NewShot {
  readonly shotId: ShotId
  readonly clipId: ClipId
  /** The picture it starts from; null makes an empty shot that is told by its prompt alone. */
  readonly assetId: AssetId | null
}

export interface InsertShots {
  /** Position on the track, 0 before the first clip. */
  readonly index: number
  readonly shots: readonly NewShot[]
}

function nameFromFile(asset: Asset): string {
  return (
    asset.name
      .replace(/\.[^.]+$/, '')
      .trim()
      .slice(0, 200) || asset.name
  )
}

function newShot(document: FilmDocument, wanted: NewShot, asset: Asset | null): Shot {
  const { shotDefaults, size } = document.settings
  return {
    id: wanted.shotId,
    name: asset ? nameFromFile(asset) : 'New shot',
    provider: shotDefaults.provider,
    model: shotDefaults.model,
    prompt: '',
    seconds: shotDefaults.seconds,
    autoSeconds: false,
    ratio: ratioOf(size),
    seed: null,
    audio: false,
    start: asset ? { kind: 'picture', assetId: asset.id, framings: {} } : null,
    end: null,
    references: [],
    options: {},
    notes: '',
    pick: null,
  }
}

/** Puts new shots on the track, one clip each, with the project's defaults. Impossible when an asset is not a picture of the project. */
export function insertShots(document: FilmDocument, { index, shots }: InsertShots): FilmDocument {
  const made: Shot[] = []
  for (const wanted of shots) {
    const asset = wanted.assetId === null ? null : document.assets.get(wanted.assetId)
    if (asset === undefined || (asset && asset.kind !== 'picture')) return document
    if (document.shots.has(wanted.shotId) || document.clips.has(wanted.clipId)) return document
    made.push(newShot(document, wanted, asset))
  }
  if (made.length === 0) return document
  const clips = shots.map((shot): Clip => ({ id: shot.clipId, shotId: shot.shotId, in: null, out: null, join: cut }))
  const clipIds = inserted(
    document.track.clipIds,
    index,
    clips.map((clip) => clip.id),
  )
  const grown = { ...document, shots: withRecords(document.shots, made) }
  return withTrack(grown, clipIds, withRecords(document.clips, clips))
}
