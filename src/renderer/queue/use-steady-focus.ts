import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

interface Place {
  readonly attempt: string
  readonly action: string | null
}

function placeOf(element: Element): Place | null {
  const attempt = element.closest<HTMLElement>('[data-attempt]')?.dataset['attempt']
  const action = element.closest<HTMLElement>('[data-action]')?.dataset['action'] ?? null
  return attempt === undefined ? null : { attempt, action }
}

/** The same button of the row, else the row itself: a key that is pressed next must not hit something else. */
function heir(list: HTMLElement, { attempt, action }: Place): HTMLElement | null {
  const row = list.querySelector<HTMLElement>(`[data-attempt="${CSS.escape(attempt)}"]`)
  const same = action === null ? null : row?.querySelector<HTMLElement>(`[data-action="${CSS.escape(action)}"]`)
  return same ?? row ?? null
}

/**
 * Keeps the keyboard where it was when a row changes its state: its buttons come and go, and a focus that falls to the
 * page would start again at the top of the window. To be called where the rows are drawn.
 */
export function useSteadyFocus(list: RefObject<HTMLElement | null>): void {
  const place = useRef<Place | null>(null)
  useEffect(() => {
    const ended = new AbortController()
    const look = (event: Event): void => {
      const inside = event.target instanceof Element && list.current?.contains(event.target)
      place.current = inside && event.target instanceof Element ? placeOf(event.target) : null
    }
    document.addEventListener('focusin', look, ended)
    // A press on what takes no focus leaves the list too.
    document.addEventListener('pointerdown', look, ended)
    return () => ended.abort()
  }, [list])
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (place.current !== null && lost && list.current) heir(list.current, place.current)?.focus()
  })
}
