const shortest = 1000
const longest = 60_000

/** A share from 0.8 to 1.2 that differs between names, so that those that failed together do not come back together. */
function spread(name: string): number {
  let sum = 0
  for (let at = 0; at < name.length; at++) sum = (sum * 31 + name.charCodeAt(at)) % 997
  return 0.8 + (0.4 * sum) / 996
}

/** After so many polls a task is looked at less and less often. */
const eagerPolls = 12
const slowestPolls = 12

/**
 * Milliseconds until a running task is looked at again: never less than `least`, at first about that, later up to twelve
 * times as much (5 s to 60 s for the paid providers), spread so that many tasks do not come at once.
 */
export function pollDelay(name: string, polls: number, least: number): number {
  const grown = least * 1.2 ** Math.max(0, polls - eagerPolls)
  return Math.min(least * slowestPolls, Math.round(grown * (1.2 + (spread(`${name}${polls}`) - 1))))
}

/** Milliseconds to wait after so many failures in a row: doubling from `least` (at least a second) to a minute. */
export function backoff(name: string, failures: number, least: number): number {
  const base = Math.max(shortest, least) * 2 ** Math.min(failures, 10)
  return Math.min(longest, Math.round(base * spread(name)))
}
