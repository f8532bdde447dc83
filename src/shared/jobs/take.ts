import { z } from 'zod'
import { ownInputsSchema } from '../models/request'
import { sizeSchema } from '../project/document'
import { shotIdSchema, takeIdSchema } from '../ids'
import { rateSchema } from '../time/time'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A finished, verified generation: a fact on disk (`takes/<id>.json` beside `takes/<id>.mp4`), never edited. */
export const takeSchema = z
  .object({
    id: takeIdSchema,
    shotId: shotIdSchema,
    sha256: hash,
    bytes: z.int().positive(),
    /** Frames that decode, counted. */
    frames: z.int().positive(),
    rate: rateSchema,
    size: sizeSchema,
    hasAudio: z.boolean(),
    provider: z.string(),
    model: z.string(),
    /** The exact text that was sent. */
    prompt: z.string(),
    /** The shot's own prompt then; null for takes of versions that did not keep it. */
    written: z.string().nullable().default(null),
    seconds: z.number(),
    /** True for one whose length the model decided. */
    autoSeconds: z.boolean().optional(),
    /** The clip it goes on from, and how long that is; none for one that begins by itself. */
    extends: z.object({ takeId: takeIdSchema, seconds: z.number().positive() }).readonly().optional(),
    ratio: z.string(),
    seed: z.int().nullable(),
    audio: z.boolean().optional(),
    /** The shot's own frames and references it was asked with. Takes of versions that did not note them have none. */
    own: ownInputsSchema.optional(),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
    /** Hash of the request in the shot's own settings; differs from the shot's now: "edited". */
    requestHash: hash,
    /** Hash of inputs taken from other shots (frames of their takes), null when there are none; differs: "stale". */
    upstreamHash: hash.nullable(),
    taskId: z.string(),
    /** Integer micro-units of the provider's own unit; null when the provider did not say. */
    cost: z.int().nullable(),
    createdAt: z.iso.datetime(),
  })
  .readonly()
export type Take = z.infer<typeof takeSchema>
