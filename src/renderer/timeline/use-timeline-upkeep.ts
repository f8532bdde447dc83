import { useEffect } from 'react'
import { documentStore } from '../state/document-store'
import { followFaces } from '../state/face-store'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { pruneSelection } from '../state/selection-store'
import { fitFilm, revealFrames, scrollTo, viewportStore } from '../state/viewport-store'

/** While the film plays, the lane turns like a page when the playhead leaves it; a step or a seek is kept in view. */
function followPlayhead(): void {
  const { frame, speed, scrubbing } = playbackStore.getState()
  const { pixelsPerFrame, scrollLeft, width } = viewportStore.getState()
  const pixel = frame * pixelsPerFrame - scrollLeft
  if (scrubbing || (pixel >= 0 && pixel <= width)) return
  if (speed === 0) revealFrames(frame, frame)
  else scrollTo(frame * pixelsPerFrame - (speed > 0 ? width / 10 : (width * 9) / 10))
}

/** Shows all of a film that was just opened, once it is laid out and the lane has its width. */
function fitOpened(shown: string | undefined): string | undefined {
  const { document } = documentStore.getState()
  const opened = document?.settings.projectId
  if (opened === shown || (document && document.clips.size > 0 && !filmStore.getState().plan)) return shown
  fitFilm()
  return opened
}

/** What the timeline does by itself: fit an opened film, follow the playhead, forget deleted selections. */
export function useTimelineUpkeep(): void {
  useEffect(() => {
    let shown = fitOpened(undefined)
    const ends = [
      followFaces(),
      filmStore.subscribe(() => {
        shown = fitOpened(shown)
      }),
      documentStore.subscribe(({ document, gestureBase }, before) => {
        if (document && !gestureBase && document !== before.document) pruneSelection(document)
      }),
      playbackStore.subscribe((now, before) => {
        if (now.frame !== before.frame) followPlayhead()
      }),
    ]
    return () => ends.forEach((end) => end())
  }, [])
}
