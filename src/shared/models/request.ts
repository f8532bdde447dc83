import { z } from 'zod'
import { framingSchema, frameSourceSchema, sizeSchema } from '../project/document'
import { assetIdSchema, shotIdSchema, takeIdSchema } from '../ids'
import { rateSchema } from '../time/time'

const stillSchema = z
  .object({
    /** SHA-256 of the exact picture file that is sent. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Name of that file in the project's `cache/inputs/`. */
    file: z.string().regex(/^[0-9a-f]{64}\.png$/),
  })
  .readonly()
export type RequestStill = z.infer<typeof stillSchema>

/** Which picture a request will hold, before its file exists. */
const plannedStillSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asset'), assetId: assetIdSchema, framing: framingSchema.nullable() }).readonly(),
  /** A frame of a take, counted in frames conformed to the film's rate. */
  z.object({ kind: z.literal('takeFrame'), takeId: takeIdSchema, frame: z.int().min(0) }).readonly(),
  /** A frame of a take that another shot is going to get before this request is sent. */
  z.object({ kind: z.literal('awaited'), source: frameSourceSchema.options[1] }).readonly(),
])
export type PlannedStill = z.infer<typeof plannedStillSchema>

const asked = {
  shotId: shotIdSchema,
  title: z.string(),
  provider: z.string(),
  model: z.string(),
  prompt: z.string(),
  seconds: z.number().positive(),
  ratio: z.string(),
  size: sizeSchema,
  rate: rateSchema,
  seed: z.int().nullable(),
  audio: z.boolean(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
  /** Hash of the request in the shot's own settings (`Take.requestHash`). */
  requestHash: z.string(),
}

/** A request as it is quoted and approved: everything but the bytes of its pictures. */
export const plannedRequestSchema = z
  .object({ ...asked, start: plannedStillSchema.nullable(), end: plannedStillSchema.nullable() })
  .readonly()
export type PlannedRequest = z.infer<typeof plannedRequestSchema>

/** A generation request as it is hashed, journalled and sent. */
export const generationRequestSchema = z
  .object({
    ...asked,
    start: stillSchema.nullable(),
    end: stillSchema.nullable(),
    /** Hash of inputs taken from other shots (`Take.upstreamHash`). */
    upstreamHash: z.string().nullable(),
  })
  .readonly()
export type GenerationRequest = z.infer<typeof generationRequestSchema>
