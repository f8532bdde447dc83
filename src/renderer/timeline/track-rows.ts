import { soundTracks, type SoundTrack } from '../../shared/project/document'

/** Where the sound tracks are on the screen, from top to bottom, in CSS pixels of the window. */
export type TrackRows = readonly { readonly track: SoundTrack; readonly top: number; readonly bottom: number }[]

/** The rows of the sound tracks in a lane as they are now. */
export function trackRows(lane: HTMLElement): TrackRows {
  return soundTracks.flatMap((track) => {
    const box = lane.querySelector(`[role="listbox"][data-track="${track}"]`)?.getBoundingClientRect()
    return box ? [{ track, top: box.top, bottom: box.bottom }] : []
  })
}

/** The sound track at a height of the window; above the first and below the last there is none. */
export function trackAt(rows: TrackRows, y: number): SoundTrack | null {
  const within = rows.find((row) => y < row.bottom)
  return within && rows[0] && y >= rows[0].top ? within.track : null
}
