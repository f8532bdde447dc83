export interface SlotNeeds {
  /** Must be on screen now. */
  readonly wanted: readonly string[]
  /** On screen until what is wanted is ready, the least important first. */
  readonly held: readonly string[]
  /** Prepared when there is room, the most urgent first. */
  readonly ahead: readonly string[]
}

/** What it would cost to give up a slot's content: nothing when empty, never when it is wanted. */
function costOf(key: string | null, { wanted, held, ahead }: SlotNeeds): number {
  if (key === null) return 0
  if (wanted.includes(key)) return Infinity
  if (held.includes(key)) return 1000 + held.indexOf(key)
  return ahead.includes(key) ? 1 + ahead.length - ahead.indexOf(key) : 1
}

function cheapestSlot(slots: readonly (string | null)[], limit: number, needs: SlotNeeds): number {
  let best = -1
  let least = limit
  slots.forEach((key, at) => {
    const cost = costOf(key, needs)
    if (cost < least) [best, least] = [at, cost]
  })
  return best
}

/**
 * Which content each of a few elements carries next. Elements keep what they have as long as it is of use; what is
 * held on screen gives way only when there is no other room for what is wanted.
 */
export function assignSlots(slots: readonly (string | null)[], needs: SlotNeeds): readonly (string | null)[] {
  const next = [...slots]
  const place = (key: string, limit: number): void => {
    const at = next.includes(key) ? -1 : cheapestSlot(next, limit, needs)
    if (at >= 0) next[at] = key
  }
  for (const key of needs.wanted) place(key, Infinity)
  for (const key of needs.ahead) place(key, costOf(key, { ...needs, wanted: [] }))
  return next
}
