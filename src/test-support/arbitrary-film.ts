import fc from 'fast-check'
import type { ClipId, ShotId, SoundId, TakeId } from '../shared/ids'
import type { Clip, FilmDocument, FrameSource, Shot } from '../shared/project/document'
import { frames, rate, seconds } from '../shared/time/time'
import {
  assetIdOf,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleSound,
  sampleSoundAsset,
} from './sample-film'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '__proto__', 'a\nb', '"\\', '🎬'),
)
const time = fc
  .tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom(1, 24, 25, 30_000))
  .map(([n, d]) => seconds(n, d))
const pictures = 4
const sounds = 2

const frameSource: fc.Arbitrary<FrameSource | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant('picture' as const),
    assetId: fc.integer({ min: 1, max: pictures }).map(assetIdOf),
    framings: fc.constantFrom<Extract<FrameSource, { kind: 'picture' }>['framings'][]>(
      {},
      { '16:9': { kind: 'pad' } },
      { '9:16': { kind: 'crop', x: 0.1, y: 0, width: 0.25, height: 1 } },
    ),
  }),
)

const shotPatch: fc.Arbitrary<Partial<Shot>> = fc.record(
  {
    name: text,
    prompt: text,
    notes: text,
    seconds: fc.constantFrom(0.5, 5, 10),
    seed: fc.option(fc.nat(1000)),
    audio: fc.boolean(),
    start: frameSource,
    end: frameSource,
    options: fc.dictionary(fc.constantFrom('motion', 'b', '7'), fc.oneof(text, fc.nat(9), fc.boolean())),
    pick: fc.constantFrom(null, 't1' as TakeId, 't2' as TakeId),
  },
  { requiredKeys: [] },
)

const clipPatch: fc.Arbitrary<Partial<Clip>> = fc.record(
  {
    in: fc.constant(null),
    out: fc.option(time.filter((at) => at[0] > 0)),
    join: fc.oneof(
      fc.constant({ kind: 'cut' as const }),
      fc.record({ kind: fc.constant('dissolve' as const), length: fc.integer({ min: 1, max: 48 }).map(frames) }),
    ),
  },
  { requiredKeys: [] },
)

/** A valid film of up to eight shots with pictures and sounds in it. */
export const arbitraryDocument: fc.Arbitrary<FilmDocument> = fc
  .record({
    shots: fc.array(shotPatch, { maxLength: 8 }),
    clips: fc.array(clipPatch, { minLength: 8, maxLength: 8 }),
    title: text,
  })
  .map(({ shots, clips, title }) =>
    sampleDocument({
      settings: { title },
      shots: shots.map((patch, index) => sampleShot(index + 1, patch)),
      clips: shots.map((_, index) => sampleClip(index + 1, clips[index])),
      assets: [
        ...Array.from({ length: pictures }, (_, index) => samplePicture(index + 1)),
        ...Array.from({ length: sounds }, (_, index) => sampleSoundAsset(100 + index, 30)),
      ],
      sounds: [sampleSound(100, { fadeIn: frames(12) })],
    }),
  )

type Edit = (document: FilmDocument) => FilmDocument

function withRecord<Id, Record extends { readonly id: Id }>(table: ReadonlyMap<Id, Record>, record: Record) {
  return new Map(table).set(record.id, record)
}

function nth<Value>(values: Iterable<Value>, at: number): Value | undefined {
  const list = [...values]
  return list.length === 0 ? undefined : list[at % list.length]
}

function patchShot(at: number, patch: Partial<Shot>): Edit {
  return (document) => {
    const shot = nth(document.shots.values(), at)
    return shot ? { ...document, shots: withRecord(document.shots, { ...shot, ...patch }) } : document
  }
}

function patchClip(at: number, patch: Partial<Clip>): Edit {
  return (document) => {
    const clip = nth(document.clips.values(), at)
    return clip ? { ...document, clips: withRecord(document.clips, { ...clip, ...patch }) } : document
  }
}

function insertShot(at: number, number: number, patch: Partial<Shot>): Edit {
  return (document) => {
    const shot = sampleShot(number, patch)
    const clip = sampleClip(number)
    if (document.clips.has(clip.id)) return document
    const clipIds = document.track.clipIds.toSpliced(at % (document.track.clipIds.length + 1), 0, clip.id)
    return {
      ...document,
      track: { ...document.track, clipIds },
      shots: withRecord(document.shots, shot),
      clips: withRecord(document.clips, clip),
    }
  }
}

function removeClip(at: number): Edit {
  return (document) => {
    const id: ClipId | undefined = nth(document.clips.keys(), at)
    if (id === undefined) return document
    const [shots, clips] = [new Map(document.shots), new Map(document.clips)]
    const shotId: ShotId | undefined = clips.get(id)?.shotId
    clips.delete(id)
    if (shotId && ![...clips.values()].some((clip) => clip.shotId === shotId)) shots.delete(shotId)
    const clipIds = document.track.clipIds.filter((other) => other !== id)
    return { ...document, track: { ...document.track, clipIds }, shots, clips }
  }
}

function splitClip(at: number, number: number): Edit {
  return (document) => {
    const clip = nth(document.clips.values(), at)
    const id = `c${number}` as ClipId
    if (!clip || document.clips.has(id)) return document
    const clipIds = document.track.clipIds.flatMap((other) => (other === clip.id ? [other, id] : [other]))
    return { ...document, track: { ...document.track, clipIds }, clips: withRecord(document.clips, { ...clip, id }) }
  }
}

function moveClip(from: number, to: number): Edit {
  return (document) => {
    const id = nth(document.track.clipIds, from)
    if (id === undefined) return document
    const rest = document.track.clipIds.filter((other) => other !== id)
    return { ...document, track: { ...document.track, clipIds: rest.toSpliced(to % (rest.length + 1), 0, id) } }
  }
}

function markTake(number: number, star: boolean, reject: boolean): Edit {
  const id = `t${number}` as TakeId
  return (document) => ({
    ...document,
    marks: withRecord(document.marks, { id, star, reject, note: '', acceptedUpstream: null }),
  })
}

function toggleSound(number: number): Edit {
  return (document) => {
    const sounds = new Map(document.sounds)
    const id = `m${number}` as SoundId
    if (!sounds.delete(id)) sounds.set(id, sampleSound(number))
    return { ...document, sounds }
  }
}

const place = fc.nat(20)

/** An edit that leaves a valid film valid; some leave it as it is. */
export const arbitraryEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, shotPatch).map((args) => patchShot(...args)),
  fc.tuple(place, clipPatch).map((args) => patchClip(...args)),
  fc.tuple(place, fc.integer({ min: 20, max: 60 }), shotPatch).map((args) => insertShot(...args)),
  fc.tuple(place, fc.integer({ min: 61, max: 99 })).map((args) => splitClip(...args)),
  place.map(removeClip),
  fc.tuple(place, place).map((args) => moveClip(...args)),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean(), fc.boolean()).map((args) => markTake(...args)),
  fc.constantFrom(100, 101).map(toggleSound),
  fc.tuple(text, fc.constantFrom(24, 25, 30)).map(([title, fps]): Edit => (document) => ({
    ...document,
    settings: { ...document.settings, title, rate: rate(fps) },
  })),
)
