import { assert } from '../../../shared/assert'
import type { AttemptId } from '../../../shared/ids'
import { isSettled, type JobState } from '../../../shared/jobs/job'
import { currentAttempt } from '../../../shared/jobs/job-book'
import { recoverJob, type JobFacts, type JobStep, type JobWeather } from '../../../shared/jobs/job-machine'
import type { AttemptRecord } from '../../../shared/jobs/job-record'
import { ProviderHold, type Provider } from '../providers/provider'
import { backoff } from './backoff'
import type { Clock } from './clock'
import { heldUpBy } from './held-up'
import { JobSteps, type Next, type StepDeps } from './job-steps'

/** How long closing waits for the answer to a request that is on its way before it gives it up as unknown. */
const patienceForAnswers = 10_000
const arrivalsAtOnce = 2
const diskPatience = 1000
/** All tasks together are asked for at most ten times a second. */
const betweenPolls = 110

export interface QueueDeps extends StepDeps {
  readonly providers: readonly Provider[]
  readonly clock: Clock
  /** A job changed, on disk or in its progress. */
  readonly onChange: () => void
  /** Work is held up by something the user can mend (a full disk), in plain words; it goes on by itself. */
  readonly onProblem: (message: string) => void
}

/** Tasks of one model of one provider share its places. */
function laneOf({ planned }: JobFacts): string {
  return `${planned.provider}/${planned.model}`
}

function count(lanes: Map<string, number>, job: JobFacts): void {
  const lane = laneOf(job)
  lanes.set(lane, (lanes.get(lane) ?? 0) + 1)
}

/** Hands out moments for polls, first come, first served, so that many tasks do not ask all at once. */
class PollSlots {
  readonly #elapsed: () => number
  readonly #slots = new Map<AttemptId, number>()
  #next = 0

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  /** When (elapsed milliseconds) this attempt may ask; the same until that has come. */
  take(id: AttemptId): number {
    const now = this.#elapsed()
    const known = this.#slots.get(id)
    if (known !== undefined) {
      if (known <= now) this.#slots.delete(id)
      return known
    }
    const slot = Math.max(now, this.#next)
    this.#next = slot + betweenPolls
    if (slot > now) this.#slots.set(id, slot)
    return slot
  }
}

const atProvider = new Set<JobState>(['intent', 'sending', 'accepted', 'throttled', 'running'])

/**
 * Brings every open job of the journal forward. It looks at all of them whenever something may have changed, starts
 * what can be started, and sets one timer for the earliest of those that wait: one schedule for all tasks. What is to be
 * done with a job follows from its journal alone, so a restart needs nothing special.
 */
export class GenerationQueue {
  readonly #deps: QueueDeps
  readonly #steps: JobSteps
  readonly #providers: ReadonlyMap<string, Provider>
  readonly #busy = new Map<AttemptId, JobStep>()
  readonly #work = new Set<Promise<void>>()
  /** Until when (elapsed milliseconds) a job is left alone. */
  readonly #until = new Map<AttemptId, number>()
  readonly #failures = new Map<AttemptId, number>()
  readonly #progress = new Map<AttemptId, number | null>()
  readonly #holds = new Map<AttemptId, string>()
  readonly #pollSlots: PollSlots
  readonly #closing = new AbortController()
  readonly #sending = new AbortController()
  #stopTimer: (() => void) | null = null
  /** What the user was told that holds work up; null once all goes well again. */
  #told: string | null = null

  constructor(deps: QueueDeps) {
    this.#deps = deps
    this.#pollSlots = new PollSlots(() => deps.clock.elapsed())
    this.#providers = new Map(deps.providers.map((provider) => [provider.id, provider]))
    this.#steps = new JobSteps(deps, {
      persist: async (record) => {
        assert(await this.#persist(record), `${record.kind} follows on what is in the journal`)
      },
      reportProgress: (attemptId, progress) => {
        this.#progress.set(attemptId, progress)
        deps.onChange()
      },
      signal: this.#closing.signal,
      sendSignal: this.#sending.signal,
    })
  }

