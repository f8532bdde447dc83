import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ApprovalId, AttemptId, ProjectId } from '../../../shared/ids'
import type { JobRecord } from '../../../shared/jobs/job-record'
import { timingsOf } from '../../../shared/jobs/typical-times'
import { buildRequest, completeRequest } from '../../../shared/models/build-request'
import { listPrices } from '../../../shared/models/prices'
import { noInputs } from '../../../shared/models/request'
import { noTakes, sampleDocument, sampleShot } from '../../../test-support/sample-film'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { openGenerationJournal } from './generation-journal'
import { measuredTimes } from './measured-times'

const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toISOString()

/** A whole generation that was accepted at 10 s and took so long. */
function made(name: string, model: string, took: number): readonly JobRecord[] {
  const attemptId = name as AttemptId
  const shot = sampleShot(1, { provider: 'runway', model, prompt: 'a harbour' })
  const document = sampleDocument({ shots: [shot], clips: [] })
  const none = new Set<never>()
  const context = { document, takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond }
  const { planned } = buildRequest(shot, context)
  const item = { attemptId, planned, price: 60, after: [] }
  const request = completeRequest(planned, noTakes, noInputs)
  const answer = { kind: 'accepted', taskId: name, estimate: null } as const
  return [
    { kind: 'approval', at: at(0), approvalId: name as ApprovalId, quoteHash: '', total: 1, items: [item] },
    { kind: 'intent', at: at(1), attemptId, request, payloadHash: '', estimate: 60 },
    { kind: 'sending', at: at(2), attemptId, endpoint: null, balance: null },
    { kind: 'answered', at: at(10), attemptId, answer },
    { kind: 'status', at: at(11), attemptId, status: { kind: 'running' } },
    { kind: 'status', at: at(10 + took), attemptId, status: { kind: 'succeeded', seed: null, cost: 60 } },
  ]
}

describe('how long clips take', () => {
  it('is measured from acceptance to success in every film of this computer', () =>
    inTemporaryFolder(async (root) => {
      const films = [
        made('a', 'gen4.5', 30),
        [...made('b', 'gen4.5', 50), ...made('c', 'veo3.1', 90)],
        made('d', 'gen4.5', 900),
      ]
      for (const [index, records] of films.entries()) {
        const journal = await openGenerationJournal(join(root, 'jobs'), `film-${index}` as ProjectId, () => new Date(0))
        for (const record of records) expect(await journal.append(record)).toBe(true)
        await journal.close()
      }
      const times = await measuredTimes(root)
      expect([...times]).toEqual(
        expect.arrayContaining([
          ['runway/gen4.5', 50_000],
          ['runway/veo3.1', 90_000],
        ]),
      )
      expect(times.size).toBe(2)
    }))

  it('is not known where nothing was made, and what can’t be read is passed over', () =>
    inTemporaryFolder(async (root) => {
      expect((await measuredTimes(root)).size).toBe(0)
      await mkdir(join(root, 'jobs', 'folder.ndjson'), { recursive: true })
      await writeFile(join(root, 'jobs', 'broken.ndjson'), 'no journal')
      expect((await measuredTimes(root)).size).toBe(0)
    }))

  it('does not count what failed, what was never accepted, or a clock that was set back', () => {
    const records = made('a', 'gen4.5', 30)
    expect(timingsOf(records.slice(0, -1))).toEqual([])
    expect(timingsOf(records.filter(({ kind }) => kind !== 'answered'))).toEqual([])
    expect(timingsOf(made('a', 'gen4.5', -5))).toEqual([])
  })
})
