import { soundTracks, type SoundTrack, type TrackMix } from '../../shared/project/document'
import { setTrackMix } from '../../shared/timeline/edits/change-settings'
import { moveSound } from '../../shared/timeline/edits/place-sounds'
import { announce } from '../state/announcement-store'
import { commit, documentStore } from '../state/document-store'
import { selectedSound } from './cut-actions'
import { soundTrackNames } from './sound-track-names'

/** The track above (-1) or below (1) the selected sound's, or null where there is none. */
export function trackBeside(direction: -1 | 1): SoundTrack | null {
  const track = selectedSound()?.sound.track
  return track === undefined ? null : (soundTracks[soundTracks.indexOf(track) + direction] ?? null)
}

/** Moves the selected sound to another track, to the free place nearest to where it is. */
export function moveSoundToTrack(track: SoundTrack | null): void {
  const selected = selectedSound()
  if (!selected || track === null) return
  const { id, start } = selected.sound
  if (!commit('Move Sound', (document) => moveSound(document, { soundId: id, start, track }))) return
  announce(`Moved to the ${soundTrackNames[track].toLowerCase()} track`)
}

/** How a track is heard; null while no film is open. */
export function trackMix(track: SoundTrack): TrackMix | null {
  return documentStore.getState().document?.settings.soundTracks[track] ?? null
}

/** Mutes a track or lets it be heard, plays it alone or with the others again. */
export function toggleTrack(track: SoundTrack, what: 'mute' | 'solo'): void {
  const mix = trackMix(track)
  if (!mix) return
  const on = !mix[what]
  const label = what === 'mute' ? (on ? 'Mute' : 'Unmute') : on ? 'Solo' : 'Solo Off'
  const name = soundTrackNames[track]
  if (!commit(`${label} ${name}`, (document) => setTrackMix(document, { track, patch: { [what]: on } }))) return
  const words = { mute: on ? 'muted' : 'no longer muted', solo: on ? 'plays alone' : 'no longer plays alone' }
  announce(`${name} ${words[what]}`)
}
