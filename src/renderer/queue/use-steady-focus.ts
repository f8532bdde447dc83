import { useEffect, type RefObject } from 'react'

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

/** Nothing has the focus, or what is around the list does because somebody had to have it. */
function isLost(list: HTMLElement): boolean {
  const { activeElement, body } = document
  return activeElement === null || activeElement === body || (activeElement !== list && activeElement.contains(list))
}

function keepFocus(list: HTMLElement): () => void {
  let place: Place | null = null
  const onFocus = ({ target }: Event): void => {
    if (!(target instanceof Element)) return
    if (list.contains(target)) place = placeOf(target)
    // What is around the list takes a focus that was lost; anything else was chosen.
    else if (!target.contains(list)) place = null
  }
  // A press on what takes no focus leaves the list too.
  const onPress = ({ target }: Event): void => {
    place = target instanceof Element && list.contains(target) ? placeOf(target) : null
  }
  const observer = new MutationObserver(() => {
    if (place !== null && isLost(list)) heir(list, place)?.focus()
  })
  observer.observe(list, { childList: true, subtree: true })
  document.addEventListener('focusin', onFocus)
  document.addEventListener('pointerdown', onPress)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('pointerdown', onPress)
  }
}

/**
 * Keeps the keyboard where it was when a row changes its state: its buttons come and go, and a focus that falls to the
 * page would start again at the top of the window.
 */
export function useSteadyFocus(list: RefObject<HTMLElement | null>): void {
  useEffect(() => (list.current ? keepFocus(list.current) : undefined), [list])
}
