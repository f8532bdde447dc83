import { indexTakes, type TakeIndex } from '../shared/continuity/pick'
import type { AssetId, ClipId, ProjectId, ReferenceId, ShotId, SoundId, TakeId } from '../shared/ids'
import type { Take } from '../shared/jobs/take'
import type { Asset, Clip, FilmDocument, Reference, Settings, Shot, Sound } from '../shared/project/document'
import { newDocument } from '../shared/project/new-document'
import { rate, seconds, secondsFromDecimal } from '../shared/time/time'

/** A shot called `s<number>` with the given settings over plain ones. */
export function sampleShot(number: number, over: Partial<Shot> = {}): Shot {
  return {
    id: `s${number}` as ShotId,
    name: `Shot ${number}`,
    provider: 'rehearsal',
    model: 'rehearsal',
    prompt: '',
    seconds: 5,
    autoSeconds: false,
    ratio: '16:9',
    seed: null,
    audio: false,
    start: null,
    end: null,
    references: [],
    options: {},
    notes: '',
    pick: null,
    ...over,
  }
}

/** Clip `c<number>` of shot `s<number>`, untrimmed, with a cut after it. */
export function sampleClip(number: number, over: Partial<Clip> = {}): Clip {
  return {
    id: `c${number}` as ClipId,
    shotId: `s${number}` as ShotId,
    in: null,
    out: null,
    join: { kind: 'cut' },
    ...over,
  }
}

/** Take `t<number>` of shot `s<number>`: 120 frames at 24 fps, 1280x720, rehearsed. */
export function sampleTake(number: number, over: Partial<Take> = {}): Take {
  return {
    id: `t${number}` as TakeId,
    shotId: `s${number}` as ShotId,
    sha256: '0'.repeat(64),
    bytes: 1000,
    frames: 120,
    rate: rate(24),
    size: { width: 1280, height: 720 },
    hasAudio: false,
    provider: 'rehearsal',
    model: 'rehearsal',
    prompt: '',
    written: null,
    seconds: 5,
    ratio: '16:9',
    seed: null,
    options: {},
    requestHash: '0'.repeat(64),
    upstreamHash: null,
    taskId: `task-${number}`,
    cost: null,
    createdAt: `2030-01-01T00:00:${String(number % 60).padStart(2, '0')}.000Z`,
    ...over,
  }
}

/** A 64-digit asset id made of one number. */
export function assetIdOf(number: number): AssetId {
  return number.toString(16).padStart(64, '0') as AssetId
}

/** Sound asset `number` of the given length. */
export function sampleSoundAsset(number: number, duration: number): Asset {
  return {
    id: assetIdOf(number),
    kind: 'sound',
    name: `sound ${number}`,
    extension: 'wav',
    bytes: 1,
    width: null,
    height: null,
    duration: secondsFromDecimal(duration),
  }
}

/** Picture asset `number`. */
export function samplePicture(number: number, width = 1600, height = 900): Asset {
  return {
    id: assetIdOf(number),
    kind: 'picture',
    name: `picture ${number}`,
    extension: 'png',
    bytes: 1,
    width,
    height,
    duration: null,
  }
}

/** Sound item `m<number>` of asset `number`, from the film's start, at 0 dB. */
export function sampleSound(number: number, over: Partial<Sound> = {}): Sound {
  return {
    id: `m${number}` as SoundId,
    assetId: assetIdOf(number),
    track: 'music',
    start: 0 as Sound['start'],
    in: null,
    out: null,
    gain: 0,
    fadeIn: 0 as Sound['fadeIn'],
    fadeOut: 0 as Sound['fadeOut'],
    ...over,
  }
}

/** Character `r<number>` with picture `number`, called `name<number>`. */
export function sampleReference(number: number, over: Partial<Reference> = {}): Reference {
  return {
    id: `r${number}` as ReferenceId,
    name: `name${number}`,
    kind: 'character',
    assetIds: [assetIdOf(number)],
    ...over,
  }
}

export interface SampleFilm {
  readonly settings?: Partial<Settings>
  readonly shots?: readonly Shot[]
  readonly clips: readonly Clip[]
  readonly assets?: readonly Asset[]
  readonly sounds?: readonly Sound[]
  readonly references?: readonly Reference[]
  /** Takes the user rejected. */
  readonly rejected?: readonly TakeId[]
}

/** A document from lists; a shot is made for every clip whose shot is not given. */
export function sampleDocument(film: SampleFilm): FilmDocument {
  const empty = newDocument('project' as ProjectId, 'Sample')
  const shots = new Map((film.shots ?? []).map((shot) => [shot.id, shot]))
  for (const clip of film.clips) {
    if (!shots.has(clip.shotId)) shots.set(clip.shotId, sampleShot(Number(clip.shotId.slice(1))))
  }
  return {
    ...empty,
    settings: { ...empty.settings, ...film.settings },
    track: { id: 'picture', clipIds: film.clips.map((clip) => clip.id) },
    shots,
    clips: new Map(film.clips.map((clip) => [clip.id, clip])),
    assets: new Map((film.assets ?? []).map((asset) => [asset.id, asset])),
    sounds: new Map((film.sounds ?? []).map((sound) => [sound.id, sound])),
    references: new Map((film.references ?? []).map((reference) => [reference.id, reference])),
    marks: new Map(
      (film.rejected ?? []).map((id) => [id, { id, star: false, reject: true, note: '', acceptedUpstream: null }]),
    ),
  }
}

/** No takes at all. */
export const noTakes: TakeIndex = indexTakes([])

/** Exact seconds of a number of frames at 24 fps, for cuts. */
export function at24(count: number): ReturnType<typeof seconds> {
  return seconds(count, 24)
}
