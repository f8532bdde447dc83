import type { Journal } from './journal'
import type { RecordedEdit, RecoveryRecord, SavedMark } from './recovery'

interface Entry {
  readonly revision: number
  readonly record: RecoveryRecord
}

/** An edit waits at most this long for others to go down with it; with the flush that stays well within a second. */
const gatherMilliseconds = 200
const retryMilliseconds = 1000

/**
 * Brings edits into the recovery journal within a second, and goes on trying while the disk refuses; until then they
 * stay in memory.
 */
export class RecoveryWriter {
  readonly #journal: Journal<RecoveryRecord>
  readonly #onProblem: (problem: string | null) => void
  /** Everything since the last save; the first `#written` of it are in the journal. */
  #entries: Entry[] = []
  #written = 0
  #beginWith: SavedMark | null = null
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> | null = null
  #problem: string | null = null
  #closed = false

  constructor(journal: Journal<RecoveryRecord>, onProblem: (problem: string | null) => void) {
    this.#journal = journal
    this.#onProblem = onProblem
  }

  /** Why edits can't be made durable at the moment, in words; null when they can. */
  get problem(): string | null {
    return this.#problem
  }

  /** Takes an edit that led to `revision`. */
  add(revision: number, edit: RecordedEdit): void {
    this.#entries.push({ revision, record: edit })
    this.#schedule(gatherMilliseconds)
  }

  /** Writes the mark that comes before a save of `revision`, and every edit before it. Rejects with ExpectedError. */
  async markSaving(revision: number, mark: SavedMark): Promise<void> {
    this.#entries.push({ revision, record: mark })
    await this.flush()
  }

  /** Begins the journal anew after `revision` was saved; later edits stay in it. Rejects with ExpectedError. */
  async beginAfter(revision: number, mark: SavedMark): Promise<void> {
    while (this.#writing) await this.#writing.catch(() => undefined)
    this.#entries = this.#entries.filter((entry) => entry.revision > revision)
    this.#beginWith = mark
    await this.flush()
  }

  /** Writes what waits, now. Rejects with ExpectedError. */
  async flush(): Promise<void> {
    this.#clearTimer()
    while (this.#writing || this.#waits()) {
      this.#writing ??= this.#write().finally(() => {
        this.#writing = null
      })
      await this.#writing
    }
  }

  /** Stops trying and closes the journal; what was not flushed before is not written. */
  async close(): Promise<void> {
    this.#closed = true
    this.#clearTimer()
    await this.#writing?.catch(() => undefined)
    await this.#journal.close()
  }

  #waits(): boolean {
    return this.#beginWith !== null || this.#written < this.#entries.length
  }

  async #write(): Promise<void> {
    try {
      while (this.#waits()) {
        const begin = this.#beginWith
        const entries = this.#entries
        const batch = entries.slice(begin ? 0 : this.#written)
        const records = batch.map((entry) => entry.record)
        await (begin ? this.#journal.replaceAll([begin, ...records]) : this.#journal.appendAll(records))
        this.#written = (begin ? 0 : this.#written) + batch.length
        this.#beginWith = null
      }
      this.#report(null)
    } catch (error) {
      this.#report(error instanceof Error ? error.message : String(error))
      this.#schedule(retryMilliseconds)
      throw error
    }
  }

  #report(problem: string | null): void {
    if (problem === this.#problem) return
    this.#problem = problem
    this.#onProblem(problem)
  }

  #schedule(milliseconds: number): void {
    if (this.#closed || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      // A refusal is reported and tried again; nobody waits for this one.
      this.flush().catch(() => undefined)
    }, milliseconds)
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
