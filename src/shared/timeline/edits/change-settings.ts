import { ratioOf } from '../../film/ratio'
import {
  soundTracks,
  type Asset,
  type Clip,
  type FilmDocument,
  type Settings,
  type Shot,
  type Sound,
  type SoundTrack,
  type TrackMix,
} from '../../project/document'
import { frames, framesFromSeconds, secondsFromFrames, type Frames, type Rate } from '../../time/time'
import { convertedMarkers } from './place-markers'
import { soundSpan } from './place-sounds'
import { patched, withRecords } from './records'

/** Adds imported files to the project; those it has already are left as they are. */
export function addAssets(document: FilmDocument, { assets }: { readonly assets: readonly Asset[] }): FilmDocument {
  const fresh = assets.filter((asset) => !document.assets.has(asset.id))
  return fresh.length === 0 ? document : { ...document, assets: withRecords(document.assets, fresh) }
}

/** Shots that have the film's shape keep having it when the film takes another shape. */
function reshaped(document: FilmDocument, before: Settings, after: Settings): FilmDocument {
  const [old, now] = [ratioOf(before.size), ratioOf(after.size)]
  if (old === now) return document
  const shots = [...document.shots.values()]
    .filter((shot) => shot.ratio === old)
    .map((shot): Shot => ({ ...shot, ratio: now }))
  return shots.length === 0 ? document : { ...document, shots: withRecords(document.shots, shots) }
}

export type SettingsPatch = Partial<Omit<Settings, 'id' | 'projectId' | 'rate'>>

/** Changes the film's settings, all but its rate. */
export function changeSettings(document: FilmDocument, { patch }: { readonly patch: SettingsPatch }): FilmDocument {
  const settings = patched<Settings>(document.settings, patch)
  if (settings === document.settings) return document
  return reshaped({ ...document, settings }, document.settings, settings)
}

export interface SetTrackMix {
  readonly track: SoundTrack
  readonly patch: Partial<TrackMix>
}

/** Sets how a sound track is heard; its gain is kept between -60 and 12 dB. */
export function setTrackMix(document: FilmDocument, { track, patch }: SetTrackMix): FilmDocument {
  const tracks = document.settings.soundTracks
  const gain = Math.min(12, Math.max(-60, patch.gain ?? tracks[track].gain))
  const mix = patched<TrackMix>(tracks[track], { ...patch, gain })
  return mix === tracks[track]
    ? document
    : changeSettings(document, { patch: { soundTracks: { ...tracks, [track]: mix } } })
}

function convertFrames(count: number, from: Rate, to: Rate): Frames {
  return framesFromSeconds(secondsFromFrames(count, from), to)
}

function convertedClips(document: FilmDocument, from: Rate, to: Rate): readonly Clip[] {
  return [...document.clips.values()].flatMap((clip): Clip[] => {
    if (clip.join.kind === 'cut') return []
    const length = frames(Math.max(1, convertFrames(clip.join.length, from, to)))
    return length === clip.join.length ? [] : [{ ...clip, join: { kind: 'dissolve', length } }]
  })
}

/** Rounding may make two sounds that touched overlap by a frame: the later one then starts that frame later. */
function convertedTrack(document: FilmDocument, track: SoundTrack, from: Rate, to: Rate): readonly Sound[] {
  const rated = { ...document, settings: { ...document.settings, rate: to } }
  const sorted = [...document.sounds.values()]
    .filter((sound) => sound.track === track)
    .sort((a, b) => a.start - b.start)
  let free = 0
  return sorted.map((sound) => {
    const start = frames(Math.max(free, convertFrames(sound.start, from, to)))
    const [fadeIn, fadeOut] = [convertFrames(sound.fadeIn, from, to), convertFrames(sound.fadeOut, from, to)]
    const next = patched<Sound>(sound, { start, fadeIn, fadeOut })
    free = soundSpan(rated, next)?.end ?? free
    return next
  })
}

/**
 * Gives the film another rate. Seconds stay what they are; whatever counts film frames (dissolves, music) goes to the
 * nearest frame of the new rate.
 */
export function changeRate(document: FilmDocument, { rate }: { readonly rate: Rate }): FilmDocument {
  const from = document.settings.rate
  if (from[0] === rate[0] && from[1] === rate[1]) return document
  const clips = convertedClips(document, from, rate)
  return {
    ...document,
    settings: { ...document.settings, rate },
    clips: clips.length === 0 ? document.clips : withRecords(document.clips, clips),
    markers: withRecords(document.markers, convertedMarkers(document, from, rate)),
    sounds: withRecords(
      document.sounds,
      soundTracks.flatMap((track) => convertedTrack(document, track, from, rate)),
    ),
  }
}
