import { cameraOfShot } from './camera-chain'
import { repeatedFrames } from './repeated-part'
import { pickedTake, type TakeIndex } from '../continuity/pick'
import { heardGain } from './sound-level'
import { stillOfShot } from './still-of-shot'
import type { Clip, FilmDocument, Shot } from '../project/document'
import { conformedFrameCount, frames, framesFromSeconds, seconds, secondsFromDecimal } from '../time/time'
import type { Frames } from '../time/time'
import { compare } from '../time/rational'
import type { ClipFlag, FilmPlan, PlannedClip, PlannedSound, PlannedSource } from './plan'

interface CutClip {
  readonly clip: Clip
  readonly shot: Shot
  readonly source: PlannedSource
  readonly sourceLength: Frames
  readonly sourceIn: number
  readonly length: number
  readonly tooShort: boolean
}

function sourceOf(document: FilmDocument, takes: TakeIndex, shot: Shot, length: Frames): PlannedSource {
  const take = pickedTake(document, takes, shot)
  if (take) return { kind: 'take', takeId: take.id, rehearsal: take.provider === 'rehearsal' }
  const picture = stillOfShot(document, takes, shot)
  if (picture) return { kind: 'still', picture, camera: cameraOfShot(document, shot, length).path }
  return { kind: 'card', shotId: shot.id, title: shot.name, text: shot.prompt }
}

/** Frames a shot's source has at the film's rate: the picked take's real length, or the asked one while there is none. */
function sourceLengthOf(document: FilmDocument, takes: TakeIndex, shot: Shot): Frames {
  const take = pickedTake(document, takes, shot)
  const { rate } = document.settings
  if (take) return conformedFrameCount(take.frames, take.rate, rate)
  return frames(Math.max(1, framesFromSeconds(secondsFromDecimal(shot.seconds), rate)))
}

function cutClip(document: FilmDocument, takes: TakeIndex, clip: Clip): CutClip | null {
  const shot = document.shots.get(clip.shotId)
  if (!shot) return null
  const { rate } = document.settings
  const sourceLength = sourceLengthOf(document, takes, shot)
  const take = pickedTake(document, takes, shot)
  const unseen = take ? repeatedFrames(take, rate) : 0
  const wantedIn = clip.in ? framesFromSeconds(clip.in, rate) : unseen
  const wantedOut = clip.out ? framesFromSeconds(clip.out, rate) : sourceLength
  const sourceIn = Math.min(wantedIn, sourceLength - 1)
  const end = Math.max(sourceIn + 1, Math.min(wantedOut, sourceLength))
  const tooShort = wantedOut > sourceLength || wantedIn > sourceIn
  return {
    clip,
    shot,
    source: sourceOf(document, takes, shot, sourceLength),
    sourceLength,
    sourceIn,
    length: end - sourceIn,
    tooShort,
  }
}

/** A join's real length: as asked, but never longer than half of either clip. */
function overlapBetween(before: CutClip, after: CutClip): number {
  if (before.clip.join.kind === 'cut') return 0
  const half = Math.floor(Math.min(before.length, after.length) / 2)
  return Math.min(before.clip.join.length, half)
}

function flagsOf(cut: CutClip, overlapOut: number, isLast: boolean): readonly ClipFlag[] {
  const flags: ClipFlag[] = cut.tooShort ? ['takeTooShort'] : []
  const asked = cut.clip.join.kind === 'dissolve' ? cut.clip.join.length : 0
  if (!isLast && overlapOut < asked) flags.push('joinShortened')
  return flags
}

function placeClips(cuts: readonly CutClip[]): PlannedClip[] {
  const placed: PlannedClip[] = []
  let start = 0
  let overlapIn = 0
  cuts.forEach((cut, index) => {
    const next = cuts[index + 1]
    const overlapOut = next ? overlapBetween(cut, next) : 0
    start -= overlapIn
    placed.push({
      clipId: cut.clip.id,
      shotId: cut.shot.id,
      index,
      start: frames(start),
      length: frames(cut.length),
      sourceIn: frames(cut.sourceIn),
      sourceLength: cut.sourceLength,
      source: cut.source,
      overlapIn: frames(overlapIn),
      overlapOut: frames(overlapOut),
      flags: flagsOf(cut, overlapOut, !next),
    })
    start += cut.length
    overlapIn = overlapOut
  })
  return placed
}

function planSounds(document: FilmDocument, filmLength: number): PlannedSound[] {
  const { rate, soundTracks } = document.settings
  const planned: PlannedSound[] = []
  for (const sound of document.sounds.values()) {
    const duration = document.assets.get(sound.assetId)?.duration
    if (!duration) continue
    const sourceIn = sound.in ?? seconds(0)
    const out = sound.out !== null && compare(sound.out, duration) < 0 ? sound.out : duration
    const end = framesFromSeconds(out, rate)
    const length = Math.min(end - framesFromSeconds(sourceIn, rate), filmLength - sound.start)
    const gain = heardGain(sound, soundTracks)
    if (length <= 0 || gain === null) continue
    const fadeIn = frames(Math.min(sound.fadeIn, length))
    const fadeOut = frames(Math.min(sound.fadeOut, length - fadeIn))
    planned.push({
      soundId: sound.id,
      assetId: sound.assetId,
      start: sound.start,
      length: frames(length),
      sourceIn,
      gain,
      fadeIn,
      fadeOut,
    })
  }
  return planned
}

/**
 * The film as it plays now: the document cut together with the takes that exist. Pure; clips whose shot is missing are
 * left out, and so are sounds that are not heard. Sound is cut at the film's end.
 */
export function planFilm(document: FilmDocument, takes: TakeIndex): FilmPlan {
  const cuts = document.track.clipIds.flatMap((id) => {
    const clip = document.clips.get(id)
    const cut = clip ? cutClip(document, takes, clip) : null
    return cut ? [cut] : []
  })
  const clips = placeClips(cuts)
  const last = clips.at(-1)
  const length = frames(last ? last.start + last.length : 0)
  const { rate, size, fit } = document.settings
  return { rate, size, fit, clips, sounds: planSounds(document, length), length }
}
