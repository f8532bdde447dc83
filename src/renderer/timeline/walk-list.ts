import type { KeyboardEvent } from 'react'

interface Walk<Id> {
  readonly from: Id
  readonly to: Id
  /** Shift: what was selected stays selected. */
  readonly extends: boolean
}

/**
 * Where Up or Down leads from the focused option of a list; null for other keys and at the list's ends. `attribute` is
 * the data attribute that holds an option's id.
 */
export function walkList<Id extends string>(
  event: KeyboardEvent,
  attribute: string,
  ids: readonly Id[],
): Walk<Id> | null {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return null
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const here = ids.indexOf(event.target.dataset[attribute] as Id)
  const from = ids[here]
  if (step === undefined || from === undefined) return null
  event.preventDefault()
  const to = ids[here + step]
  return to === undefined ? null : { from, to, extends: event.shiftKey }
}
