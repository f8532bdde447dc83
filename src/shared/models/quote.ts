import { z } from 'zod'
import { shotIdSchema } from '../ids'

/** Why a shot can't be generated as it stands; each is shown in words and fixed before anything is approved. */
export const shotProblemSchema = z.enum([
  'unknownModel',
  'promptMissing',
  'promptTooLong',
  'startFrameMissing',
  'startFrameRefused',
  'endFrameMissing',
  'endFrameRefused',
  'durationRefused',
  'ratioRefused',
  'seedRefused',
  'audioRefused',
  'upstreamMissing',
  'upstreamCircular',
])
export type ShotProblem = z.infer<typeof shotProblemSchema>

const quoteItemSchema = z
  .object({
    shotId: shotIdSchema,
    /** Micro-units of the provider's unit; null: not known. */
    price: z.int().min(0).nullable(),
    problems: z.array(shotProblemSchema).readonly(),
  })
  .readonly()

/** The bill before it is agreed to. `hash` names exactly this bill: a different one needs a new yes. */
export const quoteSchema = z
  .object({ hash: z.string(), items: z.array(quoteItemSchema).readonly(), total: z.int().min(0) })
  .readonly()
export type Quote = z.infer<typeof quoteSchema>
