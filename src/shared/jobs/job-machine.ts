import { fail, succeed, type Result } from '../result'
import type { ApprovalId, AttemptId, ShotId, TakeId } from '../ids'
import type { GenerationRequest, PlannedRequest } from '../models/request'
import type { OwnCode } from './failure-doctor'
import { isSettled, type Job, type JobState } from './job'
import type { ApprovalItem, ApprovalRecord, AttemptRecord, Charged, ClipFacts, TakePlace } from './job-record'

/** One attempt as its journal records tell it. */
export interface JobFacts {
  readonly attemptId: AttemptId
  readonly approvalId: ApprovalId
  readonly planned: PlannedRequest
  readonly price: number | null
  readonly after: readonly AttemptId[]
  readonly state: JobState
  readonly request: GenerationRequest | null
  readonly taskId: string | null
  readonly seed: number | null
  readonly cost: number | null
  /** The most the provider said it will charge, in micro-units; null when it did not say. */
  readonly estimate: number | null
  /** Where it was sent; null before that, and for what is made on this machine. */
  readonly endpoint: string | null
  readonly balanceBefore: number | null
  readonly sentAt: string | null
  readonly takeId: TakeId | null
  readonly clip: ClipFacts | null
  readonly place: TakePlace | null
  readonly reason: string | null
  /** Names a row of the failure doctor. */
  readonly code: string | null
  readonly charged: Charged
  readonly cancelAsked: boolean
  /** The attempt that took this one's place after a proof that nothing was created. */
  readonly supersededBy: AttemptId | null
  readonly createdAt: string
  readonly updatedAt: string
}

function newJob(item: ApprovalItem, approvalId: ApprovalId, at: string): JobFacts {
  return {
    ...item,
    approvalId,
    state: 'approved',
    request: null,
    taskId: null,
    seed: null,
    cost: null,
    estimate: null,
    endpoint: null,
    balanceBefore: null,
    sentAt: null,
    takeId: null,
    clip: null,
    place: null,
    reason: null,
    code: null,
    charged: 'no',
    cancelAsked: false,
    supersededBy: null,
    createdAt: at,
    updatedAt: at,
  }
}

/** The jobs an approval opens: one for each of its items. */
export function jobsOfApproval(record: ApprovalRecord): readonly JobFacts[] {
  return record.items.map((item) => newJob(item, record.approvalId, record.at))
}

/** The job of the next attempt under the same approval, after a proof that this one created nothing; else null. */
export function nextAttemptOf(job: JobFacts): JobFacts | null {
  if (job.supersededBy === null) return null
  const { planned, price, after } = job
  const next = newJob({ attemptId: job.supersededBy, planned, price, after }, job.approvalId, job.updatedAt)
  return { ...next, createdAt: job.createdAt, cancelAsked: job.cancelAsked }
}

type Kind = AttemptRecord['kind']
const whileTask: readonly Kind[] = ['status', 'cancelAsked']

/** Which records may follow in which state. Whatever is not here goes backwards, skips a step or comes after the end. */
const follows: Readonly<Record<JobState, readonly Kind[]>> = {
  approved: ['intent', 'refused', 'cancelAsked', 'cancelled', 'moved'],
  intent: ['sending', 'refused', 'cancelAsked', 'cancelled', 'moved'],
  sending: ['answered', 'cancelAsked'],
  accepted: whileTask,
  throttled: whileTask,
  running: whileTask,
  succeeded: ['downloading'],
  downloading: ['verified', 'broken'],
  verified: ['committed', 'broken'],
  committed: [],
  rejected: [],
  failed: ['found', 'dismissed'],
  cancelled: ['dismissed'],
  unknown: ['found', 'dismissed'],
}

function chargedFor(cost: number | null): Charged {
  if (cost === null) return 'unknown'
  return cost > 0 ? 'yes' : 'no'
}

/** A free task can't have cost anything, whatever became of it. */
function chargeAtMost(job: JobFacts, charged: Charged): Charged {
  return job.price === 0 ? 'no' : charged
}

