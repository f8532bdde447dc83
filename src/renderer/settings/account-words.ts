import type { AccountView } from '../../shared/ipc/account-view'
import { findModel } from '../../shared/models/catalogue'
import { findProvider } from '../../shared/models/money'

/** How an account stands, for a sign with words beside it. */
export type Standing = 'noServer' | 'noKey' | 'notAsked' | 'answers' | 'problem'

export function standingOf({ answeredAt, baseUrl, facts, key, problem }: AccountView): Standing {
  if (baseUrl === '') return 'noServer'
  if (key.place === null) return 'noKey'
  if (problem !== null) return 'problem'
  return facts === null && answeredAt === null ? 'notAsked' : 'answers'
}

export const standingWords: Readonly<Record<Standing, string>> = {
  noServer: 'No address',
  noKey: 'No key',
  notAsked: 'Not asked yet',
  answers: 'Key works',
  problem: 'Needs attention',
}

export function providerLabel(provider: string): string {
  return findProvider(provider)?.label ?? provider
}

/** Which key it is, without telling it: `Ends in 1a2b`. */
export function keyWords({ place, hint }: AccountView['key']): string {
  if (place === null) return 'No key yet'
  return hint === null ? 'There is a key' : `Ends in ${hint}`
}

export function placeWords({ place }: AccountView['key']): string | null {
  if (place === null) return null
  return place === 'keychain' ? 'Kept in this computer’s keychain' : 'Kept in memory until you quit'
}

/** When something was told: the time of today, else the date too. */
export function whenWords(at: string, now: Date = new Date()): string {
  const told = new Date(at)
  const today = told.toDateString() === now.toDateString()
  return told.toLocaleString('en', today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' })
}

export interface ModelLimitWords {
  readonly model: string
  readonly label: string
  readonly concurrent: string
  readonly daily: string
  readonly used: string
  readonly usedUp: boolean
}

function limitWords(limit: number | null): string {
  return limit === null ? 'no limit' : limit.toLocaleString('en')
}

/** What the account allows of each model that this version offers. */
export function modelLimits({ provider, facts }: AccountView): readonly ModelLimitWords[] {
  return (facts?.models ?? []).flatMap(({ model, concurrent, daily, usedToday }) => {
    const known = findModel(provider, model)
    if (!known) return []
    return {
      model,
      label: known.label,
      concurrent: limitWords(concurrent),
      daily: limitWords(daily),
      used: usedToday.toLocaleString('en'),
      usedUp: daily !== null && usedToday >= daily,
    }
  })
}
