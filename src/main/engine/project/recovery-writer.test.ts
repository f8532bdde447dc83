import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { Journal } from './journal'
import { editsSince, type RecordedEdit, type RecoveryRecord, type SavedMark } from './recovery'
import { RecoveryWriter } from './recovery-writer'

const at = '2026-01-01T00:00:00.000Z'

function edit(revision: number): RecordedEdit {
  return { kind: 'edit', at, label: String(revision), diff: [] }
}

function mark(revision: number): SavedMark {
  return { kind: 'saved', at, sha256: `film ${revision}` }
}

/** A journal in memory whose writes end in any order the scheduler likes, and sometimes fail. */
function slowJournal(
  scheduler: fc.Scheduler,
  failing: () => boolean,
): { journal: Journal<RecoveryRecord>; lines: RecoveryRecord[] } {
  const lines: RecoveryRecord[] = []
  async function write(change: () => void): Promise<void> {
    const fails = failing()
    await scheduler.schedule(Promise.resolve(), 'write')
    if (fails) throw new ExpectedError('diskFull', 'full')
    change()
  }
  const appendAll = (records: readonly RecoveryRecord[]) => write(() => void lines.push(...records))
  return {
    lines,
    journal: {
      records: [],
      setAside: null,
      append: (record) => appendAll([record]),
      appendAll,
      replaceAll: (records) => write(() => void lines.splice(0, lines.length, ...records)),
      close: () => Promise.resolve(),
    },
  }
}

type Step = 'edit' | 'save' | 'flush'

test('however edits, saves, flushes and refusals of the disk meet, the journal ends with every edit that is not saved', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom<Step>('edit', 'edit', 'save', 'flush'), { maxLength: 25 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 3 }).map((n) => n === 0)),
      async (scheduler, steps, failures) => {
        let mayFail = true
        const { journal, lines } = slowJournal(scheduler, () => mayFail && failures.next().value === true)
        const writer = new RecoveryWriter(journal, () => undefined)
        let [revision, savedRevision] = [0, 0]
        let saving: Promise<void> = Promise.resolve()
        const save = async (saved: number): Promise<void> => {
          await writer.markSaving(saved, mark(saved)).catch(() => undefined)
          await scheduler.schedule(Promise.resolve(), 'film written')
          savedRevision = saved
          await writer.beginAfter(saved, mark(saved)).catch(() => undefined)
        }
        const run = scheduler.scheduleSequence(
          steps.map((step) => async () => {
            if (step === 'edit') writer.add(++revision, edit(revision))
            else if (step === 'flush') void writer.flush().catch(() => undefined)
            else {
              const snapshot = revision
              saving = saving.then(() => save(snapshot))
            }
            await Promise.resolve()
          }),
        )
        await scheduler.waitFor(run.task)
        await scheduler.waitFor(saving)
        mayFail = false
        // A write that was on its way may still be refused.
        await scheduler.waitFor(writer.flush().catch(() => undefined))
        await scheduler.waitFor(writer.flush())
        const unsaved = Array.from({ length: revision - savedRevision }, (_, n) => edit(savedRevision + 1 + n))
        const begun = lines.some((line) => line.kind === 'saved')
        expect(begun ? editsSince(lines, mark(savedRevision).sha256) : lines).toEqual(unsaved)
        expect(writer.problem).toBeNull()
        await writer.close()
      },
    ),
    { numRuns: 500 },
  )
})

test('tells once when the disk refuses and once when it takes everything again', async () => {
  const told: (string | null)[] = []
  let full = true
  const written: RecoveryRecord[] = []
  const journal: Journal<RecoveryRecord> = {
    records: [],
    setAside: null,
    append: () => Promise.resolve(),
    appendAll: (records) => {
      if (full) return Promise.reject(new ExpectedError('diskFull', 'full'))
      written.push(...records)
      return Promise.resolve()
    },
    replaceAll: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  const writer = new RecoveryWriter(journal, (problem) => told.push(problem))
  writer.add(1, edit(1))
  await expect(writer.flush()).rejects.toThrow('full')
  await expect(writer.flush()).rejects.toThrow('full')
  full = false
  writer.add(2, edit(2))
  await writer.flush()
  expect(told).toEqual(['full', null])
  expect(written).toEqual([edit(1), edit(2)])
  await writer.close()
})
