import { z } from 'zod'
import { approvalIdSchema, attemptIdSchema, takeIdSchema } from '../ids'
import { generationRequestSchema, plannedRequestSchema } from '../models/request'
import { takeSchema } from './take'

const money = z.int().min(0)
const charged = z.enum(['no', 'yes', 'unknown'])
export type Charged = z.infer<typeof charged>

const approvalItemSchema = z
  .object({
    attemptId: attemptIdSchema,
    planned: plannedRequestSchema,
    /** Micro-units of the provider's unit; null: not known. */
    price: money.nullable(),
    /** Attempts whose takes this one starts from. */
    after: z.array(attemptIdSchema).readonly(),
  })
  .readonly()
export type ApprovalItem = z.infer<typeof approvalItemSchema>

/** Names a row of the failure doctor; null in journals of versions that had none. */
const code = z.string().nullable().default(null)

const answerSchema = z.discriminatedUnion('kind', [
  /** `estimate`: the most the provider says it will charge. */
  z.object({ kind: z.literal('accepted'), taskId: z.string(), estimate: money.nullable().default(null) }).readonly(),
  /** Proof that nothing was created. With a next attempt, the same approval is tried once more. */
  z
    .object({ kind: z.literal('rejected'), reason: z.string(), code, nextAttemptId: attemptIdSchema.nullable() })
    .readonly(),
  z.object({ kind: z.literal('unknown'), reason: z.string(), code }).readonly(),
])

const taskCost = money.nullable().default(null)

const statusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('throttled') }).readonly(),
  z.object({ kind: z.literal('running') }).readonly(),
  z.object({ kind: z.literal('succeeded'), seed: z.int().nullable(), cost: money.nullable() }).readonly(),
  z.object({ kind: z.literal('failed'), reason: z.string(), code, charged, cost: taskCost }).readonly(),
  z.object({ kind: z.literal('cancelled'), charged, cost: taskCost }).readonly(),
  /** The provider does not know the task (any more). */
  z.object({ kind: z.literal('gone'), reason: z.string(), code }).readonly(),
])

/** What a full check found out about an arrived clip. */
const clipFactsSchema = takeSchema
  .unwrap()
  .pick({ sha256: true, bytes: true, frames: true, rate: true, size: true, hasAudio: true })
  .readonly()
export type ClipFacts = z.infer<typeof clipFactsSchema>

const takePlaceSchema = z.enum(['project', 'lostAndFound'])
export type TakePlace = z.infer<typeof takePlaceSchema>

const at = z.iso.datetime()

function ofAttempt<Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.object({ kind: z.literal(kind), at, attemptId: attemptIdSchema, ...shape }).readonly()
}

const approvalRecordSchema = z
  .object({
    kind: z.literal('approval'),
    at,
    approvalId: approvalIdSchema,
    quoteHash: z.string(),
    /** Micro-dollars it may cost at most. */
    total: money,
    items: z.array(approvalItemSchema).min(1).readonly(),
  })
  .readonly()
export type ApprovalRecord = z.infer<typeof approvalRecordSchema>

const attemptRecordSchema = z.discriminatedUnion('kind', [
  ofAttempt('intent', { request: generationRequestSchema, payloadHash: z.string(), estimate: money.nullable() }),
  /** On disk before the first byte of the request leaves: its absence proves that nothing was sent. */
  ofAttempt('sending', {
    /** Where it is sent: only there its task is known. Null for what is made on this machine. */
    endpoint: z.string().nullable().default(null),
    /** What the account held just before, in micro-units, to hold against later. */
    balance: money.nullable().default(null),
  }),
  ofAttempt('answered', { answer: answerSchema }),
  ofAttempt('status', { status: statusSchema }),
  ofAttempt('downloading', { takeId: takeIdSchema }),
  ofAttempt('verified', { clip: clipFactsSchema }),
  ofAttempt('committed', { place: takePlaceSchema }),
  /** Given up before anything was sent. */
  ofAttempt('refused', { reason: z.string(), code }),
  /** The finished clip can't be brought here whole. */
  ofAttempt('broken', { reason: z.string(), code }),
  ofAttempt('cancelAsked', {}),
  /** Cancelled before anything was sent. */
  ofAttempt('cancelled', {}),
  /** The user named the task of a request whose answer was lost, or wants a clip fetched once more. */
  ofAttempt('found', { taskId: z.string().min(1).max(200) }),
  /** The user settled what nobody could find out. */
  ofAttempt('dismissed', { charged: z.enum(['no', 'yes']) }),
  /** The user put it before another one that waits (null: last). */
  ofAttempt('moved', { before: attemptIdSchema.nullable() }),
])
export type AttemptRecord = z.infer<typeof attemptRecordSchema>
/** A record as it may stand in a journal: what an earlier version did not write is filled in when it is read. */
export type WrittenRecord = z.input<typeof attemptRecordSchema>

/** Nothing new is sent while the queue is paused; it stays so across restarts. */
const pauseRecordSchema = z.object({ kind: z.literal('pause'), at, paused: z.boolean() }).readonly()

/** One line of a project's job journal. */
export const jobRecordSchema = z.union([approvalRecordSchema, pauseRecordSchema, attemptRecordSchema])
export type JobRecord = z.infer<typeof jobRecordSchema>