  /** Looks at every open job. To be called when jobs were added; it calls itself from then on. */
  wake(): void {
    if (this.#closing.signal.aborted) return
    this.#stopTimer?.()
    this.#stopTimer = null
    const active = this.#countActive()
    for (const id of this.#deps.journal.book.open) this.#consider(id, active)
    this.#setTimer()
  }

  /** Tries at once whatever is held up: a key, an address or a connection may have come. */
  poke(): void {
    for (const id of this.#holds.keys()) this.#until.delete(id)
    this.#failures.clear()
    this.wake()
  }

  weatherOf(attemptId: AttemptId): JobWeather {
    return { progress: this.#progress.get(attemptId) ?? null, hold: this.#holds.get(attemptId) ?? null }
  }

  /** Writes the wish down and acts on it: nothing is sent any more, or the provider is asked to stop. */
  cancel(attemptId: AttemptId): void {
    const job = currentAttempt(this.#deps.journal.book, attemptId)
    if (!job || isSettled(job.state) || this.#closing.signal.aborted) return
    const work = this.#askToCancel(job.attemptId)
      .catch((error: unknown) => this.#deps.log(`${attemptId} could not be cancelled: ${String(error)}`))
      .finally(() => this.#work.delete(work))
    this.#work.add(work)
  }

  /** Stops without losing anything; waits a little for answers that are on their way. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#stopTimer?.()
    const impatient = this.#deps.clock.after(patienceForAnswers, () => this.#sending.abort())
    await Promise.all(this.#work)
    impatient()
  }

  async #askToCancel(attemptId: AttemptId): Promise<void> {
    const at = this.#deps.clock.now().toISOString()
    if (!(await this.#persist({ kind: 'cancelAsked', at, attemptId }))) return
    this.#until.delete(attemptId)
    this.wake()
  }

  #countActive(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const id of this.#deps.journal.book.open) {
      const job = this.#job(id)
      if (!atProvider.has(job.state) && this.#busy.get(id) !== 'prepare') continue
      count(counts, job)
    }
    return counts
  }

  #job(id: AttemptId): JobFacts {
    const job = this.#deps.journal.book.jobs.get(id)
    assert(job !== undefined, 'an open attempt is in the book')
    return job
  }

  #waitsForUpstream(job: JobFacts): boolean {
    return job.after.some((id) => {
      const upstream = currentAttempt(this.#deps.journal.book, id)
      return upstream !== null && !isSettled(upstream.state)
    })
  }

  #arriving(): number {
    return [...this.#busy.values()].filter((step) => step === 'fetch' || step === 'commit').length
  }

  #consider(id: AttemptId, active: Map<string, number>): void {
    if (this.#busy.has(id) || (this.#until.get(id) ?? 0) > this.#deps.clock.elapsed()) return
    // Due: from here on it waits for a place or another shot, not for the timer.
    this.#until.delete(id)
    const job = this.#job(id)
    const step = recoverJob(job)
    if (step === 'none' || !this.#hasRoom(job, step, active)) return
    const slot = step === 'poll' ? this.#pollSlots.take(id) : 0
    if (slot > this.#deps.clock.elapsed()) {
      this.#until.set(id, slot)
      return
    }
    if (step === 'prepare') count(active, job)
    this.#start(job, step, this.#providers.get(job.planned.provider))
  }

  #hasRoom(job: JobFacts, step: JobStep, active: ReadonlyMap<string, number>): boolean {
    if (step === 'fetch' || step === 'commit') return this.#arriving() < arrivalsAtOnce
    if (step === 'send') return !this.#deps.journal.book.paused
    if (step !== 'prepare') return true
    const { provider, model } = job.planned
    const places = this.#providers.get(provider)?.places(model) ?? Infinity
    if (this.#deps.journal.book.paused || (active.get(laneOf(job)) ?? 0) >= places) return false
    return !this.#waitsForUpstream(job)
  }

  #start(job: JobFacts, step: Exclude<JobStep, 'none'>, provider: Provider | undefined): void {
    const { attemptId } = job
    this.#busy.set(attemptId, step)
    const work = this.#perform(job, step, provider)
      .then(
        (next) => this.#done(attemptId, next),
        (error: unknown) => this.#failed(job, step, error),
      )
      .finally(() => {
        this.#busy.delete(attemptId)
        this.#work.delete(work)
        this.wake()
      })
    this.#work.add(work)
  }

  async #perform(job: JobFacts, step: Exclude<JobStep, 'none'>, provider: Provider | undefined): Promise<Next> {
    if (provider) return this.#steps.perform(job, step, provider)
    if (step === 'prepare' || step === 'send') {
      const reason = `This version does not know the provider “${job.planned.provider}”.`
      await this.#steps.refuse(job, { reason, code: null })
      return { attemptId: job.attemptId, after: 0 }
    }
    throw new Error(`There is no provider ${job.planned.provider} to go on with ${job.attemptId}`)
  }

  #done(attemptId: AttemptId, next: Next): void {
    this.#failures.delete(attemptId)
    if (this.#failures.size === 0) this.#told = null
    this.#until.delete(attemptId)
    this.#setHold(attemptId, null)
    if (next.hold) this.#setHold(next.attemptId, next.hold.reason)
    if (!this.#deps.journal.book.open.has(attemptId)) this.#progress.delete(attemptId)
    if (next.after > 0) this.#until.set(next.attemptId, this.#deps.clock.elapsed() + next.after)
  }

  #failed(job: JobFacts, step: JobStep, error: unknown): void {
    if (this.#closing.signal.aborted) return
    const { attemptId } = job
    const failures = this.#failures.get(attemptId) ?? 0
    const least = this.#providers.get(job.planned.provider)?.pollInterval ?? 0
    const hold = error instanceof ProviderHold ? error : null
    const wait = Math.max(backoff(attemptId, failures, least), hold?.wait ?? 0)
    this.#setHold(attemptId, hold?.message ?? null)
    this.#failures.set(attemptId, failures + 1)
    this.#tell(error)
    this.#until.set(attemptId, this.#deps.clock.elapsed() + wait)
    this.#deps.log(`${attemptId}: ${step} did not work, again in ${Math.round(wait / 1000)} s: ${String(error)}`)
  }

  #setHold(attemptId: AttemptId, words: string | null): void {
    if ((this.#holds.get(attemptId) ?? null) === words) return
    if (words === null) this.#holds.delete(attemptId)
    else this.#holds.set(attemptId, words)
    this.#deps.onChange()
  }

  #tell(error: unknown): void {
    const problem = heldUpBy(error)
    if (problem === null || problem.message === this.#told) return
    this.#told = problem.message
    this.#deps.onProblem(problem.message)
  }

  #setTimer(): void {
    let earliest = Infinity
    for (const id of this.#deps.journal.book.open) {
      if (!this.#busy.has(id)) earliest = Math.min(earliest, this.#until.get(id) ?? Infinity)
    }
    if (earliest === Infinity || this.#closing.signal.aborted) return
    const wait = Math.max(0, earliest - this.#deps.clock.elapsed())
    this.#stopTimer = this.#deps.clock.after(wait, () => this.wake())
  }

  async #persist(record: AttemptRecord): Promise<boolean> {
    for (let failures = 0; ; failures++) {
      try {
        const entered = await this.#deps.journal.append(record)
        this.#deps.onChange()
        return entered
      } catch (error) {
        // Nothing is done on the strength of a fact that is not on disk; a full disk may get room again.
        this.#tell(error)
        if (failures === 0) this.#deps.log(`${record.kind} of ${record.attemptId} is not on disk yet: ${String(error)}`)
        await this.#pause(Math.min(diskPatience * 2 ** failures, 30_000))
        if (this.#closing.signal.aborted) throw error
      }
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        stop()
        this.#closing.signal.removeEventListener('abort', done)
        resolve()
      }
      const stop = this.#deps.clock.after(milliseconds, done)
      this.#closing.signal.addEventListener('abort', done, { once: true })
      if (this.#closing.signal.aborted) done()
    })
  }
}
