import { createStore } from 'zustand/vanilla'
import type { MarkerId } from '../../shared/ids'

/** The marker whose name, colour and place are being set. */
export const markerEditing = createStore<{ readonly markerId: MarkerId | null }>(() => ({ markerId: null }))

export function editMarker(markerId: MarkerId | null): void {
  markerEditing.setState({ markerId })
}
