import type { AssetId, SoundId } from '../../ids'
import type { FilmDocument, Sound, SoundTrack } from '../../project/document'
import { add, toNumber } from '../../time/rational'
import { frames, framesFromSeconds, seconds, secondsFromFrames, type Frames, type Seconds } from '../../time/time'
import { patched, withoutRecords, withRecords } from './records'

/** Where a sound lies on its track, in film frames, whether the film is that long or not. */
export interface SoundSpan {
  readonly start: number
  readonly end: number
  /** Frame of the source at which it begins, and how many the source has. */
  readonly sourceIn: number
  readonly sourceLength: number
}

/** The span of a sound; null when its file is not in the project. */
export function soundSpan(document: FilmDocument, sound: Sound): SoundSpan | null {
  const duration = document.assets.get(sound.assetId)?.duration
  if (!duration) return null
  const { rate } = document.settings
  const sourceIn = sound.in ? framesFromSeconds(sound.in, rate) : 0
  const sourceLength = framesFromSeconds(duration, rate)
  const out = sound.out ? Math.min(framesFromSeconds(sound.out, rate), sourceLength) : sourceLength
  return { start: sound.start, end: sound.start + Math.max(1, out - sourceIn), sourceIn, sourceLength }
}

interface Gap {
  readonly from: number
  readonly to: number
}

/** Stretches of a sound track that are free of other sounds, in order; the last one never ends. */
function gapsWithout(document: FilmDocument, track: SoundTrack, soundId: SoundId | null): readonly Gap[] {
  const taken = [...document.sounds.values()]
    .flatMap((sound) => (sound.id === soundId || sound.track !== track ? [] : (soundSpan(document, sound) ?? [])))
    .sort((a, b) => a.start - b.start)
  const gaps: Gap[] = []
  let from = 0
  for (const span of taken) {
    if (span.start > from) gaps.push({ from, to: span.start })
    from = Math.max(from, span.end)
  }
  return [...gaps, { from, to: Number.POSITIVE_INFINITY }]
}

/** The place on a track nearest to `wanted` where `length` frames fit between the other sounds. */
function nearestFree(gaps: readonly Gap[], wanted: number, length: number): number {
  let best = Number.POSITIVE_INFINITY
  for (const gap of gaps) {
    if (gap.to - gap.from < length) continue
    const at = Math.min(Math.max(wanted, gap.from), gap.to - length)
    if (Math.abs(at - wanted) < Math.abs(best - wanted)) best = at
  }
  return best
}

function withSound(document: FilmDocument, sound: Sound): FilmDocument {
  return { ...document, sounds: withRecords(document.sounds, [sound]) }
}

export interface AddSound {
  readonly soundId: SoundId
  readonly assetId: AssetId
  readonly track: SoundTrack
  readonly start: Frames
  /** Which part of the file; all of it when left out. */
  readonly in?: Seconds | null
  readonly out?: Seconds | null
}

/** Puts a sound on a track, in the free place nearest to `start`. */
export function addSound(document: FilmDocument, { soundId, assetId, track, start, ...part }: AddSound): FilmDocument {
  if (document.assets.get(assetId)?.kind !== 'sound' || document.sounds.has(soundId)) return document
  const none = frames(0)
  const cut = { in: part.in ?? null, out: part.out ?? null }
  const sound: Sound = { id: soundId, assetId, track, start, ...cut, gain: 0, fadeIn: none, fadeOut: none }
  const span = soundSpan(document, sound)
  if (!span) return document
  const at = nearestFree(gapsWithout(document, track, null), start, span.end - span.start)
  return withSound(document, { ...sound, start: frames(at) })
}

export interface MoveSound {
  readonly soundId: SoundId
  /** Film frame. */
  readonly start: number
  /** The track it goes to; left out, it stays on its own. */
  readonly track?: SoundTrack
}

/** Moves a sound to the free place nearest to `start`. */
export function moveSound(document: FilmDocument, { soundId, start, track }: MoveSound): FilmDocument {
  const sound = document.sounds.get(soundId)
  const span = sound && soundSpan(document, sound)
  if (!sound || !span) return document
  const gaps = gapsWithout(document, track ?? sound.track, soundId)
  const at = frames(nearestFree(gaps, Math.max(0, Math.round(start)), span.end - span.start))
  const moved = patched<Sound>(sound, { start: at, track: track ?? sound.track })
  return moved === sound ? document : withSound(document, moved)
}

/** Cuts made at many unusual rates would make ever longer fractions; past this one a time goes to the nearest sample. */
const largestDenominator = 1_000_000

