import { join } from 'node:path'
import { indexTakes, type TakeIndex } from '../../shared/continuity/pick'
import { ExpectedError } from '../../shared/ipc/app-error'
import type { Job } from '../../shared/jobs/job'
import { enterRecord, newJobBook, type JobBook } from '../../shared/jobs/job-book'
import { jobRecordSchema } from '../../shared/jobs/job-record'
import { ledgerOf, spentOf, type LedgerEntry, type Spent } from '../../shared/jobs/ledger'
import type { Prices } from '../../shared/models/prices'
import type { Quote } from '../../shared/models/quote'
import type { FilmDocument } from '../../shared/project/document'
import type { AttemptId, ProjectId, ShotId } from '../../shared/ids'
import { makeBill } from './generation/bill'
import { quoteFor } from './generation/quote-for'
import { TakeStore } from './generation/take-store'
import { windowJobs } from './generation/window-jobs'
import { fileProblem } from './project/file-problem'
import { freeBytes } from './project/free-space'
import { readJournal } from './project/journal'
import { loadProject } from './project/load-project'
import { realFolder } from './project/project-folder'
import { isCopiedProject } from './project/project-identity'
import { lockHolder } from './project/project-lock'
import { projectPaths, type ProjectPaths } from './project/project-paths'
import { editsSince, recoveryRecordSchema } from './project/recovery'
import type { Account } from './providers/account'

/** A film as it lies on disk: nothing is locked, sent, repaired or written to see it. */
export interface FilmLook {
  readonly paths: ProjectPaths
  /** The saved film. */
  readonly document: FilmDocument
  readonly takes: TakeIndex
  readonly book: Readonly<JobBook>
  readonly jobs: readonly Job[]
  readonly ledger: readonly LedgerEntry[]
  readonly spent: Spent
  /** Who has it open for writing, in words; null when nobody does. */
  readonly holder: string | null
  /** Edits that are not in the saved film: the holder's own, or those of a Seamline that ended badly. */
  readonly unsaved: { readonly edits: number; readonly lastEditAt: string } | null
  readonly notices: readonly string[]
}

async function readBook(appData: string, projectId: ProjectId, folder: string): Promise<JobBook> {
  const book = newJobBook()
  // A copied folder is a project of its own once it is opened, and inherits no jobs.
  if (await isCopiedProject(appData, projectId, folder)) return book
  const path = join(appData, 'jobs', `${projectId}.ndjson`)
  const journal = await readJournal({ path, schema: jobRecordSchema })
  for (const record of journal?.records ?? []) enterRecord(book, record)
  return book
}

async function unsavedEdits(paths: ProjectPaths, sha256: string): Promise<FilmLook['unsaved']> {
  const journal = await readJournal({ path: paths.recovery, schema: recoveryRecordSchema })
  const edits = editsSince(journal?.records ?? [], sha256) ?? []
  const last = edits.at(-1)
  return last ? { edits: edits.length, lastEditAt: last.at } : null
}

async function look(folder: string, appData: string): Promise<FilmLook> {
  const real = await realFolder(folder)
  if (real === null) throw new ExpectedError('notFound', `There is no film at ${folder}.`)
  const paths = projectPaths(real)
  const now = (): Date => new Date()
  const loaded = await loadProject(paths, null, now)
  if (!loaded.ok) throw new ExpectedError('fileProblem', loaded.problem.message)
  const { document, sha256 } = loaded.value.file
  const { projectId } = document.settings
  const lostAndFound = join(appData, 'lost-and-found', projectId)
  const store = await TakeStore.open({ folder: paths.takes, lostAndFound, mayWrite: false, now })
  const book = await readBook(appData, projectId, real)
  const ledger = ledgerOf(book)
  return {
    paths,
    document,
    takes: indexTakes(store.takes),
    book,
    jobs: windowJobs(book, () => ({ progress: null, hold: null })),
    ledger,
    spent: spentOf(ledger),
    holder: await lockHolder(paths.lock),
    unsaved: await unsavedEdits(paths, sha256),
    notices: [...loaded.value.notices, ...store.notices],
  }
}

/**
 * Reads a film and its jobs while another process may be working on them. `appData` is the app's own data folder.
 * Rejects with ExpectedError.
 */
export async function lookAtFilm(folder: string, appData: string): Promise<FilmLook> {
  try {
    return await look(folder, appData)
  } catch (error) {
    throw fileProblem(error, 'read the film')
  }
}

/** The shots that are being generated, with the attempt that does it. */
function openAttempts(book: Readonly<JobBook>): ReadonlyMap<ShotId, AttemptId> {
  return new Map(
    [...book.open].flatMap((id) => {
      const job = book.jobs.get(id)
      return job ? [[job.planned.shotId, id] as const] : []
    }),
  )
}

/** What generating these shots would cost now, told without opening the film for writing. */
export async function quoteLook(
  film: FilmLook,
  shotIds: readonly ShotId[],
  { accounts, prices }: { readonly accounts: readonly Account[]; readonly prices: Prices },
): Promise<Quote> {
  const { book, document, paths, takes } = film
  const bill = makeBill({ document, takes, prices, open: openAttempts(book) }, shotIds)
  return quoteFor(bill, { document, accounts, freeBytes: () => freeBytes(paths.folder), book })
}
