const wholeDollar = 1_000_000

/** The next whole dollar that holds what the film would have cost, in micro-dollars. */
export function raisedBudget(after: number): number {
  return Math.ceil(after / wholeDollar) * wholeDollar
}
