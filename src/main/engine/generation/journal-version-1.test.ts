import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AttemptId, ProjectId } from '../../../shared/ids'
import { recoverJob } from '../../../shared/jobs/job-machine'
import { ledgerOf } from '../../../shared/jobs/ledger'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { openGenerationJournal, type GenerationJournal } from './generation-journal'

const golden = new URL('../../../shared/jobs/golden/journal-version-1.ndjson', import.meta.url)

async function inOldJournal(work: (journal: GenerationJournal, path: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'film.ndjson')
    await copyFile(golden, path)
    const journal = await openGenerationJournal(folder, 'film' as ProjectId, () => new Date(0))
    try {
      await work(journal, path)
    } finally {
      await journal.close()
    }
  })
}

it('a journal of the first version reads whole, and each generation stands where it stood', () =>
  inOldJournal(async ({ book, notices }, path) => {
    expect(notices).toEqual([])
    expect(await readFile(path)).toEqual(await readFile(golden))
    expect([...book.jobs.values()].map((job) => [job.attemptId, job.state, recoverJob(job)])).toEqual([
      ['committed', 'committed', 'none'],
      ['retried', 'rejected', 'none'],
      ['unknown', 'unknown', 'none'],
      ['failed', 'failed', 'none'],
      ['cancelled', 'cancelled', 'none'],
      ['broken', 'failed', 'none'],
      ['refused', 'rejected', 'none'],
      ['dropped', 'cancelled', 'none'],
      ['running', 'running', 'poll'],
      ['sending', 'sending', 'resolve'],
      ['retried-2', 'rejected', 'none'],
    ])
    expect([...book.open]).toEqual(['running', 'sending'])
    expect(book.paused).toBe(false)
  }))

it('what the first version did not write is not known, and nothing of it is charged', () =>
  inOldJournal(async ({ book }) => {
    for (const job of book.jobs.values()) {
      expect(job).toMatchObject({ code: null, endpoint: null, balanceBefore: null, estimate: null, charged: 'no' })
    }
    for (const entry of ledgerOf(book)) {
      expect(entry).toMatchObject({ reserved: 0, charged: 0, unknown: 0 })
    }
  }))

it('goes on in the same file', () =>
  inOldJournal(async (journal, path) => {
    const of = { at: '2030-01-01T00:00:00.000Z', attemptId: 'running' as AttemptId }
    const status = { kind: 'failed', reason: 'r', code: 'INTERNAL', charged: 'no', cost: 0 } as const
    expect(await journal.append({ ...of, kind: 'status', status })).toBe(true)
    expect((await readFile(path, 'utf8')).startsWith(await readFile(golden, 'utf8'))).toBe(true)
    expect(journal.book.jobs.get(of.attemptId)).toMatchObject({ state: 'failed', code: 'INTERNAL' })
  }))
