import { join } from 'node:path'
import { indexTakes, type TakeIndex } from '../../../shared/continuity/pick'
import { takeIdSchema, type AttemptId, type ShotId, type TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { QueueView, Settlement } from '../../../shared/ipc/generation-view'
import type { Job } from '../../../shared/jobs/job'
import { ledgerOf, spentOf, type LedgerEntry } from '../../../shared/jobs/ledger'
import type { Take } from '../../../shared/jobs/take'
import type { Prices } from '../../../shared/models/prices'
import type { Quote } from '../../../shared/models/quote'
import type { Result } from '../../../shared/result'
import type { MediaLibrary } from '../media/media-library'
import type { ProjectSession } from '../project/project-session'
import type { Account } from '../providers/account'
import type { Provider } from '../providers/provider'
import { Arrival } from './arrival'
import { approvalOf, firstProblem, makeBill, type Bill } from './bill'
import { throttle, type Clock, type Throttled } from './clock'
import { takeFootage } from './footage'
import type { ApproveOutcome, Generation } from './generation'
import { openGenerationJournal, type GenerationJournal } from './generation-journal'
import { GenerationQueue } from './generation-queue'
import { overBudget, quoteFor } from './quote-for'
import { makeRequest, restoreInputs, type InputMedia, type InputSources } from './request-inputs'
import { settleAttempt, type Settling } from './settle-attempt'
import { TakeStore } from './take-store'
import { windowJobs } from './window-jobs'

/** Ten times a second at most. */
const jobsInterval = 100

export interface GenerationDeps {
  /** Read anew at every use: its document is the authoritative one. */
  readonly session: Pick<ProjectSession, 'paths' | 'document' | 'readOnly'>
  readonly media: InputMedia & Pick<MediaLibrary, 'verifyClip'>
  /** Made for this project; closed with the generation. */
  readonly providers: readonly Provider[]
  /** The accounts of providers that are paid. */
  readonly accounts: readonly Account[]
  /** The prices that hold now. */
  readonly prices: () => Prices
  /** Bytes free on the disk of a folder; null when that can't be told. */
  readonly freeBytes: (folder: string) => Promise<number | null>
  /** The app's own data folder. */
  readonly appData: string
  readonly clock: Clock
  /** A new id that no other has: lower-case letters, digits and dashes. */
  readonly newId: () => string
  readonly onTakes: (takes: readonly Take[]) => void
  readonly onQueue: (queue: QueueView) => void
  /** Work is held up by something the user can mend, in plain words; it goes on by itself. */
  readonly onProblem: (message: string) => void
  readonly log: (message: string) => void
}

interface OpenJobs {
  readonly journal: GenerationJournal
  readonly arrival: Arrival
}

interface Work {
  readonly journal: GenerationJournal
  readonly queue: GenerationQueue
}

class OpenGeneration implements Generation {
  readonly notices: readonly string[]
  readonly #deps: GenerationDeps
  readonly #store: TakeStore
  readonly #work: Work | null
  readonly #tellJobs: Throttled
  /** Approvals and reclaims one after the other, so that a double click finds the first one done. */
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false
  #indexed: { readonly takes: readonly Take[]; readonly index: TakeIndex } | null = null

  constructor(deps: GenerationDeps, store: TakeStore, jobs: OpenJobs | null) {
    this.#deps = deps
    this.#store = store
    this.notices = [...store.notices, ...(jobs?.journal.notices ?? [])]
    this.#tellJobs = throttle(deps.clock, jobsInterval, () => deps.onQueue(this.view))
    this.#work = jobs && { journal: jobs.journal, queue: this.#openQueue(jobs.journal, jobs.arrival) }
  }

  get takes(): readonly Take[] {
    return this.#store.takes
  }

  get jobs(): readonly Job[] {
    if (!this.#work) return []
    const { journal, queue } = this.#work
    return windowJobs(journal.book, (attemptId) => queue.weatherOf(attemptId))
  }

  get view(): QueueView {
    return { jobs: this.jobs, paused: this.#work?.journal.book.paused ?? false, spent: spentOf(this.ledger) }
  }

  get ledger(): readonly LedgerEntry[] {
    return this.#work ? ledgerOf(this.#work.journal.book) : []
  }

  /** Takes up what was journalled. */
  start(): void {
    this.documentChanged()
    this.#work?.queue.wake()
  }

  async addFootage(shotId: ShotId, path: string, signal: AbortSignal): Promise<Result<Take, string>> {
    const { appData, media, newId, session } = this.#deps
    this.#writable()
    const { settings, shots } = session.document
    if (!shots.has(shotId)) throw new ExpectedError('notFound', 'That shot is not in the film any more.')
    const folder = join(appData, 'arrivals', settings.projectId)
    const keep = async (take: Take, file: string): Promise<void> => {
      await this.#inTurn(() => this.#store.commit(take, file, 'project'))
      this.#deps.onTakes(this.takes)
    }
    const footage = { path, shotId, takeId: takeIdSchema.parse(newId()) }
    return takeFootage(footage, { folder, media, now: () => this.#now() }, keep, signal)
  }

  async quote(shotIds: readonly ShotId[]): Promise<Quote> {
    return this.#quoteFor(this.#bill(shotIds))
  }

  approve(shotIds: readonly ShotId[], quoteHash: string): Promise<ApproveOutcome> {
    return this.#inTurn(() => this.#approve(shotIds, quoteHash))
  }

  settle(attemptId: AttemptId, settlement: Settlement): Promise<void> {
    return this.#inTurn(() => settleAttempt(this.#settling(), attemptId, settlement))
  }

  async pause(paused: boolean): Promise<void> {
    const { journal, queue } = this.#writable()
    await journal.append({ kind: 'pause', at: this.#now(), paused })
    this.#tellJobs.request()
    queue.wake()
  }

  async move(attemptId: AttemptId, before: AttemptId | null): Promise<void> {
    const { journal, queue } = this.#writable()
    const moved = await journal.append({ kind: 'moved', at: this.#now(), attemptId, before })
    if (!moved) throw new ExpectedError('conflict', 'It has been sent already and can’t be moved.')
    this.#tellJobs.request()
    queue.wake()
  }

  poke(): void {
    this.#work?.queue.poke()
  }

  cancel(attemptId: AttemptId): void {
    this.#work?.queue.cancel(attemptId)
  }

  cancelAll(): void {
    for (const id of this.#work?.journal.book.open ?? []) this.#work?.queue.cancel(id)
  }

  documentChanged(): void {
    if (this.#closed || !this.#work) return
    this.#inTurn(() => this.#reclaim()).catch((error: unknown) => {
      this.#deps.log(`Lost & found could not be looked through: ${String(error)}`)
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#tellJobs.cancel()
    await this.#turn
    await this.#work?.queue.close()
    await this.#work?.journal.close()
    await Promise.all(this.#deps.providers.map((provider) => provider.close()))
  }

  #openQueue(journal: GenerationJournal, arrival: Arrival): GenerationQueue {
    const { clock, log, media, newId, providers, session } = this.#deps
    const sources = (): InputSources => ({
      document: session.document,
      takes: this.#index(),
      media,
      folder: join(session.paths.cache, 'inputs'),
    })
    return new GenerationQueue({
      journal,
      providers,
      clock,
      newId,
      log,
      now: () => clock.now(),
      arrival,
      prepare: (job, signal) => makeRequest(job.planned, sources(), signal),
      restore: async (job, signal) =>
        job.request ? restoreInputs(job.planned, job.request, sources(), signal) : { ok: true, value: null },
      mayNotSpend: (job) => overBudget(session.document.settings.budget, journal.book, job),
      placeFor: (shotId) => (session.document.shots.has(shotId) ? 'project' : 'lostAndFound'),
      onTake: () => {
        this.#deps.onTakes(this.takes)
        // Its shot may have come back while the take was on its way to lost & found.
        this.documentChanged()
      },
      onChange: () => this.#tellJobs.request(),
      onProblem: this.#deps.onProblem,
    })
  }

  #index(): TakeIndex {
    const { takes } = this.#store
    if (this.#indexed?.takes !== takes) this.#indexed = { takes, index: indexTakes(takes) }
    return this.#indexed.index
  }

  #openByShot(): ReadonlyMap<ShotId, AttemptId> {
    const book = this.#work?.journal.book
    const open = new Map<ShotId, AttemptId>()
    for (const id of book?.open ?? []) {
      const job = book?.jobs.get(id)
      if (job) open.set(job.planned.shotId, id)
    }
    return open
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  #now(): string {
    return this.#deps.clock.now().toISOString()
  }

  #writable(): Work {
    const { readOnly } = this.#deps.session
    if (readOnly === null && this.#work) return this.#work
    throw new ExpectedError('readOnly', readOnly ?? 'This film is open for reading only.')
  }

  #settling(): Settling {
    const { journal, queue } = this.#writable()
    const wake = (): void => {
      // What is settled for good is nothing to the queue, but it is news for the window.
      this.#tellJobs.request()
      queue.wake()
    }
    return { journal, providers: this.#deps.providers, now: () => this.#now(), wake }
  }

  #bill(shotIds: readonly ShotId[]): Bill {
    const { prices, session } = this.#deps
    const sources = { document: session.document, takes: this.#index(), open: this.#openByShot(), prices: prices() }
    return makeBill(sources, shotIds)
  }

  #quoteFor(bill: Bill): Promise<Quote> {
    const { accounts, freeBytes, session } = this.#deps
    const { document, paths } = session
    return quoteFor(bill, {
      document,
      accounts,
      freeBytes: () => freeBytes(paths.folder),
      book: this.#work?.journal.book,
    })
  }

  async #approve(shotIds: readonly ShotId[], quoteHash: string): Promise<ApproveOutcome> {
    const { newId, session } = this.#deps
    const { journal, queue } = this.#writable()
    const open = this.#openByShot()
    const busy = shotIds.find((id) => open.has(id))
    if (busy !== undefined) {
      const name = session.document.shots.get(busy)?.name ?? ''
      throw new ExpectedError('conflict', `“${name}” is being generated already.`)
    }
    const bill = this.#bill(shotIds)
    const quote = await this.#quoteFor(bill)
    // The account was asked meanwhile: what is agreed to is what the film asks for now.
    if (bill.hash !== quoteHash || this.#bill(shotIds).hash !== quoteHash) return { outcome: 'quoteChanged', quote }
    const problem = firstProblem(bill) ?? quote.preflight.find((issue) => issue.blocking)?.message ?? null
    if (problem !== null) throw new ExpectedError('badRequest', problem)
    const record = approvalOf(bill, session.document, open, newId, this.#now())
    await journal.append(record)
    this.#tellJobs.request()
    queue.wake()
    return { outcome: 'approved', approvalId: record.approvalId }
  }

  async #reclaim(): Promise<void> {
    const { document } = this.#deps.session
    if (await this.#store.reclaim((id) => document.shots.has(id))) this.#deps.onTakes(this.takes)
  }
}

function takesOnTheirWay(journal: GenerationJournal): ReadonlySet<TakeId> {
  const { jobs, open } = journal.book
  return new Set([...open].flatMap((id) => jobs.get(id)?.takeId ?? []))
}

async function openJobs(deps: GenerationDeps, store: TakeStore): Promise<OpenJobs> {
  const { appData, clock, log, media, session } = deps
  const { projectId } = session.document.settings
  const journal = await openGenerationJournal(join(appData, 'jobs'), projectId, () => clock.now())
  const arrival = new Arrival({ folder: join(appData, 'arrivals', projectId), media, store })
  await arrival.sweep(takesOnTheirWay(journal)).catch((error: unknown) => {
    log(`Clips that nobody waits for could not be removed: ${String(error)}`)
  })
  return { journal, arrival }
}

/**
 * Opens the takes and jobs of a film and goes on with everything that was journalled. A film that is open for reading
 * only shows its takes and starts nothing. Rejects with ExpectedError.
 */
export async function createGeneration(deps: GenerationDeps): Promise<Generation> {
  const { appData, clock, session } = deps
  const mayWrite = session.readOnly === null
  const store = await TakeStore.open({
    folder: session.paths.takes,
    lostAndFound: join(appData, 'lost-and-found', session.document.settings.projectId),
    mayWrite,
    now: () => clock.now(),
  })
  const generation = new OpenGeneration(deps, store, mayWrite ? await openJobs(deps, store) : null)
  generation.start()
  return generation
}
