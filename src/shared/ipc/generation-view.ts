import { z } from 'zod'
import { attemptIdSchema, shotIdSchema } from '../ids'
import { jobSchema, jobStateSchema } from '../jobs/job'

const money = z.int().min(0)

/** What generating has cost this film, in micro-dollars. */
const spentSchema = z
  .object({
    charged: money,
    /** Held: going on, or not known. */
    reserved: money,
  })
  .readonly()

/** The queue as the window sees it. Open jobs come last, in the order in which they will be sent. */
export const queueViewSchema = z
  .object({ jobs: z.array(jobSchema).readonly(), paused: z.boolean(), spent: spentSchema })
  .readonly()
export type QueueView = z.infer<typeof queueViewSchema>

/** One line of the ledger; amounts in micro-units of the provider's unit. */
export const ledgerEntrySchema = z
  .object({
    attemptId: attemptIdSchema,
    at: z.iso.datetime(),
    shotId: shotIdSchema,
    title: z.string(),
    provider: z.string(),
    model: z.string(),
    seconds: z.number(),
    state: jobStateSchema,
    taskId: z.string().nullable(),
    estimated: money,
    reserved: money,
    charged: money,
    refunded: money,
    unknown: money,
    assumed: z.boolean(),
  })
  .readonly()

/** How the user settles an attempt that nobody could account for, or has a clip fetched again. */
export const settlementSchema = z.discriminatedUnion('how', [
  z
    .object({
      how: z.literal('task'),
      taskId: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9_-]{1,200}$/, 'a task id has letters, digits and dashes'),
    })
    .readonly(),
  z.object({ how: z.literal('fetchAgain') }).readonly(),
  z.object({ how: z.literal('dismiss'), charged: z.enum(['no', 'yes']) }).readonly(),
])
export type Settlement = z.infer<typeof settlementSchema>
