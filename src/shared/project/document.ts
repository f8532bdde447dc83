import { z } from 'zod'
import {
  assetIdSchema,
  clipIdSchema,
  projectIdSchema,
  referenceIdSchema,
  shotIdSchema,
  soundIdSchema,
  takeIdSchema,
  type AssetId,
  type ClipId,
  type ReferenceId,
  type MarkerId,
  type ShotId,
  type SoundId,
  type TakeId,
} from '../ids'
import type { Marker } from './marker'
import { framesSchema, rateSchema, secondsSchema } from '../time/time'

/** Pixels. Even, as 4:2:0 video needs. */
export const sizeSchema = z
  .object({ width: z.int().min(16).max(8192).multipleOf(2), height: z.int().min(16).max(8192).multipleOf(2) })
  .readonly()
export type Size = z.infer<typeof sizeSchema>

const name = z.string().max(200)
const fraction = z.number().min(0).max(1)

/** A rectangle of the oriented picture, normalised 0..1; or the whole picture with bars ("pad"). */
export const framingSchema = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('crop'), x: fraction, y: fraction, width: fraction, height: fraction })
    .readonly()
    .refine((crop) => crop.width > 0 && crop.height > 0, 'a crop has an area')
    .refine((crop) => crop.x + crop.width <= 1 + 1e-9 && crop.y + crop.height <= 1 + 1e-9, 'a crop lies inside'),
  z.object({ kind: z.literal('pad') }).readonly(),
])
export type Framing = z.infer<typeof framingSchema>

/** Where a start or end frame comes from; a start may also be the clip of another shot itself, to go on from. `framings` is keyed by target ratio (`16:9`); a missing key means "centred, filled". */
export const frameSourceSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('picture'),
      assetId: assetIdSchema,
      framings: z.record(z.string().regex(/^\d+:\d+$/), framingSchema).readonly(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('shotFrame'),
      shotId: shotIdSchema,
      take: z.union([z.literal('pick'), takeIdSchema]),
      frame: z.union([z.literal('lastVisible'), z.literal('firstVisible'), secondsSchema]),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('extension'),
      shotId: shotIdSchema,
      take: z.union([z.literal('pick'), takeIdSchema]),
    })
    .readonly(),
])
export type FrameSource = z.infer<typeof frameSourceSchema>

/** What may follow an `@`: letters, digits, `_` and `-`, with no `-` at an end. */
export const referenceNameSchema = z
  .string()
  .max(60)
  .regex(/^[\p{L}\p{M}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?$/u)

/** Somebody or something that looks the same in many shots. Prompts call it by its name after an `@`. */
export const referenceSchema = z
  .object({
    id: referenceIdSchema,
    /** No other reference of the film has it, in whatever case. */
    name: referenceNameSchema,
    kind: z.enum(['character', 'place', 'prop', 'style']),
    /** Pictures, the most telling one first. */
    assetIds: z.array(assetIdSchema).max(30).readonly(),
  })
  .readonly()
export type Reference = z.infer<typeof referenceSchema>

/** What goes with a shot although its prompt does not name it. */
export const shotReferenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reference'), referenceId: referenceIdSchema }).readonly(),
  z.object({ kind: z.literal('sound'), assetId: assetIdSchema }).readonly(),
])
export type ShotReference = z.infer<typeof shotReferenceSchema>

/** What is asked for: one request to a model. */
export const shotSchema = z
  .object({
    id: shotIdSchema,
    name,
    provider: z.string().max(40),
    model: z.string().max(80),
    prompt: z.string().max(20_000),
    /** Asked length in seconds, as the model lists it. */
    seconds: z.number().positive().max(600),
    /** True: the model decides how long it gets, and `seconds` stands for it until a take comes. */
    autoSeconds: z.boolean().default(false),
    ratio: z.string().regex(/^\d+:\d+$/),
    /** Null: the provider picks one, and the take says which. */
    seed: z.int().min(0).max(4_294_967_295).nullable(),
    audio: z.boolean(),
    start: frameSourceSchema.nullable(),
    end: frameSourceSchema.nullable(),
    /** Beside those that the prompt names. Films saved before there were references have none. */
    references: z.array(shotReferenceSchema).max(50).readonly().default([]),
    options: z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean()])).readonly(),
    notes: z.string().max(20_000),
    /** Null: the newest verified take that is not rejected. */
    pick: takeIdSchema.nullable(),
  })
  .readonly()
export type Shot = z.infer<typeof shotSchema>

/** How a clip meets the next one. A dissolve overlaps the two and makes the film shorter by its length. */
export const joinSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cut') }).readonly(),
  z.object({ kind: z.literal('dissolve'), length: framesSchema }).readonly(),
])
export type Join = z.infer<typeof joinSchema>

