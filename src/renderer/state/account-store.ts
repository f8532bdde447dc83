import { createStore } from 'zustand/vanilla'
import type { AccountView, AppSettings } from '../../shared/ipc/account-view'
import { pricesWith, type Prices } from '../../shared/models/prices'
import { listen, request } from '../bridge'

interface AccountState {
  readonly accounts: readonly AccountView[]
  /** Null until the engine has told. */
  readonly settings: AppSettings | null
  /** The prices that hold: the list with the user's own over it. */
  readonly prices: Prices
}

/** What holds for every film on this computer: accounts, prices, budgets. The window only mirrors it. */
export const accountStore = createStore<AccountState>(() => ({ accounts: [], settings: null, prices: pricesWith({}) }))

export function adoptAccounts(accounts: readonly AccountView[]): void {
  accountStore.setState({ accounts })
}

export function adoptSettings(settings: AppSettings): void {
  accountStore.setState({ settings, prices: pricesWith(settings.prices) })
}

/** Reads accounts and settings and keeps them up to date; the returned function stops it. */
export function followAccounts(): () => void {
  const ends = [listen('accounts:changed', adoptAccounts), listen('settings:changed', adoptSettings)]
  void request('accounts:read', undefined).then((answer) => answer.ok && adoptAccounts(answer.value))
  void request('settings:read', undefined).then((answer) => answer.ok && adoptSettings(answer.value))
  return () => ends.forEach((end) => end())
}
