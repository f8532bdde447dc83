import type { SoundTrack } from '../../shared/project/document'

/** What the sound tracks are called. */
export const soundTrackNames: Readonly<Record<SoundTrack, string>> = {
  music: 'Music',
  voice: 'Voice',
  effects: 'Effects',
}
