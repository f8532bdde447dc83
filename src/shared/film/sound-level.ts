import type { Settings, Sound, SoundTrack } from '../project/document'

type Tracks = Settings['soundTracks']

/** Gains down to here are silence, not a thousandth. */
const silence = -60

/** Factor of the amplitude that decibels mean. */
export function amplitudeOf(decibels: number): number {
  return decibels <= silence ? 0 : 10 ** (decibels / 20)
}

/** True when a track is heard: not muted, and among those played alone while there are any. Mute wins over solo. */
export function isTrackHeard(tracks: Tracks, track: SoundTrack): boolean {
  const alone = Object.values(tracks).some((mix) => mix.solo)
  return !tracks[track].mute && (!alone || tracks[track].solo)
}

/** How loud a sound is in the film, in decibels: its own gain and its track's. Null when it is not heard at all. */
export function heardGain({ gain, track }: Pick<Sound, 'gain' | 'track'>, tracks: Tracks): number | null {
  const silent = [gain, tracks[track].gain].some((decibels) => decibels <= silence)
  return silent || !isTrackHeard(tracks, track) ? null : gain + tracks[track].gain
}
