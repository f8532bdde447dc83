import { createStore } from 'zustand/vanilla'
import type { AttemptId } from '../../shared/ids'
import type { RequestChannel } from '../../shared/ipc/channels'
import type { RequestInput } from '../../shared/ipc/contract'
import type { Settlement } from '../../shared/ipc/generation-view'
import { request } from '../bridge'
import { adoptAccounts } from '../state/account-store'
import { announce } from '../state/announcement-store'
import { showNotice } from '../state/dialog-store'

/** Asks the engine; a refusal is told in the status bar. True when it was done. */
async function ask<Channel extends RequestChannel>(channel: Channel, input: RequestInput<Channel>): Promise<boolean> {
  const answer = await request(channel, input)
  if (!answer.ok) showNotice('problem', answer.problem.message)
  return answer.ok
}

/** Jobs that the user wants cancelled: the provider takes its time to answer, the row must not. */
export const cancellingStore = createStore<ReadonlySet<AttemptId>>(() => new Set())

export async function cancelJobs(ids: readonly AttemptId[]): Promise<void> {
  cancellingStore.setState(new Set([...cancellingStore.getState(), ...ids]), true)
  const done = await Promise.all(ids.map((attemptId) => ask('generation:cancel', { attemptId })))
  const refused = ids.filter((_, index) => done[index] === false)
  if (refused.length === 0) return
  const left = [...cancellingStore.getState()].filter((id) => !refused.includes(id))
  cancellingStore.setState(new Set(left), true)
}

export async function pauseQueue(paused: boolean): Promise<void> {
  if (await ask('generation:pause', { paused })) announce(paused ? 'The queue is paused' : 'The queue goes on')
}

export async function moveJob(attemptId: AttemptId, before: AttemptId | null, told: string): Promise<void> {
  if (await ask('generation:move', { attemptId, before })) announce(told)
}

/** Settles a job; null when that was done, else why it could not be, in words. */
export async function settle(attemptId: AttemptId, settlement: Settlement): Promise<string | null> {
  const answer = await request('generation:settle', { attemptId, settlement })
  return answer.ok ? null : answer.problem.message
}

export async function fetchAgain(attemptId: AttemptId): Promise<void> {
  await ask('generation:settle', { attemptId, settlement: { how: 'fetchAgain' } })
}

/** The user's word about a charge that nobody told. */
export async function sayCharged(attemptId: AttemptId, charged: 'no' | 'yes'): Promise<void> {
  const told = charged === 'yes' ? 'It counts as charged' : 'Its price is free again'
  if (await ask('generation:settle', { attemptId, settlement: { how: 'dismiss', charged } })) announce(told)
}

/** Reads the account anew, which is free. Null when that worked, else why it did not, in words. */
export async function checkBalance(provider: string): Promise<string | null> {
  const answer = await request('accounts:test', { provider })
  if (!answer.ok) return answer.problem.message
  adoptAccounts(answer.value)
  return answer.value.find((account) => account.provider === provider)?.problem ?? null
}
