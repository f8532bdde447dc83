const shortest = 1000
const longest = 60_000

/** A share from 0.8 to 1.2 that differs between names, so that those that failed together do not come back together. */
function spread(name: string): number {
  let sum = 0
  for (let at = 0; at < name.length; at++) sum = (sum * 31 + name.charCodeAt(at)) % 997
  return 0.8 + (0.4 * sum) / 996
}

/** Milliseconds to wait after so many failures in a row: doubling from `least` (at least a second) to a minute. */
export function backoff(name: string, failures: number, least: number): number {
  const base = Math.max(shortest, least) * 2 ** Math.min(failures, 10)
  return Math.min(longest, Math.round(base * spread(name)))
}
