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

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), taskId: z.string() }).readonly(),
  /** Proof that nothing was created. With a next attempt, the same approval is tried once more. */
  z.object({ kind: z.literal('rejected'), reason: z.string(), nextAttemptId: attemptIdSchema.nullable() }).readonly(),
  z.object({ kind: z.literal('unknown'), reason: z.string() }).readonly(),
])

const statusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('throttled') }).readonly(),
  z.object({ kind: z.literal('running') }).readonly(),
  z.object({ kind: z.literal('succeeded'), seed: z.int().nullable(), cost: money.nullable() }).readonly(),
  z.object({ kind: z.literal('failed'), reason: z.string(), charged }).readonly(),
  z.object({ kind: z.literal('cancelled'), charged }).readonly(),
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
    total: money,
    items: z.array(approvalItemSchema).min(1).readonly(),
  })
  .readonly()
export type ApprovalRecord = z.infer<typeof approvalRecordSchema>

const attemptRecordSchema = z.discriminatedUnion('kind', [
  ofAttempt('intent', { request: generationRequestSchema, payloadHash: z.string(), estimate: money.nullable() }),
  /** On disk before the first byte of the request leaves: its absence proves that nothing was sent. */
  ofAttempt('sending', {}),
  ofAttempt('answered', { answer: answerSchema }),
  ofAttempt('status', { status: statusSchema }),
  ofAttempt('downloading', { takeId: takeIdSchema }),
  ofAttempt('verified', { clip: clipFactsSchema }),
  ofAttempt('committed', { place: takePlaceSchema }),
  /** Given up before anything was sent. */
  ofAttempt('refused', { reason: z.string() }),
  /** The finished clip can't be brought here whole. */
  ofAttempt('broken', { reason: z.string() }),
  ofAttempt('cancelAsked', {}),
  /** Cancelled before anything was sent. */
  ofAttempt('cancelled', {}),
])
export type AttemptRecord = z.infer<typeof attemptRecordSchema>

/** One line of a project's job journal. */
export const jobRecordSchema = z.union([approvalRecordSchema, attemptRecordSchema])
export type JobRecord = z.infer<typeof jobRecordSchema>
