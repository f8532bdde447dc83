import { z } from 'zod'
import { cameraRequestSchema } from '../film/camera-move'
import { framingSchema, frameSourceSchema, shotReferenceSchema, sizeSchema } from '../project/document'
import { assetIdSchema, shotIdSchema, takeIdSchema } from '../ids'
import { rateSchema } from '../time/time'

const fileFields = {
  /** SHA-256 of the exact file that is sent. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Name of that file in the project's `cache/inputs/`. */
  file: z.string().regex(/^[0-9a-f]{64}\.[a-z0-9]{1,5}$/),
}

const requestFileSchema = z.object(fileFields).readonly()
export type RequestFile = z.infer<typeof requestFileSchema>

/** What a model is shown beside the words, and not as a frame of the clip. */
export const referenceKindSchema = z.enum(['picture', 'sound', 'video'])
export type ReferenceKind = z.infer<typeof referenceKindSchema>

/** Which picture a request will hold, before its file exists. */
const plannedStillSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asset'), assetId: assetIdSchema, framing: framingSchema.nullable() }).readonly(),
  /** A frame of a take, counted in frames conformed to the film's rate. */
  z.object({ kind: z.literal('takeFrame'), takeId: takeIdSchema, frame: z.int().min(0) }).readonly(),
  /** A frame of a take that another shot is going to get before this request is sent. */
  z.object({ kind: z.literal('awaited'), source: frameSourceSchema.options[1] }).readonly(),
])
export type PlannedStill = z.infer<typeof plannedStillSchema>

/** Which whole file a request will hold, before it is kept under its hash. */
const plannedMediaSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asset'), assetId: assetIdSchema }).readonly(),
  /** The clip of a take. */
  z.object({ kind: z.literal('take'), takeId: takeIdSchema }).readonly(),
  /** The clip of a take that this shot is going to get before the request is sent. */
  z.object({ kind: z.literal('awaitedTake'), shotId: shotIdSchema }).readonly(),
])
export type PlannedMedia = z.infer<typeof plannedMediaSchema>

/** The clip that a request goes on from, before it is kept under its hash. `seconds`, `size`: its own, or the most. */
const extensionFields = { provider: z.string(), seconds: z.number().positive(), size: sizeSchema }
const plannedExtensionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take'), takeId: takeIdSchema, ...extensionFields }).readonly(),
  /** That of a take that this shot is going to get before the request is sent. */
  z.object({ kind: z.literal('awaitedTake'), shotId: shotIdSchema, ...extensionFields }).readonly(),
])
export type PlannedExtension = z.infer<typeof plannedExtensionSchema>

/** The clip itself, and the finished task it came of at its provider: some go on from the one, some from the other. */
const requestExtensionSchema = z
  .object({
    ...fileFields,
    takeId: takeIdSchema,
    provider: z.string(),
    taskId: z.string(),
    seconds: z.number().positive(),
  })
  .readonly()

const referenceFields = {
  kind: referenceKindSchema,
  /** What the prompt calls it. One name may stand for several pictures. */
  name: z.string(),
}
const plannedReferenceSchema = z.object({ ...referenceFields, media: plannedMediaSchema }).readonly()
export type PlannedReference = z.infer<typeof plannedReferenceSchema>

const requestReferenceSchema = z.object({ ...referenceFields, ...fileFields }).readonly()

/** What a shot was to start from, end on and go with: enough to ask for the same again after it was changed. */
export const ownInputsSchema = z
  .object({
    start: frameSourceSchema.nullable(),
    end: frameSourceSchema.nullable(),
    references: z.array(shotReferenceSchema).readonly(),
  })
  .readonly()

const asked = {
  shotId: shotIdSchema,
  title: z.string(),
  provider: z.string(),
  model: z.string(),
  /** The exact text that is sent. */
  prompt: z.string(),
  /** The prompt as the shot holds it: without the style line, names after an `@`. Empty in older journals. */
  written: z.string().default(''),
  /** The most it may get where the model decides. */
  seconds: z.number().positive(),
  /** True where the model decides how long it gets. */
  autoSeconds: z.boolean().optional(),
  ratio: z.string(),
  size: sizeSchema,
  rate: rateSchema,
  seed: z.int().nullable(),
  audio: z.boolean(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
  /** Hash of the request in the shot's own settings (`Take.requestHash`). */
  requestHash: z.string(),
  /** For a rehearsal between shots that go on from each other: how its camera meets theirs. */
  camera: cameraRequestSchema.optional(),
  /** The shot's own frames and references behind it. Journals of versions that did not note them have none. */
  own: ownInputsSchema.optional(),
}

/** A request as it is quoted and approved: everything but the bytes of its files. */
export const plannedRequestSchema = z
  .object({
    ...asked,
    start: plannedStillSchema.nullable(),
    end: plannedStillSchema.nullable(),
    /** In the order in which they are sent. Journals of versions without references have none. */
    references: z.array(plannedReferenceSchema).readonly().default([]),
    /** The clip it goes on from; there is no start picture then. */
    extension: plannedExtensionSchema.optional(),
  })
  .readonly()
export type PlannedRequest = z.infer<typeof plannedRequestSchema>

/** A generation request as it is hashed, journalled and sent. */
export const generationRequestSchema = z
  .object({
    ...asked,
    start: requestFileSchema.nullable(),
    end: requestFileSchema.nullable(),
    references: z.array(requestReferenceSchema).readonly().default([]),
    extension: requestExtensionSchema.optional(),
    /** Hash of inputs taken from other shots (`Take.upstreamHash`). */
    upstreamHash: z.string().nullable(),
  })
  .readonly()
export type GenerationRequest = z.infer<typeof generationRequestSchema>

/** The files of a request, each kept under its hash. */
export type RequestInputs = Pick<GenerationRequest, 'start' | 'end' | 'references' | 'extension'>

/** Of a request that is made from words alone. */
export const noInputs: RequestInputs = { start: null, end: null, references: [] }
