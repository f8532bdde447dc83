import { createStore } from 'zustand/vanilla'
import type { AppError } from '../../shared/ipc/app-error'
import type { AccountView } from '../../shared/ipc/account-view'
import type { RequestInput } from '../../shared/ipc/contract'
import type { Result } from '../../shared/result'
import { request } from '../bridge'
import { accountStore, adoptAccounts, adoptSettings } from './account-store'
import { showNotice } from './dialog-store'

/** What is going on with accounts right now. */
export const accountWorkStore = createStore<{
  /** Providers that are being asked how the account stands. */
  readonly asking: ReadonlySet<string>
}>(() => ({ asking: new Set() }))

function setAsking(provider: string, on: boolean): void {
  const asking = new Set(accountWorkStore.getState().asking)
  if (on) asking.add(provider)
  else asking.delete(provider)
  accountWorkStore.setState({ asking })
}

/** The problem in words, or null when it went well and the answer is shown. */
async function adopt(asked: Promise<Result<readonly AccountView[], AppError>>): Promise<string | null> {
  const answer = await asked
  if (!answer.ok) return answer.problem.message
  adoptAccounts(answer.value)
  return null
}

async function orNotice(work: Promise<string | null>): Promise<void> {
  const problem = await work
  if (problem !== null) showNotice('problem', problem)
}

/** Asks a provider how the account stands, which is free. What is wrong is told in the account itself. */
export async function testAccount(provider: string): Promise<void> {
  if (accountWorkStore.getState().asking.has(provider)) return
  setAsking(provider, true)
  try {
    await orNotice(adopt(request('accounts:test', { provider })))
  } finally {
    setAsking(provider, false)
  }
}

/** Opens the key's own window and comes back when it is closed. */
export function enterKey(provider: string): Promise<void> {
  return orNotice(adopt(request('accounts:enterKey', { provider })))
}

export function removeKey(provider: string): Promise<void> {
  return orNotice(adopt(request('accounts:clearKey', { provider })))
}

/** Puts a provider on the list of accounts, or takes it off. */
export function listAccount(provider: string, listed: boolean): Promise<void> {
  return orNotice(adopt(request('accounts:list', { provider, listed })))
}

/** Uses another server; an empty address is the provider's own. Answers why it is refused, or null. */
export function chooseServer(provider: string, baseUrl: string): Promise<string | null> {
  return adopt(request('accounts:setBaseUrl', { provider, baseUrl }))
}

/** Changes what holds for every film. Answers why it is refused, or null. */
export async function changeAppSettings(change: RequestInput<'settings:change'>): Promise<string | null> {
  const answer = await request('settings:change', change)
  if (!answer.ok) return answer.problem.message
  adoptSettings(answer.value)
  return null
}

/** Puts a price of the user's own over the list's; null takes it away. */
export function changePrice(key: string, perSecond: number | null): Promise<string | null> {
  const { [key]: _old, ...others } = accountStore.getState().settings?.prices ?? {}
  return changeAppSettings({ prices: perSecond === null ? others : { ...others, [key]: perSecond } })
}

export async function chooseFilmsFolder(): Promise<void> {
  const answer = await request('settings:chooseFilmsFolder', undefined)
  if (answer.ok) adoptSettings(answer.value)
  else showNotice('problem', answer.problem.message)
}
