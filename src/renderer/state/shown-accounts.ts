import type { AccountView } from '../../shared/ipc/account-view'
import { findProvider } from '../../shared/models/money'
import type { FilmDocument } from '../../shared/project/document'

/** The paid providers that make shots of a film, as one text so that stores see when it changes. */
export function usedProviders(film: FilmDocument | null): string {
  const providers = [...(film?.shots.values() ?? [])].map(({ provider }) => provider)
  return [...new Set(providers)].filter((id) => findProvider(id)?.unit).join(' ')
}

function isIn(used: string, provider: string): boolean {
  return used.split(' ').includes(provider)
}

/** The accounts that the user has: those listed, and those of shots in the film. `used`: as `usedProviders` tells. */
export function shownAccounts(accounts: readonly AccountView[], used: string): readonly AccountView[] {
  return accounts.filter(({ listed, provider }) => listed || isIn(used, provider))
}

/** The accounts that pay for the film; for one that is free, the account that would. */
export function payingAccounts(accounts: readonly AccountView[], used: string): readonly AccountView[] {
  const paying = accounts.filter(({ provider }) => isIn(used, provider))
  if (paying.length > 0) return paying
  const shown = shownAccounts(accounts, used)
  return [shown.find(({ key }) => key.place !== null) ?? shown[0]].flatMap((account) => account ?? [])
}
