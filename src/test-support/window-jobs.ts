import type { ApprovalId, AttemptId, ShotId } from '../shared/ids'
import type { Job } from '../shared/jobs/job'

/** A job as the window sees it: approved, of shot `s1`, with a model of 60 credits. */
export function sampleJob(over: Partial<Job> = {}): Job {
  return {
    attemptId: 'a1' as AttemptId,
    approvalId: 'p1' as ApprovalId,
    shotId: 's1' as ShotId,
    title: 'Harbour at dawn',
    provider: 'runway',
    model: 'gen4.5',
    seconds: 5,
    price: 60_000_000,
    cost: null,
    taskId: null,
    code: null,
    hold: null,
    sentAt: null,
    balanceBefore: null,
    requestHash: '0'.repeat(64),
    state: 'approved',
    progress: null,
    waitsFor: [],
    reason: null,
    charged: 'no',
    takeId: null,
    createdAt: '2030-01-01T00:00:00.000Z',
    updatedAt: '2030-01-01T00:00:00.000Z',
    ...over,
  }
}

/** Several of them, called `a1`, `a2`, ... of shots `s1`, `s2`, ... */
export function sampleJobs(...overs: readonly Partial<Job>[]): readonly Job[] {
  return overs.map((over, index) =>
    sampleJob({ attemptId: `a${index + 1}` as AttemptId, shotId: `s${index + 1}` as ShotId, ...over }),
  )
}
