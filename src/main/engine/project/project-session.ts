import type { DocumentDiff } from '../../../shared/project/diff'
import type { FilmDocument } from '../../../shared/project/document'
import type { Result } from '../../../shared/result'
import type { ProjectPaths } from './project-paths'

export interface DocumentEdit {
  readonly baseRevision: number
  readonly label: string
  readonly diff: DocumentDiff
}

export type EditRefusal = 'conflict' | 'readOnly' | 'notDurable'

export interface SaveState {
  readonly revision: number
  /** Null when saved; else plain words. */
  readonly problem: string | null
}

/** What listeners of a session hear. */
export type SessionEvent =
  | { readonly kind: 'applied'; readonly revision: number }
  /** The document is another one now, without an edit: mirror it afresh. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'saved'; readonly revision: number }
  /** Edits can't be made durable (words), or can again (null). */
  | { readonly kind: 'durability'; readonly problem: string | null }
  | { readonly kind: 'notice'; readonly message: string }

export interface CloseOptions {
  /** False leaves `project.json` as it is: edits stay in the recovery journal, to be offered at the next opening. */
  readonly save?: boolean
}

/** One open project: the authoritative document, its recovery journal and its lock. */
export interface ProjectSession {
  readonly paths: ProjectPaths
  readonly document: FilmDocument
  readonly revision: number
  /** Who else holds the project, in words; null when this session may write. */
  readonly readOnly: string | null
  /** A recovery newer than the saved film that waits for a choice. */
  readonly recovery: { readonly edits: number; readonly lastEditAt: string } | null
  readonly notices: readonly string[]
  /** Whether everything up to `revision` is in `project.json`. */
  readonly saved: boolean
  /** Applies an edit made on `baseRevision`; in the recovery journal within a second. */
  apply(edit: DocumentEdit): Result<{ readonly revision: number }, EditRefusal>
  /** Answers the recovery question. */
  recover(choice: 'recover' | 'keepSaved'): Promise<void>
  /** Writes `project.json` durably now and empties the journal. */
  save(): Promise<SaveState>
  /** Tells about changes until the returned function is called. */
  onChange(listener: (event: SessionEvent) => void): () => void
  /**
   * Flushes the journal, saves, releases the lock. The session can't be used afterwards. When edits can be written
   * neither to the film nor to the journal it rejects with ExpectedError and stays open; `save: false` closes anyway.
   */
  close(options?: CloseOptions): Promise<void>
}
