import { seek } from '../../state/transport'
import { playbackStore } from '../../state/playback-store'
import type { Gesture, PointerAt } from './run-gesture'

/** Drags the playhead along the ruler. Taken back, it goes to where it was. */
export function scrubGesture(start: PointerAt): Gesture {
  const before = playbackStore.getState().frame
  playbackStore.setState({ speed: 0, scrubbing: true })
  const go = (at: PointerAt): void => seek(at.frame)
  go(start)
  return {
    move: go,
    end(at) {
      go(at)
      playbackStore.setState({ scrubbing: false })
    },
    cancel() {
      seek(before)
      playbackStore.setState({ scrubbing: false })
    },
  }
}