type Recorded<Of extends Kind> = Extract<AttemptRecord, { kind: Of }>
type Change = Partial<JobFacts> | null

function afterAnswer(job: JobFacts, { answer }: Recorded<'answered'>): Change {
  switch (answer.kind) {
    case 'accepted':
      return {
        state: 'accepted',
        taskId: answer.taskId,
        estimate: answer.estimate,
        charged: chargeAtMost(job, 'unknown'),
      }
    case 'rejected': {
      const { reason, code, nextAttemptId: supersededBy } = answer
      return { state: 'rejected', reason, code, supersededBy, charged: 'no' }
    }
    case 'unknown':
      return {
        state: 'unknown',
        reason: answer.reason,
        code: answer.code,
        charged: chargeAtMost(job, 'unknown'),
      }
  }
}

type Status = Recorded<'status'>['status']

function ended(
  job: JobFacts,
  { charged, cost }: Extract<Status, { kind: 'failed' | 'cancelled' }>,
): Pick<JobFacts, 'charged' | 'cost'> {
  return { charged: chargeAtMost(job, charged), cost }
}

/** A task that was to be cancelled has gone as it should; any other is one that nobody can account for. */
function afterGone(job: JobFacts, { reason, code }: Extract<Status, { kind: 'gone' }>): Change {
  const charged = chargeAtMost(job, 'unknown')
  if (job.cancelAsked) return { state: 'cancelled', reason: 'Cancelled', charged }
  return { state: 'unknown', reason, code, charged }
}

/** A finished clip that could not be brought here: it may be tried once more. */
const unfetched: readonly (string | null)[] = ['CLIP.DAMAGED', 'TASK.GONE'] satisfies OwnCode[]

/** Only what was lost is found: a request without an answer, or a finished clip that could not be brought here whole. */
function afterFound(job: JobFacts, taskId: string): Change {
  const again = job.state === 'failed' && unfetched.includes(job.code) && job.taskId === taskId
  if (job.state !== 'unknown' && !again) return null
  const charged = chargeAtMost(job, 'unknown')
  return { state: 'accepted', taskId, takeId: null, clip: null, reason: null, code: null, charged }
}

/** The user's word about a charge that nobody told; a job that ended keeps its end. */
function afterDismissed(job: JobFacts, record: Recorded<'dismissed'>): Change {
  const charged = chargeAtMost(job, record.charged)
  if (job.state !== 'unknown') return job.charged === 'unknown' ? { charged } : null
  const code: OwnCode = 'DISMISSED'
  return { state: 'failed', code, reason: 'Dismissed without an answer', charged }
}

function afterStatus(job: JobFacts, { status }: Recorded<'status'>): Change {
  switch (status.kind) {
    case 'throttled':
      return job.state === 'accepted' ? { state: 'throttled' } : null
    case 'running':
      return job.state === 'running' ? null : { state: 'running' }
    case 'succeeded':
      return {
        state: 'succeeded',
        seed: status.seed,
        cost: status.cost,
        charged: chargeAtMost(job, chargedFor(status.cost)),
      }
    case 'failed':
      return { ...ended(job, status), state: 'failed', reason: status.reason, code: status.code }
    case 'cancelled':
      return { ...ended(job, status), state: 'cancelled', reason: 'Cancelled' }
    case 'gone':
      return afterGone(job, status)
  }
}