/** Where a shot is cut: in / out in source time, null where untrimmed. */
export const clipSchema = z
  .object({
    id: clipIdSchema,
    shotId: shotIdSchema,
    in: secondsSchema.nullable(),
    out: secondsSchema.nullable(),
    join: joinSchema,
  })
  .readonly()
export type Clip = z.infer<typeof clipSchema>

export const assetSchema = z
  .object({
    id: assetIdSchema,
    kind: z.enum(['picture', 'sound']),
    name,
    extension: z.string().regex(/^[a-z0-9]{1,5}$/),
    bytes: z.int().positive(),
    /** Pixels after orientation is applied; null for sound. */
    width: z.int().positive().nullable(),
    height: z.int().positive().nullable(),
    /** Length of a sound; null for pictures. */
    duration: secondsSchema.nullable(),
  })
  .readonly()
export type Asset = z.infer<typeof assetSchema>

/** What the user thinks of a take; kept apart from the take so that undo can't lose one. */
export const takeMarkSchema = z
  .object({
    id: takeIdSchema,
    star: z.boolean(),
    reject: z.boolean(),
    note: z.string().max(2000),
    /** `Take.upstreamHash` as it would be now, which the user accepts for this take: it is not stale against it. */
    acceptedUpstream: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null),
  })
  .readonly()
export type TakeMark = z.infer<typeof takeMarkSchema>

/** The sound tracks, from top to bottom. */
export const soundTracks = ['music', 'voice', 'effects'] as const
const soundTrackSchema = z.enum(soundTracks)
export type SoundTrack = z.infer<typeof soundTrackSchema>

/** Decibels; -60 is silence. */
const gainSchema = z.number().min(-60).max(12)

export const soundSchema = z
  .object({
    id: soundIdSchema,
    assetId: assetIdSchema,
    /** Films saved when there was one track had music on it. */
    track: soundTrackSchema.default('music'),
    start: framesSchema,
    in: secondsSchema.nullable(),
    out: secondsSchema.nullable(),
    gain: gainSchema,
    fadeIn: framesSchema,
    fadeOut: framesSchema,
  })
  .readonly()
export type Sound = z.infer<typeof soundSchema>

const trackMixSchema = z.object({ gain: gainSchema, mute: z.boolean(), solo: z.boolean() }).readonly()
/** How a sound track as a whole is heard. */
export type TrackMix = z.infer<typeof trackMixSchema>

const plainMix: TrackMix = { gain: 0, mute: false, solo: false }
/** Every track as it was recorded. */
export const plainTracks = { music: plainMix, voice: plainMix, effects: plainMix } as const

export const settingsSchema = z
  .object({
    id: z.literal('settings'),
    projectId: projectIdSchema,
    title: name,
    rate: rateSchema,
    size: sizeSchema,
    /** How a take of another shape meets the film's frame. */
    fit: z.enum(['letterbox', 'crop']),
    /** A line added to every prompt. */
    style: z.string().max(1000),
    /** Micro-dollars that generating may cost in all; null: no limit. Films saved before there were budgets have none. */
    budget: z.int().min(0).max(1_000_000_000_000).nullable().default(null),
    /** How the sound tracks are heard. */
    soundTracks: z
      .object({ music: trackMixSchema, voice: trackMixSchema, effects: trackMixSchema })
      .readonly()
      .default(plainTracks),
    /** What a new shot starts with. */
    shotDefaults: z
      .object({ provider: z.string().max(40), model: z.string().max(80), seconds: z.number().positive().max(600) })
      .readonly(),
  })
  .readonly()
export type Settings = z.infer<typeof settingsSchema>

/** The magnetic picture track: clips in order, no gaps, no overlaps but joins. */
export const trackSchema = z.object({ id: z.literal('picture'), clipIds: z.array(clipIdSchema).readonly() }).readonly()
export type PictureTrack = z.infer<typeof trackSchema>

/**
 * Everything the user wrote, and nothing the system found out: takes, jobs and probes are facts kept beside it.
 * Records are immutable and in maps, so an edit copies only what it touches.
 */
export interface FilmDocument {
  readonly settings: Settings
  readonly track: PictureTrack
  readonly assets: ReadonlyMap<AssetId, Asset>
  readonly shots: ReadonlyMap<ShotId, Shot>
  readonly clips: ReadonlyMap<ClipId, Clip>
  readonly marks: ReadonlyMap<TakeId, TakeMark>
  readonly sounds: ReadonlyMap<SoundId, Sound>
  readonly references: ReadonlyMap<ReferenceId, Reference>
  readonly markers: ReadonlyMap<MarkerId, Marker>
}
