import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { journalLine } from '../../src/main/engine/project/journal-text'
import { officialRunway } from '../../src/main/engine/providers/runway/runway-connection'
import { indexTakes } from '../../src/shared/continuity/pick'
import { approvalIdSchema, attemptIdSchema, takeIdSchema, type ShotId } from '../../src/shared/ids'
import type { JobState } from '../../src/shared/jobs/job'
import { jobRecordSchema, type JobRecord } from '../../src/shared/jobs/job-record'
import { buildRequest, completeRequest, payloadHashOf } from '../../src/shared/models/build-request'
import { listPrices } from '../../src/shared/models/prices'
import { noInputs, type PlannedRequest } from '../../src/shared/models/request'
import type { FilmDocument } from '../../src/shared/project/document'
import { rate } from '../../src/shared/time/time'

/** Writes the journal of a film's generations as the app would have left it. To be called before the app starts. */
export async function writeJobJournal(
  userData: string,
  film: FilmDocument,
  records: readonly unknown[],
): Promise<void> {
  const folder = join(userData, 'jobs')
  await mkdir(folder, { recursive: true })
  const lines = records.map((record) => journalLine(jobRecordSchema.parse(record)))
  await writeFile(join(folder, `${film.settings.projectId}.ndjson`), lines.join(''))
}

/** One generation as a test wants it told. */
export interface JobStory {
  readonly shotId: ShotId
  readonly state: JobState
  /** Milliseconds since 1970 when it was approved; a second passes from record to record. */
  readonly at: number
  /** How many seconds it runs until it is finished. */
  readonly runs?: number
  /** Credits. */
  readonly price?: number
  readonly cost?: number | null
  readonly charged?: 'no' | 'yes' | 'unknown'
  readonly reason?: string
  readonly code?: string | null
  /** Credits the account held before. */
  readonly balance?: number | null
  /** Attempts it starts from. */
  readonly after?: readonly string[]
  /** Where its tasks are known; null: made on this machine. */
  readonly endpoint?: string | null
}

const credit = 1_000_000
const afterSending: readonly JobState[] = ['rejected', 'unknown']

function micro(credits: number | null | undefined): number | null {
  return credits === null || credits === undefined ? null : credits * credit
}

function plannedOf(film: FilmDocument, shotId: ShotId): PlannedRequest {
  const shot = film.shots.get(shotId)
  if (!shot) throw new Error(`the film has no shot ${shotId}`)
  const none = new Set<never>()
  const prices = listPrices.perSecond
  return buildRequest(shot, { document: film, takes: indexTakes([]), awaited: none, circular: none, prices }).planned
}

type Draft = Record<string, unknown> & { readonly kind: string }

const clip = {
  sha256: '0'.repeat(64),
  bytes: 1000,
  frames: 48,
  rate: rate(24),
  size: { width: 1280, height: 720 },
  hasAudio: false,
}

/** What follows on being accepted, by the state that is wanted. */
function taskRecords({ state, ...story }: JobStory, id: string): readonly Draft[] {
  const cost = micro(story.cost)
  const { reason = 'It failed.', code = null, charged = 'no' } = story
  const running = { kind: 'status', status: { kind: 'running' } }
  const succeeded = { kind: 'status', status: { kind: 'succeeded', seed: 7, cost }, pause: story.runs ?? 40 }
  const downloading = { kind: 'downloading', takeId: takeIdSchema.parse(`take-${id}`) }
  const finished: readonly Draft[] = [running, succeeded, downloading]
  const verified = { kind: 'verified', clip }
  const failed = { kind: 'status', status: { kind: 'failed', reason, code, charged, cost } }
  const cancelled = { kind: 'status', status: { kind: 'cancelled', charged, cost } }
  const records: Partial<Record<JobState, readonly Draft[]>> = {
    throttled: [{ kind: 'status', status: { kind: 'throttled' } }],
    running: [running],
    succeeded: [running, succeeded],
    downloading: finished,
    verified: [...finished, verified],
    committed: [...finished, verified, { kind: 'committed', place: 'project' }],
    failed: code === 'CLIP.DAMAGED' ? [...finished, { kind: 'broken', reason, code }] : [running, failed],
    cancelled: [{ kind: 'cancelAsked' }, cancelled],
  }
  return records[state] ?? []
}

function answerOf({ state, reason = 'It was refused.', code = null }: JobStory, id: string): Draft {
  if (state === 'rejected') {
    return { kind: 'answered', answer: { kind: 'rejected', reason, code, nextAttemptId: null } }
  }
  if (state === 'unknown') return { kind: 'answered', answer: { kind: 'unknown', reason, code } }
  return { kind: 'answered', answer: { kind: 'accepted', taskId: `task-${id}`, estimate: null } }
}

/** The records of one generation. Its attempt is called `a<number>`. */
function recordsOf(film: FilmDocument, number: number, story: JobStory): readonly JobRecord[] {
  const id = `a${number}`
  const attemptId = attemptIdSchema.parse(id)
  const planned = plannedOf(film, story.shotId)
  const price = micro(story.price ?? 0)
  const request = completeRequest(planned, indexTakes([]), noInputs)
  const item = { attemptId, planned, price, after: (story.after ?? []).map((one) => attemptIdSchema.parse(one)) }
  const approval = {
    approvalId: approvalIdSchema.parse(`p${number}`),
    quoteHash: 'h',
    total: price ?? 0,
    items: [item],
  }
  const endpoint = story.endpoint === undefined ? officialRunway : story.endpoint
  const life: readonly Draft[] = [
    { kind: 'approval', ...approval },
    { kind: 'intent', request, payloadHash: payloadHashOf(request), estimate: price },
    { kind: 'sending', endpoint, balance: micro(story.balance) },
    answerOf(story, id),
    ...taskRecords(story, id),
  ]
  const lengths: Partial<Record<JobState, number>> = { approved: 1, intent: 2, sending: 3 }
  const told = afterSending.includes(story.state) ? life.slice(0, 4) : life.slice(0, lengths[story.state])
  let at = story.at
  return told.map(({ pause, ...record }) => {
    at += typeof pause === 'number' ? pause * 1000 : 1000
    const own = record.kind === 'approval' ? {} : { attemptId }
    return jobRecordSchema.parse({ at: new Date(at).toISOString(), ...own, ...record })
  })
}

/** The records of several generations, one after the other, numbered from 1. */
export function journalOf(film: FilmDocument, stories: readonly JobStory[]): readonly JobRecord[] {
  return stories.flatMap((story, index) => recordsOf(film, index + 1, story))
}