/** Source time `count` frames after a sound's in point (before it, when negative). */
function sourceTime(document: FilmDocument, sound: Sound, count: number): Seconds {
  const { rate } = document.settings
  const step = secondsFromFrames(Math.abs(count), rate)
  const sum = add(sound.in ?? seconds(0), count < 0 ? [-step[0], step[1]] : step)
  if (sum[0] <= 0) return seconds(0)
  return sum[1] <= largestDenominator ? seconds(sum[0], sum[1]) : seconds(Math.round(toNumber(sum) * 48_000), 48_000)
}

/** The sound with fades that fit into `length` frames; the fade in keeps its place first. */
function withFadesInside(sound: Sound, length: number): Sound {
  const fadeIn = Math.min(sound.fadeIn, length)
  const fadeOut = Math.min(sound.fadeOut, length - fadeIn)
  return patched(sound, { fadeIn: frames(fadeIn), fadeOut: frames(fadeOut) })
}

export interface TrimSound {
  readonly soundId: SoundId
  readonly edge: 'in' | 'out'
  /** Film frame the edge goes to; what is heard elsewhere stays where it is. */
  readonly frame: number
}

/** Moves one edge of a sound, inside its file and between its neighbours, keeping at least one frame. */
export function trimSound(document: FilmDocument, { soundId, edge, frame }: TrimSound): FilmDocument {
  const sound = document.sounds.get(soundId)
  const span = sound && soundSpan(document, sound)
  if (!sound || !span) return document
  const gap = gapsWithout(document, sound.track, soundId).find((free) => free.from <= span.start && span.end <= free.to)
  if (!gap) return document
  const wanted = Math.round(frame)
  if (edge === 'in') {
    const first = Math.max(gap.from, span.start - span.sourceIn)
    const at = Math.min(Math.max(wanted, first), span.end - 1)
    if (at === span.start) return document
    const from = sourceTime(document, sound, at - span.start)
    const next = { ...sound, start: frames(at), in: from[0] === 0 ? null : from }
    return withSound(document, withFadesInside(next, span.end - at))
  }
  const sourceEnd = span.start + span.sourceLength - span.sourceIn
  const at = Math.max(Math.min(wanted, gap.to, sourceEnd), span.start + 1)
  if (at === span.end) return document
  const out = at === sourceEnd ? null : sourceTime(document, sound, at - span.start)
  return withSound(document, withFadesInside({ ...sound, out }, at - span.start))
}

export interface SplitSound {
  readonly soundId: SoundId
  /** Film frame at which the second part begins. */
  readonly frame: number
  readonly newSoundId: SoundId
}

/** Cuts a sound in two; the fades stay at the outer ends. Impossible at its very ends. */
export function splitSound(document: FilmDocument, { soundId, frame, newSoundId }: SplitSound): FilmDocument {
  const sound = document.sounds.get(soundId)
  const span = sound && soundSpan(document, sound)
  if (!sound || !span || document.sounds.has(newSoundId)) return document
  if (frame <= span.start || frame >= span.end) return document
  const at = sourceTime(document, sound, frame - span.start)
  const none = frames(0)
  const first = withFadesInside({ ...sound, out: at, fadeOut: none }, frame - span.start)
  const second = { ...sound, id: newSoundId, start: frames(frame), in: at, fadeIn: none }
  const parts = [first, withFadesInside(second, span.end - frame)]
  return { ...document, sounds: withRecords(document.sounds, parts) }
}

export interface SetSoundLevels {
  readonly soundId: SoundId
  /** Gain in decibels, fades in film frames. */
  readonly patch: Partial<Pick<Sound, 'gain' | 'fadeIn' | 'fadeOut'>>
}

/** Sets gain and fades, kept inside their limits: -60 to 12 dB, and the two fades within the sound. */
export function setSoundLevels(document: FilmDocument, { soundId, patch }: SetSoundLevels): FilmDocument {
  const sound = document.sounds.get(soundId)
  const span = sound && soundSpan(document, sound)
  if (!sound || !span) return document
  const length = span.end - span.start
  const gain = Math.min(12, Math.max(-60, patch.gain ?? sound.gain))
  const fadeIn = Math.min(patch.fadeIn ?? sound.fadeIn, length - (patch.fadeOut === undefined ? sound.fadeOut : 0))
  const fadeOut = Math.min(patch.fadeOut ?? sound.fadeOut, length - fadeIn)
  const next = patched<Sound>(sound, {
    gain,
    fadeIn: frames(Math.max(0, fadeIn)),
    fadeOut: frames(Math.max(0, fadeOut)),
  })
  return next === sound ? document : withSound(document, next)
}

/** Takes a sound off its track; what is left stays where it is. */
export function removeSound(document: FilmDocument, { soundId }: { readonly soundId: SoundId }): FilmDocument {
  if (!document.sounds.has(soundId)) return document
  return { ...document, sounds: withoutRecords(document.sounds, [soundId]) }
}
