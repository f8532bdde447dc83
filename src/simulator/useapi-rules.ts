import type { PictureSize } from './output-size'

/*
 * What useapi.net takes, from its own pages (useapi.net/docs/api-runwayml-v1, read 2026-11-25); where they say nothing,
 * what its public clients send, marked so. None of it was tried at the service.
 */

export type Body = Readonly<Record<string, unknown>>
type FieldCheck = (value: unknown) => boolean

const text =
  (most: number): FieldCheck =>
  (value) =>
    typeof value === 'string' && value.length <= most
const flag: FieldCheck = (value) => typeof value === 'boolean'
const whole =
  (least: number, most: number): FieldCheck =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
const among =
  (...values: readonly (string | number)[]): FieldCheck =>
  (value) =>
    values.some((one) => one === value)

/** Fields that every create has. */
const common: Readonly<Record<string, FieldCheck>> = {
  text_prompt: text(5000),
  exploreMode: flag,
  replyUrl: text(1024),
  replyRef: text(1024),
  maxJobs: whole(1, 10),
}
const seed = { seed: whole(1, 4_294_967_294) }
/** The axes of the camera: of a public client; the pages tell of a camera control and not of its fields. */
const axis: FieldCheck = (value) => typeof value === 'number' && value >= -10 && value <= 10
const camera = { horizontal: axis, vertical: axis, zoom: axis, roll: axis, pan: axis, tilt: axis, static: flag }
const asset = text(500)
const shapes = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'] as const

export interface UseapiRule {
  readonly fields: Readonly<Record<string, FieldCheck>>
  /** Fields that must be there. */
  readonly needs: readonly string[]
  /** The picture that the clip begins with, the one in its middle and the one it ends with. */
  readonly pictures: { readonly first: string; readonly middle?: string; readonly last?: string }
  readonly promptMost: number
  /** What it is made in when nothing is said. */
  readonly usualSize: PictureSize
  /** Credits a second. Stated for gen3turbo (5) and gen3 (twice that); the others are guesses that nothing rests on. */
  readonly rate: number
  /** What `GET /tasks` calls it: seen for gen3 alone. */
  readonly taskType: string
}

const gen3 = {
  promptMost: 512,
  usualSize: { width: 1280, height: 768 },
  taskType: 'gen3a',
  needs: [],
} as const
const gen4 = { promptMost: 1000, usualSize: { width: 1280, height: 720 }, needs: ['firstImage_assetId'] } as const
/** Of three public clients; no page of it was found. */
const gen4Fields = {
  ...common,
  ...seed,
  firstImage_assetId: asset,
  aspect_ratio: among(...shapes),
  seconds: among(5, 10),
}

/** By the path of the create. */
export const useapiRules: Readonly<Record<string, UseapiRule>> = {
  'gen3turbo/create': {
    ...gen3,
    fields: {
      ...common,
      ...seed,
      ...camera,
      firstImage_assetId: asset,
      middleImage_assetId: asset,
      lastImage_assetId: asset,
      aspect_ratio: among('landscape', 'portrait'),
      seconds: among(5, 10),
    },
    pictures: { first: 'firstImage_assetId', middle: 'middleImage_assetId', last: 'lastImage_assetId' },
    rate: 5,
    taskType: 'gen3a_turbo',
  },
  'gen3/create': {
    ...gen3,
    fields: {
      ...common,
      ...seed,
      email: text(200),
      image_assetId: asset,
      enhance_prompt: flag,
      image_as_end_frame: flag,
      seconds: among(5, 10),
    },
    pictures: { first: 'image_assetId' },
    rate: 10,
  },
  'gen4_5/create': {
    ...gen4,
    fields: {
      ...common,
      ...seed,
      email: text(200),
      firstImage_assetId: asset,
      aspect_ratio: among(...shapes),
      seconds: among(5, 8, 10),
    },
    needs: [],
    pictures: { first: 'firstImage_assetId' },
    promptMost: 5000,
    rate: 12,
    taskType: 'gen4.5',
  },
  'gen4/create': { ...gen4, fields: gen4Fields, pictures: { first: 'firstImage_assetId' }, rate: 12, taskType: 'gen4' },
  'gen4turbo/create': {
    ...gen4,
    fields: gen4Fields,
    pictures: { first: 'firstImage_assetId' },
    rate: 5,
    taskType: 'gen4_turbo',
  },
  // The page tells of lengths and shapes, and not of the field for the picture: from words alone.
  'videos/create': {
    ...gen4,
    fields: {
      ...common,
      email: text(200),
      model: among('gen4.5'),
      aspect_ratio: among('16:9'),
      seconds: among(2, 3, 4, 5, 6, 7, 8, 9, 10),
    },
    needs: ['model', 'text_prompt'],
    pictures: { first: 'none' },
    promptMost: 5000,
    rate: 12,
    taskType: 'gen4.5',
  },
}

export interface ExtendRule {
  readonly fields: Readonly<Record<string, FieldCheck>>
  /** Seconds that are added: what is asked for, or this. */
  readonly usualSeconds: number
  /** The most seconds of source and extensions together. */
  readonly mostSeconds: number
  readonly taskType: string
  readonly rate: number
}

/** How often one clip may be extended. */
export const mostExtensions = 3

export const extendRules: Readonly<Record<string, ExtendRule>> = {
  'gen3/extend': {
    fields: { ...common, ...seed, assetId: asset, seconds: among(5, 10) },
    usualSeconds: 5,
    mostSeconds: 40,
    taskType: 'gen3a',
    rate: 10,
  },
  'gen3turbo/extend': {
    fields: { ...common, ...seed, assetId: asset },
    usualSeconds: 8,
    mostSeconds: 34,
    taskType: 'gen3a_turbo',
    rate: 5,
  },
}

/** What is wrong with the fields of a body, in words; null when nothing is. */
export function fieldProblem(
  body: Body,
  { fields, needs }: Pick<UseapiRule, 'fields' | 'needs'>,
  promptMost: number,
): string | null {
  for (const [name, value] of Object.entries(body)) {
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!check) return `Parameter ${name} is not supported.`
    if (!check(value)) return `Parameter ${name} has an invalid value.`
  }
  const missing = needs.find((name) => body[name] === undefined)
  if (missing !== undefined) return `Parameter ${missing} is required.`
  const { text_prompt: prompt = '' } = body
  return String(prompt).length > promptMost ? `Parameter text_prompt is longer than ${promptMost}.` : null
}

const sizes: Readonly<Record<string, PictureSize>> = {
  landscape: { width: 1280, height: 768 },
  portrait: { width: 768, height: 1280 },
  '16:9': { width: 1280, height: 720 },
  '9:16': { width: 720, height: 1280 },
  '1:1': { width: 960, height: 960 },
  '4:3': { width: 1104, height: 832 },
  '3:4': { width: 832, height: 1104 },
  '21:9': { width: 1584, height: 672 },
}

export function useapiSize(shape: unknown, { usualSize }: UseapiRule): PictureSize {
  return (typeof shape === 'string' ? sizes[shape] : undefined) ?? usualSize
}
