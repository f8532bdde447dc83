import { createStore } from 'zustand/vanilla'
import type { ClipId } from '../../shared/ids'
import type { SoundTrack } from '../../shared/project/document'

interface OverlayState {
  /** Film frame of the line that shows what an edge snapped to. */
  readonly snapFrame: number | null
  /** Film frame where the blade would cut. */
  readonly bladeFrame: number | null
  /** Where dragged clips or files would go. */
  readonly insertion: { readonly frame: number; readonly words: string } | null
  /** The sound track that dragged files would go to. */
  readonly dropTrack: SoundTrack | null
  /** Clips that are being carried to another place. */
  readonly carried: ReadonlySet<ClipId>
  /** While a clip's start is trimmed, it and the clips behind it are drawn this much later, so that the edge stays under the pointer. */
  readonly held: { readonly index: number; readonly shift: number } | null
  /** Film frames that a rubber band covers. */
  readonly band: { readonly from: number; readonly to: number } | null
  /** What rides beside the pointer. */
  readonly ghost: { readonly x: number; readonly y: number; readonly words: string } | null
  /** The clip whose join to the next one is being set. */
  readonly editedJoin: ClipId | null
}

const nothing: OverlayState = {
  snapFrame: null,
  bladeFrame: null,
  insertion: null,
  dropTrack: null,
  carried: new Set(),
  held: null,
  band: null,
  ghost: null,
  editedJoin: null,
}

/** What a gesture draws over the timeline while it lasts. */
export const overlayStore = createStore<OverlayState>(() => nothing)

/** Takes away all that a gesture drew. */
export function clearOverlay(): void {
  const { editedJoin } = overlayStore.getState()
  overlayStore.setState({ ...nothing, editedJoin })
}
