import { assert } from '../../../shared/assert'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { applyDiff, type DocumentDiff } from '../../../shared/project/diff'
import type { FilmDocument } from '../../../shared/project/document'
import { findBrokenInvariant } from '../../../shared/project/invariants'
import { fail, succeed, type Result } from '../../../shared/result'
import { keepBackup, keepRecovery } from './backups'
import { writeDurably } from './durable-write'
import type { FileOperations } from './file-operations'
import type { Journal } from './journal'
import { hashOf, projectFileText } from './project-file'
import type { ProjectLock } from './project-lock'
import type { ProjectPaths } from './project-paths'
import type {
  CloseOptions,
  DocumentEdit,
  EditRefusal,
  ProjectSession,
  SaveState,
  SessionEvent,
} from './project-session'
import { replayEdits, type RecordedEdit, type RecoveryRecord, type SavedMark } from './recovery'
import { RecoveryWriter } from './recovery-writer'

export interface SessionParts {
  readonly paths: ProjectPaths
  readonly document: FilmDocument
  /** Hash of `project.json` as it lies on disk. */
  readonly savedHash: string
  readonly journal: Journal<RecoveryRecord>
  /** Edits of the journal that are not in the saved film. */
  readonly edits: readonly RecordedEdit[]
  readonly notices: readonly string[]
  readonly lock: ProjectLock
  readonly files: FileOperations
  readonly now: () => Date
}

/** A change of the project's identity never comes from an edit. */
function keepsIdentity(document: FilmDocument, diff: DocumentDiff): boolean {
  const { projectId } = document.settings
  return diff.every((change) => change.table !== 'settings' || change.after?.projectId === projectId)
}

/** Waits for an expected failure; null when all went well. A bug passes through. */
async function problemOf(work: Promise<void>): Promise<ExpectedError | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof ExpectedError) return error
    throw error
  }
}

/** The session of the one process that may write. */
export class WritableSession implements ProjectSession {
  readonly paths: ProjectPaths
  readonly readOnly = null
  readonly #parts: SessionParts
  readonly #writer: RecoveryWriter
  readonly #listeners = new Set<(event: SessionEvent) => void>()
  readonly #notices: string[]
  #document: FilmDocument
  #revision = 0
  #savedRevision = 0
  #savedHash: string
  /** Edits that wait for an answer to the recovery question. */
  #waiting: readonly RecordedEdit[]
  /** Saves, recovery and closing happen one after the other. */
  #work: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(parts: SessionParts) {
    this.paths = parts.paths
    this.#parts = parts
    this.#document = parts.document
    this.#savedHash = parts.savedHash
    this.#waiting = parts.edits
    this.#notices = [...parts.notices]
    this.#writer = new RecoveryWriter(parts.journal, (problem) => this.#emit({ kind: 'durability', problem }))
  }

  get document(): FilmDocument {
    return this.#document
  }

  get revision(): number {
    return this.#revision
  }

  get notices(): readonly string[] {
    return this.#notices
  }

  get saved(): boolean {
    return this.#revision === this.#savedRevision
  }

  get recovery(): ProjectSession['recovery'] {
    const last = this.#waiting.at(-1)
    return last ? { edits: this.#waiting.length, lastEditAt: last.at } : null
  }

  onChange(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  apply(edit: DocumentEdit): Result<{ readonly revision: number }, EditRefusal> {
    assert(!this.#closed, 'the session is open')
    if (edit.baseRevision !== this.#revision || this.recovery) return fail('conflict')
    if (this.#writer.problem !== null) return fail('notDurable')
    if (!keepsIdentity(this.#document, edit.diff)) return fail('conflict')
    const next = applyDiff(this.#document, edit.diff)
    if (!next.ok || findBrokenInvariant(next.value) !== null) return fail('conflict')
    this.#document = next.value
    this.#revision++
    this.#writer.add(this.#revision, { kind: 'edit', at: this.#at(), label: edit.label, diff: edit.diff })
    this.#emit({ kind: 'applied', revision: this.#revision })
    return succeed({ revision: this.#revision })
  }

  recover(choice: 'recover' | 'keepSaved'): Promise<void> {
    return this.#inTurn(async () => {
      const edits = this.#waiting
      if (edits.length === 0) return
      if (choice === 'recover') await this.#takeRecovered(edits)
      else await this.#leaveRecovered()
      this.#waiting = []
      this.#emit({ kind: 'replaced' })
    })
  }

  save(): Promise<SaveState> {
    return this.#inTurn(() => this.#save())
  }

  close({ save = true }: CloseOptions = {}): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return
      if (save && !this.saved) await this.#save()
      const problem = await problemOf(this.#writer.flush())
      if (save && !this.saved && problem !== null) throw problem
      this.#closed = true
      this.#listeners.clear()
      try {
        await this.#writer.close()
      } finally {
        await this.#parts.lock.release()
      }
    })
  }

  async #takeRecovered(edits: readonly RecordedEdit[]): Promise<void> {
    const { document, made } = replayEdits(this.#document, edits)
    if (made < edits.length) {
      // The journal must not go on behind an edit that does not fit: the next opening would stop there.
      await keepRecovery(this.#parts.files, this.paths, this.#parts.now())
      await this.#parts.journal.replaceAll([this.#mark(this.#savedHash), ...edits.slice(0, made)])
      this.#notice(`${edits.length - made} edits did not fit and were left out; they are kept in "backups".`)
    }
    this.#document = document
    this.#revision += made
  }

  async #leaveRecovered(): Promise<void> {
    await keepRecovery(this.#parts.files, this.paths, this.#parts.now())
    await this.#writer.beginAfter(this.#revision, this.#mark(this.#savedHash))
  }

  async #save(): Promise<SaveState> {
    assert(!this.#closed, 'the session is open')
    const [document, revision] = [this.#document, this.#revision]
    if (this.recovery) return { revision, problem: 'Choose first whether to recover the unsaved edits.' }
    const problem = await problemOf(this.#writeFilm(document, revision))
    if (problem === null) this.#emit({ kind: 'saved', revision })
    return { revision, problem: problem?.message ?? null }
  }

  async #writeFilm(document: FilmDocument, revision: number): Promise<void> {
    const { files, lock, now } = this.#parts
    if (!(await lock.renew())) {
      throw new ExpectedError('readOnly', 'Another Seamline has this project now. Save it as another project.')
    }
    const text = projectFileText(document)
    const mark = this.#mark(hashOf(text))
    // When the journal can't take the mark the film is still worth saving: it then holds everything the journal does.
    await problemOf(this.#writer.markSaving(revision, mark))
    await writeDurably(this.paths.document, text, { files, keepPrevious: true })
    const changed = this.#savedHash !== mark.sha256
    this.#savedHash = mark.sha256
    this.#savedRevision = revision
    const backup = changed ? await problemOf(keepBackup(files, this.paths, text, now())) : null
    if (backup) this.#notice(`The film is saved, but not its backup. ${backup.message}`)
    await problemOf(this.#writer.beginAfter(revision, mark))
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => undefined)
    return done
  }

  #at(): string {
    return this.#parts.now().toISOString()
  }

  #mark(sha256: string): SavedMark {
    return { kind: 'saved', at: this.#at(), sha256 }
  }

  #notice(message: string): void {
    this.#notices.push(message)
    this.#emit({ kind: 'notice', message })
  }

  #emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
