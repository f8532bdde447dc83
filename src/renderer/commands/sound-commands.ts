import { soundTracks, type SoundTrack } from '../../shared/project/document'
import { documentStore } from '../state/document-store'
import type { Command } from './command'
import { moveSoundToTrack, toggleTrack, trackBeside, trackMix } from './sound-actions'
import { soundTrackNames } from './sound-track-names'

function canWrite(): boolean {
  const { document, readOnly } = documentStore.getState()
  return document !== null && !readOnly
}

function moveCommand(id: string, label: string, key: string, direction: -1 | 1): Command {
  return {
    id,
    group: 'Timeline',
    label: () => label,
    keys: [key],
    enabled: () => canWrite() && trackBeside(direction) !== null,
    run: () => moveSoundToTrack(trackBeside(direction)),
  }
}

function trackCommands(track: SoundTrack): readonly Command[] {
  const name = soundTrackNames[track]
  return [
    {
      id: `sound.mute.${track}`,
      group: 'Timeline',
      label: () => `${trackMix(track)?.mute === true ? 'Unmute' : 'Mute'} ${name}`,
      keys: [],
      enabled: canWrite,
      run: () => toggleTrack(track, 'mute'),
    },
    {
      id: `sound.solo.${track}`,
      group: 'Timeline',
      label: () => (trackMix(track)?.solo === true ? `Solo Off ${name}` : `Solo ${name}`),
      keys: [],
      enabled: canWrite,
      run: () => toggleTrack(track, 'solo'),
    },
  ]
}

export const soundCommands: readonly Command[] = [
  moveCommand('sound.trackUp', 'Move Sound to Track Above', 'Alt+ArrowUp', -1),
  moveCommand('sound.trackDown', 'Move Sound to Track Below', 'Alt+ArrowDown', 1),
  ...soundTracks.flatMap(trackCommands),
]
