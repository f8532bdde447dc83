import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { editMarker } from '../state/marker-editing'
import type { Command } from './command'
import { deleteMarker, goToMarker, markerAtPlayhead, markerBeside, markPlayhead } from './marker-actions'

function canMark(): boolean {
  const { document, readOnly } = documentStore.getState()
  return document !== null && !readOnly && (filmStore.getState().plan?.length ?? 0) > 0
}

function goCommand(id: string, label: string, key: string, direction: -1 | 1): Command {
  return {
    id,
    group: 'Timeline',
    label: () => label,
    keys: [key],
    repeats: true,
    enabled: () => markerBeside(direction) !== null,
    run: () => {
      const placed = markerBeside(direction)
      if (placed) goToMarker(placed)
    },
  }
}

export const markerCommands: readonly Command[] = [
  {
    id: 'marker.add',
    group: 'Timeline',
    label: () => (markerAtPlayhead() ? 'Edit Marker' : 'Add Marker'),
    keys: ['M'],
    enabled: canMark,
    run: () => {
      const there = markPlayhead()
      if (there !== null) editMarker(there)
    },
  },
  {
    id: 'marker.delete',
    group: 'Timeline',
    label: () => 'Delete Marker at Playhead',
    keys: ['Alt+M'],
    enabled: () => canMark() && markerAtPlayhead() !== null,
    run: () => {
      const there = markerAtPlayhead()
      if (there) deleteMarker(there)
    },
  },
  goCommand('marker.next', 'Next Marker', 'Shift+M', 1),
  goCommand('marker.previous', 'Previous Marker', 'Mod+Shift+M', -1),
]
