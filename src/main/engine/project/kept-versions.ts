/** One kept copy of a saved film: its name, and when it was saved (milliseconds since 1970). */
export interface KeptVersion {
  readonly name: string
  readonly at: number
}

const hour = 3_600_000
const day = 24 * hour
/** The newest ones all stay, however quickly they came one after the other. */
const newest = 10
const daysKept = 30

const named = /^project-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.json$/

/** What the name of a backup says; null for a name that was not given by this program, whose file is left alone. */
export function versionOfName(name: string): KeptVersion | null {
  const [, date, hours, minutes, seconds, milliseconds] = named.exec(name) ?? []
  const at = Date.parse(`${date}T${hours}:${minutes}:${seconds}.${milliseconds}Z`)
  return Number.isNaN(at) ? null : { name, at }
}

/** Which stretch of time a version stands for: an hour of the last day, a day of the last month; null: none any more. */
function stretchOf(at: number, now: number): string | null {
  const age = now - at
  if (age < day) return `hour ${Math.floor(at / hour)}`
  return age < daysKept * day ? `day ${Math.floor(at / day)}` : null
}

/**
 * The versions that may go: all but the newest ten, the last one of each hour of the past day and the last one of each
 * day of the past thirty. `now`: milliseconds since 1970.
 */
export function versionsToDrop(versions: readonly KeptVersion[], now: number): readonly KeptVersion[] {
  const stretches = new Set<string>()
  const sorted = [...versions].sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
  return sorted.filter(({ at }, index) => {
    const stretch = stretchOf(at, now)
    const stands = stretch !== null && !stretches.has(stretch)
    if (stretch !== null) stretches.add(stretch)
    return index >= newest && !stands
  })
}
