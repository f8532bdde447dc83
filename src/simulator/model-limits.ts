interface Range {
  readonly least: number
  readonly most: number
}

/** What the SDK's types do not carry, for both endpoints of a model. */
export interface ModelLimits {
  readonly prompt: Range
  /** Whole seconds; absent where the types list the lengths. */
  readonly seconds?: Range
  /** What the provider makes when `duration` is left out. Where no source tells, a guess within the range. */
  readonly usualSeconds: number
  /** Whether unknown keys are refused. */
  readonly strict: boolean
  /** Pictures in `promptImage`. */
  readonly pictures: number
  /** `promptImage` may hold pictures without a position, which are references and do not mix with first and last. */
  readonly pictureReferences?: true
  /** Items of the lists of references; no number where no source tells one. */
  readonly references?: number
  readonly referenceVideos?: number
  readonly referenceAudio?: number
}

/** Sources: [T] comments beside the SDK's types (4.20.1), [O] official OpenAPI of 2026-08-08, [C] the SDK's change log. */
const seedance2: ModelLimits = {
  prompt: { least: 1, most: 3500 }, // [T]
  seconds: { least: 4, most: 15 }, // [O]
  usualSeconds: 5,
  strict: true, // [O]
  pictures: 9, // [O]
  pictureReferences: true, // [T]
  references: 9, // [T]
  referenceVideos: 3, // [O]
  referenceAudio: 3, // [O]
}

const veo: ModelLimits = {
  prompt: { least: 1, most: 1000 }, // [T]
  usualSeconds: 8,
  strict: true, // [C] 4.19.1; lax in [O]
  pictures: 2, // [T]
}

const gen4: ModelLimits = {
  prompt: { least: 1, most: 1000 }, // [T]
  seconds: { least: 2, most: 10 }, // [T], and [O] for gen4_turbo
  usualSeconds: 5,
  strict: false, // [O]
  pictures: 1, // [T]
}

/** Newer than [O]: whether its arms are strict is not known. Strict finds a client that sends what it should not. */
const wan3: ModelLimits = {
  prompt: { least: 1, most: 20_000 },
  seconds: { least: 2, most: 30 },
  usualSeconds: 5,
  strict: true,
  pictures: 10,
  pictureReferences: true, // [T]
  references: 10, // [T]
}

const limits: Readonly<Record<string, ModelLimits>> = {
  'gen4.5': gen4,
  gen4_turbo: gen4,
  'veo3.1': veo,
  'veo3.1_fast': veo,
  hailuo3: {
    prompt: { least: 1, most: 6000 }, // [O]
    seconds: { least: 5, most: 15 }, // [O]
    usualSeconds: 5,
    strict: true, // [O]
    pictures: 9, // [O]
    pictureReferences: true, // [T]
    references: 9, // [T]
    referenceVideos: 3, // [O]
    referenceAudio: 3, // [O]
  },
  happyhorse_1_0: {
    prompt: { least: 2, most: 2500 }, // [T], the least from [O]
    seconds: { least: 3, most: 15 }, // [O]
    usualSeconds: 5,
    strict: true, // [O]
    pictures: 1, // [T]
  },
  seedance2,
  seedance2_fast: seedance2,
  seedance2_mini: seedance2,
  seedance2_5: {
    ...seedance2,
    prompt: { least: 1, most: 15_000 }, // [T]
    seconds: { least: 4, most: 30 }, // [O]
    pictures: 30, // [O]
    references: 30, // [T]
    referenceVideos: 10, // [O]
    referenceAudio: 10, // [O]
  },
  gemini_omni_flash: {
    prompt: { least: 1, most: 4000 }, // [O]
    seconds: { least: 3, most: 10 }, // [T]
    usualSeconds: 5,
    strict: false, // [O]
    pictures: 1, // [T]
  },
  'gemini_omni_flash_1.1': {
    prompt: { least: 1, most: 4000 },
    seconds: { least: 3, most: 10 }, // [T]
    usualSeconds: 5,
    strict: true, // newer than [O], see wan3
    pictures: 2, // [T]
  },
  grok_imagine_1_5: {
    prompt: { least: 1, most: 2500 },
    seconds: { least: 1, most: 15 },
    usualSeconds: 5,
    strict: true, // newer than [O], see wan3
    pictures: 1, // [T]
    references: 7,
    referenceAudio: 3,
  },
  wan3,
  wan3_prime: wan3,
  h3_max: {
    prompt: { least: 1, most: 6000 },
    seconds: { least: 5, most: 15 },
    usualSeconds: 5,
    strict: true, // newer than [O], see wan3
    pictures: 2, // [T]
  },
}

export const mostSeed = 4_294_967_295

/** Throws for a model that the types have and this table does not: it was added to the SDK and needs a row. */
export function limitsOf(model: string): ModelLimits {
  const found = limits[model]
  if (!found) throw new Error(`The simulator has no limits for ${model}: add a row to model-limits.ts.`)
  return found
}