/** What each record makes of a job in a state that it may follow; null when it says nothing new. */
const changes: { readonly [Of in Kind]: (job: JobFacts, record: Recorded<Of>) => Change } = {
  intent: (_job, { request }) => ({ state: 'intent', request }),
  sending: (job, { endpoint, balance, at }) => ({
    state: 'sending',
    endpoint,
    balanceBefore: balance,
    sentAt: at,
    charged: chargeAtMost(job, 'unknown'),
  }),
  answered: afterAnswer,
  status: afterStatus,
  downloading: (_job, { takeId }) => ({ state: 'downloading', takeId }),
  verified: (_job, { clip }) => ({ state: 'verified', clip }),
  committed: (_job, { place }) => ({ state: 'committed', place }),
  refused: (_job, { reason, code }) => ({ state: 'rejected', reason, code }),
  broken: (_job, { reason, code }) => ({ state: 'failed', reason, code }),
  cancelAsked: (job) => (job.cancelAsked ? null : { cancelAsked: true }),
  cancelled: () => ({ state: 'cancelled', reason: 'Cancelled before it was sent' }),
  found: (job, { taskId }) => afterFound(job, taskId),
  dismissed: afterDismissed,
  // Its place is the book's; the job itself stays as it is.
  moved: () => ({}),
}

function changeBy<Of extends Kind>(job: JobFacts, record: Recorded<Of> & { readonly kind: Of }): Change {
  return changes[record.kind](job, record)
}

/**
 * The state machine of a generation: a job and the next record of its journal give the job after it. Refused when the
 * record can't follow here; a state never goes back to an earlier one.
 */
export function stepJob(job: JobFacts, record: AttemptRecord): Result<JobFacts, 'outOfOrder'> {
  if (record.attemptId !== job.attemptId || !follows[job.state].includes(record.kind)) return fail('outOfOrder')
  const change = changeBy(job, record)
  return change ? succeed({ ...job, ...change, updatedAt: record.at }) : fail('outOfOrder')
}

/**
 * What is to be done with a job that nobody is working on: the restart table of the trust rules. `resolve`: it stopped
 * between request and answer, so it is never sent again; only a provider that can look the attempt up may answer.
 */
export type JobStep = 'prepare' | 'send' | 'drop' | 'resolve' | 'poll' | 'fetch' | 'commit' | 'none'

const steps: Readonly<Record<JobState, JobStep>> = {
  approved: 'prepare',
  intent: 'send',
  sending: 'resolve',
  accepted: 'poll',
  throttled: 'poll',
  running: 'poll',
  succeeded: 'fetch',
  downloading: 'fetch',
  verified: 'commit',
  committed: 'none',
  rejected: 'none',
  failed: 'none',
  cancelled: 'none',
  unknown: 'none',
}

/** The next step of a job nobody is working on, after a restart as in normal running. */
export function recoverJob(job: JobFacts): JobStep {
  const step = steps[job.state]
  return job.cancelAsked && (step === 'prepare' || step === 'send') ? 'drop' : step
}

/** True while nothing has reached the provider: cancelling costs nothing and leaves nothing behind. */
function isBeforeSending(state: JobState): boolean {
  return state === 'approved' || state === 'intent'
}

/** What only the running queue knows of a job. */
export interface JobWeather {
  /** 0 to 1 while it runs. */
  readonly progress: number | null
  /** What holds it up, in words. */
  readonly hold: string | null
}

/** The job as the window sees it. `waitsFor`: shots whose takes it waits for. */
export function toJob(job: JobFacts, waitsFor: readonly ShotId[], { progress, hold }: JobWeather): Job {
  const { planned } = job
  return {
    attemptId: job.attemptId,
    approvalId: job.approvalId,
    shotId: planned.shotId,
    title: planned.title,
    provider: planned.provider,
    model: planned.model,
    seconds: planned.seconds,
    price: job.price,
    cost: job.cost,
    taskId: job.taskId,
    code: isSettled(job.state) ? job.code : null,
    hold: isSettled(job.state) ? null : hold,
    sentAt: job.sentAt,
    balanceBefore: job.balanceBefore,
    requestHash: planned.requestHash,
    state: job.state,
    progress: job.state === 'running' ? progress : null,
    waitsFor: isBeforeSending(job.state) ? waitsFor : [],
    reason: isSettled(job.state) && job.state !== 'committed' ? job.reason : null,
    charged: job.charged,
    takeId: job.state === 'committed' ? job.takeId : null,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
  }
}
