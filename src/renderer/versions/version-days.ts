/** A kept version of the film, and when it was saved. */
export interface Version {
  readonly name: string
  readonly at: string
}

/** Versions of one day under its heading. */
export interface VersionDay {
  readonly label: string
  readonly versions: readonly Version[]
}

function dayOf(moment: Date): string {
  return `${moment.getFullYear()}-${moment.getMonth()}-${moment.getDate()}`
}

function labelOf(moment: Date, now: Date): string {
  if (dayOf(moment) === dayOf(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (dayOf(moment) === dayOf(yesterday)) return 'Yesterday'
  const sameYear = moment.getFullYear() === now.getFullYear()
  return moment.toLocaleDateString([], { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** The versions by the days of the user's calendar, in their order. */
export function versionDays(versions: readonly Version[], now: Date): readonly VersionDay[] {
  const days: { readonly label: string; readonly versions: Version[] }[] = []
  for (const version of versions) {
    const label = labelOf(new Date(version.at), now)
    const last = days.at(-1)
    if (last?.label === label) last.versions.push(version)
    else days.push({ label, versions: [version] })
  }
  return days
}
