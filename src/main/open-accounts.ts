import { isSettled } from '../shared/jobs/job'
import type { QueueView } from '../shared/ipc/generation-view'
import { systemClock, throttle } from './engine/generation/clock'
import { createAccounts, type Accounts } from './engine/providers/create-accounts'
import { createKeyVault } from './engine/secrets/key-vault'
import { systemKeychain } from './engine/secrets/system-keychain'
import type { Publish } from './ipc/publish'
import type { Preferences } from './shell/preferences'

/** Often enough to see money go, and seldom enough to be no burden on the provider (milliseconds). */
const betweenLooks = 10_000

export interface AccountParts {
  readonly preferences: Preferences
  readonly publish: Publish
  /** Told every key before anything is done with it. */
  readonly learn: (key: string) => void
  /** A key or an address changed: what waits for it may go on. */
  readonly onAccess: () => void
}

/** The accounts of this computer's user, with keys in the system's keychain and addresses in the preferences. */
export function openAccounts({ preferences, publish, learn, onAccess }: AccountParts): Accounts {
  const accounts: Accounts = createAccounts({
    vault: createKeyVault({
      keychain: systemKeychain({ service: process.env['SEAMLINE_KEYCHAIN'] ?? 'Seamline' }),
      learn,
    }),
    baseUrl: (provider) => preferences.baseUrls[provider] ?? null,
    saveBaseUrl: (provider, baseUrl) => {
      const { [provider]: _old, ...others } = preferences.baseUrls
      preferences.set({ baseUrls: baseUrl === null ? others : { ...others, [provider]: baseUrl } })
    },
    listed: () => preferences.providers,
    saveListed: (providers) => preferences.set({ providers }),
    now: () => new Date(),
    onChange: (what) => {
      void accounts.views().then((views) => publish('accounts:changed', views))
      if (what === 'access') onAccess()
    },
  })
  return accounts
}

/** Asks the accounts that have a key how they stand, beside everything else; what is wrong shows in the window. */
export async function lookAtAccounts(accounts: Accounts, onProblem: (error: unknown) => void): Promise<void> {
  try {
    const listed = (await accounts.views()).filter((view) => view.listed && view.key.place !== null)
    for (const { provider } of listed) await accounts.test(provider)
  } catch (error) {
    onProblem(error)
  }
}

/** Looks at an account again after each of its paid jobs that came to its end: the balance is another one then. */
export function watchSpending(accounts: Accounts): (queue: QueueView) => void {
  let before: ReadonlySet<string> = new Set()
  const spent = new Set<string>()
  const look = throttle(systemClock, betweenLooks, () => {
    for (const account of accounts.all) {
      if (!spent.has(account.provider)) continue
      // The next look, or the user's own, tells what is wrong.
      void account.refresh(AbortSignal.timeout(betweenLooks)).catch(() => undefined)
    }
    spent.clear()
  })
  return ({ jobs }) => {
    const paid = jobs.filter((job) => job.price !== 0)
    const open = new Set(paid.filter((job) => !isSettled(job.state)).map(({ attemptId }) => attemptId as string))
    const ended = paid.filter(({ attemptId }) => before.has(attemptId) && !open.has(attemptId))
    for (const { provider } of ended) spent.add(provider)
    if (ended.length > 0) look.request()
    before = open
  }
}
