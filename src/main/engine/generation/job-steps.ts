import { assert } from '../../../shared/assert'
import type { AttemptId, ShotId, TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { isSettled } from '../../../shared/jobs/job'
import { currentAttempt } from '../../../shared/jobs/job-book'
import { stepJob, type JobFacts, type JobStep } from '../../../shared/jobs/job-machine'
import type { AttemptRecord, TakePlace } from '../../../shared/jobs/job-record'
import { payloadHashOf } from '../../../shared/models/build-request'
import type { GenerationRequest } from '../../../shared/models/request'
import { fail, type Result } from '../../../shared/result'
import type { CreateOutcome, Provider, TaskStatus } from '../providers/provider'
import type { Arrival } from './arrival'
import { backoff } from './backoff'
import type { GenerationJournal } from './generation-journal'
import { heldUpBy } from './held-up'

export interface StepDeps {
  readonly journal: GenerationJournal
  readonly arrival: Pick<Arrival, 'fetch' | 'keep' | 'clear'>
  readonly now: () => Date
  readonly newId: () => string
  /** The approved request with its pictures; fails in words when it can't be sent any more. */
  readonly prepare: (job: JobFacts, signal: AbortSignal) => Promise<Result<GenerationRequest, string>>
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

/** Which attempt to look at next, and in how many milliseconds. */
export interface Next {
  readonly attemptId: AttemptId
  readonly after: number
}

type Answer = Extract<AttemptRecord, { kind: 'answered' }>['answer']

/** Does what `recoverJob` names, one step at a time; every fact is on disk before the next step begins. */
export class JobSteps {
  readonly #deps: StepDeps
  readonly #run: StepRun
  /** Which try an attempt is, for attempts that follow a proof that nothing was created. */
  readonly #tries = new Map<AttemptId, number>()
  readonly #cancelled = new Set<AttemptId>()

  constructor(deps: StepDeps, run: StepRun) {
    this.#deps = deps
    this.#run = run
  }

  /** Rejects when the step did not work this time and is to be tried again. */
  async perform(job: JobFacts, step: Exclude<JobStep, 'none'>, provider: Provider): Promise<Next> {
    const { attemptId } = job
    switch (step) {
      case 'prepare':
        await this.#prepare(job)
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
  async refuse({ attemptId }: JobFacts, reason: string): Promise<void> {
    await this.#record({ kind: 'refused', attemptId, reason })
  }

  async #record(record: Unstamped): Promise<void> {
    await this.#run.persist({ ...record, at: this.#deps.now().toISOString() })
  }

  #endedUpstream(job: JobFacts): JobFacts | null {
    const upstream = job.after.map((id) => currentAttempt(this.#deps.journal.book, id))
    return upstream.find((one) => one && isSettled(one.state) && one.state !== 'committed') ?? null
  }

  async #prepare(job: JobFacts): Promise<void> {
    const upstream = this.#endedUpstream(job)
    if (upstream) {
      return this.refuse(job, `“${upstream.planned.title}”, which it starts from, was not generated.`)
    }
    const made = await this.#inWords(() => this.#deps.prepare(job, this.#run.signal))
    if (!made.ok) return this.refuse(job, made.problem)
    const { attemptId, price } = job
    const [request, payloadHash] = [made.value, payloadHashOf(made.value)]
    await this.#record({ kind: 'intent', attemptId, request, payloadHash, estimate: price })
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
    if (!restored.ok) {
      await this.refuse(job, restored.problem)
      return { attemptId, after: 0 }
    }
    await this.#record({ kind: 'sending', attemptId })
    return this.#answer(job, await this.#create(request, attemptId, provider), provider)
  }

  async #create(request: GenerationRequest, attemptId: AttemptId, provider: Provider): Promise<CreateOutcome> {
    try {
      return await provider.create(request, attemptId, this.#run.sendSignal)
    } catch (error) {
      this.#deps.log(`The answer to ${attemptId} was lost: ${String(error)}`)
      return { kind: 'unknown', reason: 'The answer was lost.' }
    }
  }

  async #lookUp({ attemptId }: JobFacts, provider: Provider): Promise<CreateOutcome> {
    if (!provider.findTask) return { kind: 'unknown', reason: 'Seamline stopped before the answer came.' }
    const taskId = await provider.findTask(attemptId, this.#run.signal)
    if (taskId !== null) return { kind: 'accepted', taskId }
    return { kind: 'rejected', reason: 'Seamline stopped before it was sent.', retry: true }
  }

  async #answer(job: JobFacts, outcome: CreateOutcome, provider: Provider): Promise<Next> {
    const { attemptId } = job
    const again = outcome.kind === 'rejected' && outcome.retry
    const next = again ? (this.#deps.newId() as AttemptId) : null
    const answer: Answer =
      outcome.kind === 'rejected' ? { kind: 'rejected', reason: outcome.reason, nextAttemptId: next } : outcome
    await this.#record({ kind: 'answered', attemptId, answer })
    if (next === null) return { attemptId, after: 0 }
    const tries = this.#tries.get(attemptId) ?? 0
    this.#tries.delete(attemptId)
    this.#tries.set(next, tries + 1)
    return { attemptId: next, after: backoff(next, tries, provider.pollInterval) }
  }

  async #poll(job: JobFacts, provider: Provider): Promise<Next> {
    const { attemptId, taskId } = job
    assert(taskId !== null, 'a job that is asked for has a task')
    if (job.cancelAsked && !this.#cancelled.has(attemptId)) {
      await provider.cancel(taskId)
      this.#cancelled.add(attemptId)
    }
    const status = await provider.status(taskId, this.#run.signal)
    if (status.kind === 'running') this.#run.reportProgress(attemptId, status.progress)
    const record = { kind: 'status', attemptId, status: withoutProgress(status) } as const
    if (stepJob(job, { ...record, at: job.updatedAt }).ok) await this.#record(record)
    if (status.kind === 'failed' || status.kind === 'cancelled') await this.#release(taskId, provider)
    const goesOn = status.kind === 'running' || status.kind === 'throttled'
    return { attemptId, after: goesOn ? provider.pollInterval : 0 }
  }

  async #fetch(job: JobFacts, provider: Provider): Promise<void> {
    const { attemptId } = job
    if (job.state === 'succeeded') {
      await this.#record({ kind: 'downloading', attemptId, takeId: this.#deps.newId() as TakeId })
      return
    }
    const fetched = await this.#deps.arrival.fetch(job, provider, this.#run.signal)
    if (fetched.ok) await this.#record({ kind: 'verified', attemptId, clip: fetched.value })
    else await this.#record({ kind: 'broken', attemptId, reason: fetched.problem })
  }

  async #commit(job: JobFacts, provider: Provider): Promise<void> {
    const { attemptId, takeId, taskId } = job
    const place = this.#deps.placeFor(job.planned.shotId)
    const kept = await this.#deps.arrival.keep(job, provider, place, this.#run.signal)
    if (!kept.ok) {
      await this.#record({ kind: 'broken', attemptId, reason: kept.problem })
      return
    }
    this.#deps.onTake()
    await this.#record({ kind: 'committed', attemptId, place: kept.value })
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

function withoutProgress(status: TaskStatus): Extract<AttemptRecord, { kind: 'status' }>['status'] {
  return status.kind === 'running' ? { kind: 'running' } : status
}
