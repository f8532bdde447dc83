import type { AttemptId } from '../../shared/ids'
import { diagnose } from '../../shared/jobs/failure-doctor'
import { isSettled, type Job } from '../../shared/jobs/job'
import { priceWords, unitWords } from '../../shared/models/money'
import { canStop, chargeWords, isUnsent, jobSign } from '../state/job-words'

export type SectionId = 'decide' | 'going' | 'waiting' | 'ended'

export interface QueueSection {
  readonly id: SectionId
  readonly title: string
  readonly jobs: readonly Job[]
}

const titles: Readonly<Record<SectionId, string>> = {
  decide: 'Needs your decision',
  going: 'On the way',
  waiting: 'Waiting, in this order',
  ended: 'Ended',
}

function sectionOf(job: Job): SectionId {
  if (job.state === 'unknown') return 'decide'
  if (isSettled(job.state)) return 'ended'
  return isUnsent(job) ? 'waiting' : 'going'
}

/** The queue from what needs the user to what is over, the last end first; sections that are empty are left out. */
export function sectionsOf(jobs: readonly Job[]): readonly QueueSection[] {
  const sections: Record<SectionId, Job[]> = { decide: [], going: [], waiting: [], ended: [] }
  for (const job of jobs) sections[sectionOf(job)].push(job)
  sections.ended.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  const order = ['decide', 'going', 'waiting', 'ended'] as const
  return order.flatMap((id) => (sections[id].length === 0 ? [] : { id, title: titles[id], jobs: sections[id] }))
}

/** How many of a section show until the rest is asked for: what needs the user and what is on the way always does. */
const shownAtFirst: Readonly<Record<SectionId, number>> = {
  decide: Infinity,
  going: Infinity,
  waiting: 100,
  ended: 50,
}

/** Rows of a section that are there as soon as the panel is; the others follow once those are on the screen. */
const shownAtOnce = 15

export type SectionExtent = 'atOnce' | 'first' | 'all'

/** The jobs of a section that show, and how many do not. */
export function shownJobs(
  { id, jobs }: QueueSection,
  extent: SectionExtent,
): { readonly shown: readonly Job[]; readonly hidden: number } {
  const most = { atOnce: shownAtOnce, first: shownAtFirst[id], all: Infinity }[extent]
  const shown = jobs.slice(0, most)
  return { shown, hidden: jobs.length - shown.length }
}

export interface QueueCount {
  /** Generating or arriving. */
  readonly going: number
  readonly waiting: number
  /** May have been charged: the user has to say. */
  readonly undecided: number
  /** Open and not sent: cancelling them costs nothing. */
  readonly unsent: number
}

const busy = new Set(['running', 'arriving'])

export function countQueue(jobs: readonly Job[]): QueueCount {
  const open = jobs.filter((job) => !isSettled(job.state))
  const going = open.filter((job) => busy.has(jobSign(job))).length
  return {
    going,
    waiting: open.length - going,
    undecided: jobs.filter((job) => job.state === 'unknown').length,
    unsent: open.filter(isUnsent).length,
  }
}

/** `2 generating, 5 waiting`; empty when nothing is open. */
export function countWords({ going, waiting }: QueueCount): string {
  return [going > 0 && `${going} generating`, waiting > 0 && `${waiting} waiting`].filter(Boolean).join(', ')
}

/** What a row says of money: the approved price while it goes, what was charged once that is known. */
export function costWords(job: Job): string {
  if (job.price === 0 && !job.cost) return 'free'
  if (job.state === 'unknown') return job.price === null ? 'held' : `${unitWords(job.provider, job.price)} held`
  if (isSettled(job.state) && job.state !== 'committed') return chargeWords(job) ?? 'free'
  if (job.cost !== null) return `charged ${unitWords(job.provider, job.cost)}`
  if (job.price === null) return priceWords(job.provider, null)
  const price = unitWords(job.provider, job.price)
  return job.state === 'committed' ? `${price}, as approved` : price
}

export type RowAction = 'cancel' | 'fetchAgain' | 'retry' | 'goToShot' | 'charged' | 'notCharged'

/** Where a row stands beside the film. */
export interface RowPlace {
  /** Its shot is still in the film. */
  readonly inFilm: boolean
  /** No later job of the same shot says how that stands. */
  readonly newest: boolean
}

/** A finished task can't be stopped any more. */
const stoppable = new Set(['waiting', 'running'])

/** Finished at the provider, but the clip could not be brought here. */
const unfetched = new Set(['CLIP.DAMAGED', 'TASK.GONE'])

function endedActions(job: Job): readonly RowAction[] {
  if (job.state === 'failed' && unfetched.has(job.code ?? '') && job.taskId !== null) return ['fetchAgain']
  // Moderation: the same again can suspend the account, so only the way to the change is offered.
  if (job.code !== null && diagnose(job.code).retry === 'never') return ['goToShot']
  return ['retry']
}

/** What can be done about a job from its row; a job that may have been charged has its own exits. */
export function actionsOf(job: Job, { inFilm, newest }: RowPlace): readonly RowAction[] {
  if (!isSettled(job.state)) return stoppable.has(jobSign(job)) && canStop(job) ? ['cancel'] : []
  if (job.state === 'committed' || job.state === 'unknown') return []
  const actions = endedActions(job)
  const kept = actions[0] === 'fetchAgain' || (inFilm && newest) ? actions : []
  return [...kept, ...chargeActions(job)]
}

/** What ended without anybody saying whether it was charged stays held until the user says so. */
function chargeActions(job: Job): readonly RowAction[] {
  return job.charged === 'unknown' && job.price !== 0 ? ['charged', 'notCharged'] : []
}

/** `Cancel · costs nothing` before sending; `Cancel · may cost up to 60 credits` once it is with the provider. */
export function cancelWords(job: Job): string {
  if (isUnsent(job) || job.price === 0) return 'Cancel · costs nothing'
  return job.price === null
    ? 'Cancel · may still cost'
    : `Cancel · may cost up to ${unitWords(job.provider, job.price)}`
}

/**
 * Before which job one has to go to move one place up (-1) or down (1) among those that wait; null: to the end.
 * Undefined when it is there already.
 */
export function stepTarget(
  waiting: readonly AttemptId[],
  id: AttemptId,
  direction: 1 | -1,
): AttemptId | null | undefined {
  const index = waiting.indexOf(id)
  const to = index + direction
  if (index === -1 || to < 0 || to >= waiting.length) return undefined
  return waiting[direction === -1 ? to : to + 1] ?? null
}

/** True when a job that is dropped before that one (null: at the end) would not change its place. */
export function staysInPlace(waiting: readonly AttemptId[], id: AttemptId, before: AttemptId | null): boolean {
  const next = waiting[waiting.indexOf(id) + 1] ?? null
  return before === id || before === next
}
