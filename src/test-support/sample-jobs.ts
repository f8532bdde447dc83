import { expect } from 'vitest'
import type { ApprovalId, AttemptId, TakeId } from '../shared/ids'
import { enterRecord, newJobBook } from '../shared/jobs/job-book'
import type { JobFacts } from '../shared/jobs/job-machine'
import {
  jobRecordSchema,
  type AttemptRecord,
  type ClipFacts,
  type JobRecord,
  type WrittenRecord,
} from '../shared/jobs/job-record'
import { buildRequest, completeRequest, payloadHashOf } from '../shared/models/build-request'
import { listPrices } from '../shared/models/prices'
import { noInputs, type PlannedRequest } from '../shared/models/request'
import { rate } from '../shared/time/time'
import { noTakes, sampleDocument, sampleShot } from './sample-film'

export const at = '2030-01-01T00:00:00.000Z'
export const clip: ClipFacts = {
  sha256: '0'.repeat(64),
  bytes: 1000,
  frames: 120,
  rate: rate(24),
  size: { width: 1280, height: 720 },
  hasAudio: false,
}

function planned(number: number): PlannedRequest {
  const shot = sampleShot(number)
  const document = sampleDocument({ shots: [shot], clips: [] })
  const none = new Set<never>()
  return buildRequest(shot, { document, takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond })
    .planned
}

export const plans = [1, 2, 3].map(planned)

export function approval(number: number, attempts: readonly string[], price = 250): JobRecord {
  const items = attempts.map((attemptId, index) => ({
    attemptId: attemptId as AttemptId,
    planned: plans[index % plans.length] ?? planned(1),
    price,
    after: [],
  }))
  return { kind: 'approval', at, approvalId: `p${number}` as ApprovalId, quoteHash: 'h', total: price, items }
}

export function intent(attemptId: AttemptId): WrittenRecord {
  const request = completeRequest(planned(1), noTakes, noInputs)
  return { kind: 'intent', at, attemptId, request, payloadHash: payloadHashOf(request), estimate: 250 }
}

export const first = 'a1' as AttemptId
export const take = 'take-1' as TakeId

/** As it is read from a journal. */
export function attemptRecord(written: WrittenRecord): AttemptRecord {
  const record = jobRecordSchema.parse(written)
  if (record.kind === 'approval' || record.kind === 'pause') throw new Error('not of one attempt')
  return record
}

export function jobAfter(price: number, ...records: readonly WrittenRecord[]): JobFacts {
  const book = newJobBook()
  for (const record of [approval(1, [first], price), ...records]) {
    expect(enterRecord(book, jobRecordSchema.parse(record))).toEqual({ ok: true, value: null })
  }
  return book.jobs.get(first)!
}

export const of = { at, attemptId: first }
export const sent: readonly WrittenRecord[] = [intent(first), { ...of, kind: 'sending' }]
export const accepted: readonly WrittenRecord[] = [
  ...sent,
  { ...of, kind: 'answered', answer: { kind: 'accepted', taskId: 't' } },
]
export const succeeded: readonly WrittenRecord[] = [
  ...accepted,
  { ...of, kind: 'status', status: { kind: 'succeeded', seed: 7, cost: 250 } },
]
export const verified: readonly WrittenRecord[] = [
  ...succeeded,
  { ...of, kind: 'downloading', takeId: take },
  { ...of, kind: 'verified', clip },
]
