import { assert } from '../../../shared/assert'
import type { AttemptId, ShotId, TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { isSettled } from '../../../shared/jobs/job'
import { currentAttempt } from '../../../shared/jobs/job-book'
import type { OwnCode } from '../../../shared/jobs/failure-doctor'
import { stepJob, type JobFacts, type JobStep } from '../../../shared/jobs/job-machine'
import type { AttemptRecord, TakePlace } from '../../../shared/jobs/job-record'
import { payloadHashOf } from '../../../shared/models/build-request'
import { findModel } from '../../../shared/models/catalogue'
import type { GenerationRequest } from '../../../shared/models/request'
import { sha256 } from '../../../shared/models/sha256'
import { fail, type Result } from '../../../shared/result'
import { ProviderHold, type CreateOutcome, type Failure, type Provider, type TaskStatus } from '../providers/provider'
import type { Arrival } from './arrival'
import { backoff, pollDelay } from './backoff'
import type { GenerationJournal } from './generation-journal'
import { heldUpBy } from './held-up'
import { checkServer } from './task-server'

export interface StepDeps {
  readonly journal: GenerationJournal
  readonly arrival: Pick<Arrival, 'fetch' | 'keep' | 'clear'>
  readonly now: () => Date
  readonly newId: () => string
  /** The approved request with its pictures; fails in words when it can't be sent any more. */
  readonly prepare: (job: JobFacts, signal: AbortSignal) => Promise<Result<GenerationRequest, string>>
  /** Why this attempt may not be paid for now (the film's budget), judged by what is charged and held; null: it may. */
  readonly mayNotSpend: (job: JobFacts) => Failure | null
  /** Makes sure that the pictures of a journalled request are still there; fails in words when they can't be. */
  readonly restore: (job: JobFacts, signal: AbortSignal) => Promise<Result<null, string>>
  /** Where a take of this shot belongs now. */
  readonly placeFor: (shotId: ShotId) => TakePlace
  /** A take was kept. */
  readonly onTake: () => void
  readonly log: (message: string) => void
}

/** What the steps need of the queue that runs them. */
export interface StepRun {
  /** Resolves once the record is on disk, however often that takes. */
  readonly persist: (record: AttemptRecord) => Promise<void>
  readonly reportProgress: (attemptId: AttemptId, progress: number | null) => void
  /** Ends work that can be done again. */
  readonly signal: AbortSignal
  /** Ends the wait for the answer to a request, at the cost of not knowing. */
  readonly sendSignal: AbortSignal
}

/** Which attempt to look at next, in how many milliseconds, and what it waits for meanwhile. */
export interface Next {
  readonly attemptId: AttemptId
  readonly after: number
  readonly hold?: Failure
}

/** How often a task must be unknown to its provider, one look after the other, before that is believed. */
const looksUntilGone = 3
/**
 * How often a finished, paid clip is tried to be brought here before the user is asked: an hour of answers that name no
 * clip, or five rounds of three downloads that are not whole. All else is waited for without end.
 */
const mostRounds: ReadonlyMap<OwnCode, number> = new Map([
  ['TASK.GONE', looksUntilGone],
  ['CLIP.MISSING', 60],
  ['CLIP.DAMAGED', 5],
])
const betweenRounds = 60_000

/** How often something happened to each attempt since the app started. */
class Counter {
  readonly #counts = new Map<string, number>()

  add(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    return count
  }

  forget(name: string): void {
    this.#counts.delete(name)
  }
}

/** Does what `recoverJob` names, one step at a time; every fact is on disk before the next step begins. */
export class JobSteps {
  readonly #deps: StepDeps
  readonly #run: StepRun
  /** Which try an attempt is, for attempts that follow a proof that nothing was created. */
  readonly #tries = new Map<AttemptId, number>()
  readonly #counts = { polls: new Counter(), gone: new Counter(), rounds: new Counter() }

  constructor(deps: StepDeps, run: StepRun) {
    this.#deps = deps
    this.#run = run
  }

  /** Rejects when the step did not work this time and is to be tried again. */
  async perform(job: JobFacts, step: Exclude<JobStep, 'none'>, provider: Provider): Promise<Next> {
    const { attemptId } = job
    switch (step) {
      case 'prepare':
        await this.#prepare(job, provider)
        return { attemptId, after: 0 }
      case 'send':
        return this.#send(job, provider)
      case 'drop':
        await this.#record({ kind: 'cancelled', attemptId })
        return { attemptId, after: 0 }
      case 'resolve':
        return this.#answer(job, await this.#lookUp(job, provider), provider)
      case 'poll':
        return this.#poll(job, provider)
      case 'fetch':
        await this.#fetch(job, provider)
        return { attemptId, after: 0 }
      case 'commit':
        await this.#commit(job, provider)
        return { attemptId, after: 0 }
    }
  }

  /** Gives a job up before anything is sent. */
  async refuse({ attemptId }: JobFacts, { reason, code }: Failure): Promise<void> {
    await this.#record({ kind: 'refused', attemptId, reason, code })
  }

  async #record(record: Unstamped): Promise<void> {
    await this.#run.persist({ ...record, at: this.#deps.now().toISOString() })
  }

  #endedUpstream(job: JobFacts): JobFacts | null {
    const upstream = job.after.map((id) => currentAttempt(this.#deps.journal.book, id))
    return upstream.find((one) => one && isSettled(one.state) && one.state !== 'committed') ?? null
  }

  async #prepare(job: JobFacts, provider: Provider): Promise<void> {
    const upstream = this.#endedUpstream(job)
    if (upstream) {
      const reason = `“${upstream.planned.title}”, which it starts from, was not generated.`
      return this.refuse(job, { reason, code: 'UPSTREAM.FAILED' })
    }
    const made = await this.#inWords(() => this.#deps.prepare(job, this.#run.signal))
    if (!made.ok) return this.refuse(job, { reason: made.problem, code: 'INPUT.MISSING' })
    const { attemptId, price } = job
    const request = provider.tellsSeed ? made.value : withSeed(made.value, attemptId)
    await this.#record({ kind: 'intent', attemptId, request, payloadHash: payloadHashOf(request), estimate: price })
  }

  /** A picture that can't be made is a reason not to send; a full disk may get room again. */
  async #inWords<Value>(work: () => Promise<Result<Value, string>>): Promise<Result<Value, string>> {
    try {
      return await work()
    } catch (error) {
      if (this.#run.signal.aborted || heldUpBy(error)?.kind === 'diskFull') throw error
      this.#deps.log(`A picture could not be made: ${String(error)}`)
      return fail(error instanceof ExpectedError ? error.message : 'Its start picture could not be made.')
    }
  }

  async #send(job: JobFacts, provider: Provider): Promise<Next> {
    const { attemptId, request } = job
    assert(request !== null, 'what is sent has been journalled')
    const restored = await this.#inWords(() => this.#deps.restore(job, this.#run.signal))
    if (!restored.ok) return this.#giveUp(job, { reason: restored.problem, code: 'INPUT.MISSING' })
    const prepared = await provider.prepare(request, attemptId, this.#run.signal)
    if (!prepared.ok) return this.#giveUp(job, prepared.problem)
    // Uploads take their time: what the user or another shot did meanwhile counts, and so does the end of the app.
    const { book } = this.#deps.journal
    const stopped = book.paused || this.#run.signal.aborted || book.jobs.get(attemptId)?.cancelAsked !== false
    if (stopped) return { attemptId, after: 0 }
    const tooMuch = this.#deps.mayNotSpend(job)
    if (tooMuch) return this.#giveUp(job, tooMuch)
    const { endpoint, balance, send } = prepared.value
    await this.#record({ kind: 'sending', attemptId, endpoint, balance })
    const outcome = await this.#create(attemptId, send)
    // It stays as it was sent, and what became of it is looked up; so it would be after a restart.
    if (outcome.kind === 'unknown' && endpoint !== null && provider.findTask) {
      this.#deps.log(`${attemptId} is looked for: ${outcome.reason}`)
      return { attemptId, after: provider.pollInterval, hold: outcome }
    }
    return this.#answer(job, outcome, provider)
  }

  async #giveUp(job: JobFacts, failure: Failure): Promise<Next> {
    await this.refuse(job, failure)
    return { attemptId: job.attemptId, after: 0 }
  }

  async #create(attemptId: AttemptId, send: (signal: AbortSignal) => Promise<CreateOutcome>): Promise<CreateOutcome> {
    try {
      return await send(this.#run.sendSignal)
    } catch (error) {
      this.#deps.log(`The answer to ${attemptId} was lost: ${String(error)}`)
      return { kind: 'unknown', reason: 'The answer was lost.', code: 'ANSWER.LOST' }
    }
  }

  async #lookUp(job: JobFacts, provider: Provider): Promise<CreateOutcome> {
    const { attemptId } = job
    const stopped: Failure = { reason: 'Seamline stopped before the answer came.', code: 'ANSWER.LOST' }
    if (!provider.findTask) return { kind: 'unknown', ...stopped }
    checkServer(job, provider)
    const found = await provider.findTask(attemptId, this.#run.signal, job.sentAt)
    if (found.kind === 'found') return { kind: 'accepted', taskId: found.taskId, estimate: null }
    if (found.kind === 'untold') return { ...found, kind: 'unknown' }
    return { kind: 'rejected', ...stopped, retry: true, wait: null }
  }

  async #answer(job: JobFacts, outcome: CreateOutcome, provider: Provider): Promise<Next> {
    const { attemptId } = job
    if (outcome.kind !== 'rejected') {
      // Should the disk refuse the record, this is the only trace of what is paid for.
      if (outcome.kind === 'accepted') this.#deps.log(`${attemptId} is task ${outcome.taskId}`)
      await this.#record({ kind: 'answered', attemptId, answer: outcome })
      return { attemptId, after: 0 }
    }
    const { reason, code, retry, wait } = outcome
    const next = retry ? (this.#deps.newId() as AttemptId) : null
    await this.#record({ kind: 'answered', attemptId, answer: { kind: 'rejected', reason, code, nextAttemptId: next } })
    if (next === null) return { attemptId, after: 0 }
    const tries = this.#tries.get(attemptId) ?? 0
    this.#tries.delete(attemptId)
    this.#tries.set(next, tries + 1)
    const after = Math.max(wait ?? 0, backoff(next, tries, provider.pollInterval))
    return { attemptId: next, after, hold: { reason, code } }
  }

  async #poll(job: JobFacts, provider: Provider): Promise<Next> {
    const { attemptId, taskId } = job
    assert(taskId !== null, 'a job that is asked for has a task')
    checkServer(job, provider)
    if (job.cancelAsked) await provider.cancel(taskId)
    const status = await provider.status(taskId, this.#run.signal)
    const polls = this.#counts.polls.add(attemptId)
    const after = pollDelay(attemptId, polls, provider.pollInterval)
    if (status.kind !== 'gone') this.#counts.gone.forget(attemptId)
    else if (!job.cancelAsked && this.#counts.gone.add(attemptId) < looksUntilGone) return { attemptId, after }
    if (status.kind === 'running') this.#run.reportProgress(attemptId, status.progress)
    const record = { kind: 'status', attemptId, status: withoutProgress(status) } as const
    if (stepJob(job, { ...record, at: job.updatedAt }).ok) await this.#record(record)
    if (status.kind === 'failed' || status.kind === 'cancelled') await this.#release(taskId, provider)
    if (status.kind === 'running' || status.kind === 'throttled') return { attemptId, after }
    this.#counts.polls.forget(attemptId)
    return { attemptId, after: 0 }
  }

  async #fetch(job: JobFacts, provider: Provider): Promise<void> {
    const { attemptId } = job
    if (job.state === 'succeeded') {
      await this.#record({ kind: 'downloading', attemptId, takeId: this.#deps.newId() as TakeId })
      return
    }
    const clip = await this.#bring(job, () => this.#deps.arrival.fetch(job, provider, this.#run.signal))
    if (clip) await this.#record({ kind: 'verified', attemptId, clip })
  }

  /**
   * Brings a clip home; null when it was given up, which is on record then. A clip that was paid for is not given up for
   * a bad connection: rejects while another try is worth it.
   */
  async #bring<Value>(job: JobFacts, work: () => Promise<Result<Value, string>>): Promise<Value | null> {
    const { attemptId } = job
    const { rounds } = this.#counts
    let hold: ProviderHold
    try {
      const brought = await work()
      if (brought.ok) {
        for (const code of mostRounds.keys()) rounds.forget(`${attemptId} ${code}`)
        return brought.value
      }
      hold = new ProviderHold('CLIP.DAMAGED', brought.problem, betweenRounds)
    } catch (error) {
      if (!(error instanceof ProviderHold)) throw error
      hold = error
    }
    const most = job.price === 0 && hold.code === 'CLIP.DAMAGED' ? 1 : (mostRounds.get(hold.code) ?? Infinity)
    if (rounds.add(`${attemptId} ${hold.code}`) < most) throw hold
    rounds.forget(`${attemptId} ${hold.code}`)
    const code: OwnCode = hold.code === 'CLIP.MISSING' ? 'CLIP.DAMAGED' : hold.code
    await this.#record({ kind: 'broken', attemptId, reason: hold.message, code })
    return null
  }

  async #commit(job: JobFacts, provider: Provider): Promise<void> {
    const { attemptId, takeId, taskId } = job
    const wanted = this.#deps.placeFor(job.planned.shotId)
    const place = await this.#bring(job, () => this.#deps.arrival.keep(job, provider, wanted, this.#run.signal))
    if (!place) return
    this.#deps.onTake()
    await this.#record({ kind: 'committed', attemptId, place })
    if (takeId !== null) await this.#deps.arrival.clear(takeId)
    if (taskId !== null) await this.#release(taskId, provider)
  }

  /** Tidying up after the fact: when it fails, something is left behind and nothing is lost. */
  async #release(taskId: string, provider: Provider): Promise<void> {
    await provider.release(taskId).catch((error: unknown) => {
      this.#deps.log(`${provider.id} could not release ${taskId}: ${String(error)}`)
    })
  }
}

type Unstamped = AttemptRecord extends infer One ? (One extends AttemptRecord ? Omit<One, 'at'> : never) : never

/** A seed by chance, but the same for the same attempt; none for a model that takes none. */
function withSeed(request: GenerationRequest, attemptId: AttemptId): GenerationRequest {
  if (request.seed !== null || findModel(request.provider, request.model)?.seed !== true) return request
  return { ...request, seed: Number.parseInt(sha256(attemptId).slice(0, 8), 16) }
}

function withoutProgress(status: TaskStatus): Extract<AttemptRecord, { kind: 'status' }>['status'] {
  return status.kind === 'running' ? { kind: 'running' } : status
}
