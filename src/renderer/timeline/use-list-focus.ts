import { useCallback, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'
import type { ClipId } from '../../shared/ids'
import { documentStore } from '../state/document-store'

interface Place {
  readonly clipId: ClipId
  readonly index: number
}

function track(): readonly ClipId[] {
  return documentStore.getState().document?.track.clipIds ?? []
}

/** The option to go to when the one that had the focus is no longer in the film: the one that took its place. */
function heir(place: Place): ClipId | undefined {
  const ids = track()
  return ids.includes(place.clipId) ? undefined : (ids[place.index] ?? ids.at(-1))
}

interface ListFocus {
  /** Gives the focus to an option, as soon as it is in the page. */
  readonly focus: (clipId: ClipId) => void
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

/**
 * The keyboard's place in a list whose options come and go: options that are not in the page yet, and options that are
 * deleted while they have the focus.
 */
export function useListFocus(list: RefObject<HTMLElement | null>): ListFocus {
  const wanted = useRef<ClipId | null>(null)
  const place = useRef<Place | null>(null)
  const settle = useCallback((): void => {
    const lost = place.current !== null && document.activeElement === document.body
    const id = wanted.current ?? (lost && place.current ? heir(place.current) : undefined)
    const option = id === undefined ? null : list.current?.querySelector<HTMLElement>(`[data-clip="${id}"]`)
    if (!option) return
    wanted.current = null
    option.focus({ preventScroll: true })
  }, [list])
  useLayoutEffect(settle)
  const focus = useCallback(
    (clipId: ClipId): void => {
      wanted.current = clipId
      settle()
    },
    [settle],
  )
  const onFocus = useCallback((event: FocusEvent): void => {
    const clipId = event.target instanceof HTMLElement ? event.target.dataset['clip'] : undefined
    if (clipId !== undefined) place.current = { clipId: clipId as ClipId, index: track().indexOf(clipId as ClipId) }
  }, [])
  const onBlur = useCallback((event: FocusEvent): void => {
    if (event.relatedTarget !== null) place.current = null
  }, [])
  return { focus, onFocus, onBlur }
}
