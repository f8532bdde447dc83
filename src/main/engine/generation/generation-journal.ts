import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ProjectId } from '../../../shared/ids'
import { enterRecord, newJobBook, type JobBook } from '../../../shared/jobs/job-book'
import { stepJob } from '../../../shared/jobs/job-machine'
import { jobRecordSchema, type JobRecord } from '../../../shared/jobs/job-record'
import { fileProblem } from '../project/file-problem'
import { openJournal } from '../project/journal'

/** Every job of one project: on disk, and as a book that shows only what is on disk. */
export interface GenerationJournal {
  readonly book: Readonly<JobBook>
  readonly notices: readonly string[]
  /**
   * True once the record is durable and entered; false, with nothing written, when it can't follow on what is there.
   * Rejects with ExpectedError (`diskFull`, `fileProblem`); then it may be tried again.
   */
  append(record: JobRecord): Promise<boolean>
  close(): Promise<void>
}

function fits(book: JobBook, record: JobRecord): boolean {
  if (record.kind === 'pause') return record.paused !== book.paused
  if (record.kind === 'approval') return record.items.every((item) => !book.jobs.has(item.attemptId))
  const job = book.jobs.get(record.attemptId)
  return job !== undefined && stepJob(job, record).ok
}

/** Records with the same key are written one after the other. */
function keyOf(record: JobRecord): string {
  if (record.kind === 'approval') return record.approvalId
  return record.kind === 'pause' ? 'pause' : record.attemptId
}

function noticesOf(setAside: string | null, outOfOrder: number): readonly string[] {
  const notices: string[] = []
  if (setAside !== null) {
    notices.push(`The list of generations was damaged. What could be read is used; the damaged file is ${setAside}.`)
  }
  if (outOfOrder > 0) notices.push(`${outOfOrder} lines in the list of generations make no sense and were passed over.`)
  return notices
}

/** Opens the job journal of a project in the app's own data folder. Rejects with ExpectedError. */
export async function openGenerationJournal(
  folder: string,
  projectId: ProjectId,
  now: () => Date,
): Promise<GenerationJournal> {
  const path = join(folder, `${projectId}.ndjson`)
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileProblem(error, `make the folder ${basename(folder)}`)
  }
  const journal = await openJournal({ path, schema: jobRecordSchema, now })
  const book = newJobBook()
  const outOfOrder = journal.records.filter((record) => !enterRecord(book, record).ok).length
  /** One at a time for each job, so that what fitted when it was written still fits when it is entered. */
  const turns = new Map<string, Promise<unknown>>()

  async function write(record: JobRecord): Promise<boolean> {
    if (!fits(book, record)) return false
    await journal.append(record)
    return enterRecord(book, record).ok
  }

  return {
    book,
    notices: noticesOf(journal.setAside, outOfOrder),
    append: (record) => {
      const key = keyOf(record)
      const turn = (turns.get(key) ?? Promise.resolve()).then(() => write(record))
      const settled = turn.catch(() => undefined)
      turns.set(key, settled)
      void settled.then(() => turns.get(key) === settled && turns.delete(key))
      return turn
    },
    close: () => journal.close(),
  }
}
