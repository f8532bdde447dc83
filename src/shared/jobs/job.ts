import { z } from 'zod'
import { approvalIdSchema, attemptIdSchema, shotIdSchema, takeIdSchema } from '../ids'

/** The states of one generation, in the order of its life, then its side exits. */
export const jobStateSchema = z.enum([
  'approved',
  'intent',
  'sending',
  'accepted',
  'throttled',
  'running',
  'succeeded',
  'downloading',
  'verified',
  'committed',
  'rejected',
  'failed',
  'cancelled',
  'unknown',
])
export type JobState = z.infer<typeof jobStateSchema>

/** A generation as the window sees it. */
export const jobSchema = z
  .object({
    attemptId: attemptIdSchema,
    approvalId: approvalIdSchema,
    shotId: shotIdSchema,
    title: z.string(),
    provider: z.string(),
    model: z.string(),
    seconds: z.number(),
    /** Approved, in micro-units of the provider's unit; null: not known. */
    price: z.int().nullable(),
    /** Charged, as the provider says; null while it has not said. */
    cost: z.int().nullable(),
    /** The provider's own name for it, once there is one. */
    taskId: z.string().nullable(),
    /** Names a row of the failure doctor once it ended badly. */
    code: z.string().nullable(),
    /** What holds it up and goes by itself or by the user's hand, in plain words. */
    hold: z.string().nullable(),
    sentAt: z.iso.datetime().nullable(),
    /** What the account held just before it was sent, in micro-units. */
    balanceBefore: z.int().nullable(),
    /** Hash of what was asked for (`Take.requestHash`): a failure belongs to the request that failed. */
    requestHash: z.string(),
    state: jobStateSchema,
    /** 0 to 1 while running, null when the provider does not say. */
    progress: z.number().min(0).max(1).nullable(),
    /** Shots it waits for, because it starts from one of their frames. */
    waitsFor: z.array(shotIdSchema).readonly(),
    /** Plain words for rejected, failed, cancelled and unknown; else null. */
    reason: z.string().nullable(),
    charged: z.enum(['no', 'yes', 'unknown']),
    takeId: takeIdSchema.nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .readonly()
export type Job = z.infer<typeof jobSchema>

/** Words, icon and colour of a shot in the window (the face column of the state table). */
export type ShotFace =
  | { readonly kind: 'draft' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: number | null }
  | { readonly kind: 'arriving' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'edited' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'rejected' | 'failed' | 'cancelled' | 'unknown'; readonly reason: string }

const settled = new Set<JobState>(['committed', 'rejected', 'failed', 'cancelled', 'unknown'])

/** True once nothing more will happen to a job by itself. */
export function isSettled(state: JobState): boolean {
  return settled.has(state)
}
