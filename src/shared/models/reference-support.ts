/** How much of one kind of reference a model takes in one request. */
export interface ReferenceLimit {
  /** How many; null where no source tells. */
  readonly most: number | null
  /** Seconds of all together; null for pictures, and where no source tells. */
  readonly total: number | null
  /** The least and the most seconds of each; null where any are taken. */
  readonly each: readonly [number, number] | null
}

/** What is taken of each kind; null: nothing. */
export interface TakenReferences {
  readonly picture: ReferenceLimit | null
  readonly sound: ReferenceLimit | null
  readonly video: ReferenceLimit | null
}

/** What a model is shown beside its frames and words. */
export interface ReferenceSupport {
  /** For a clip that is made from words alone. */
  readonly fromWords: TakenReferences
  /** Beside a first frame. */
  readonly besideFrame: TakenReferences
  /** Whether prompts address pictures as `[Image 1]`. Where no source tells of a way, their order is told in words. */
  readonly addressed: boolean
  /** Sounds only go with a picture. */
  readonly soundNeedsPicture: boolean
  /** The resolutions that go with pictures; null: all. */
  readonly resolutions: readonly string[] | null
}

export const nothingTaken: TakenReferences = { picture: null, sound: null, video: null }

export const noReferences: ReferenceSupport = {
  fromWords: nothingTaken,
  besideFrame: nothingTaken,
  addressed: false,
  soundNeedsPicture: false,
  resolutions: null,
}

const limit = (most: number | null, total: number | null = null): ReferenceLimit => ({ most, total, each: null })

/*
 * What the official Runway API takes. Counts and seconds: comments beside the declarations of @runwayml/sdk 4.20.1, where
 * those say nothing the provider's OpenAPI of 2026-08-08. Pictures never go beside a first frame: with a position they
 * are frames, without one references, and "the two modes cannot be mixed".
 */

const upTo15 = limit(3, 15)

/** Of Seedance 2 and Hailuo 3. */
export const nineAndThree: ReferenceSupport = {
  ...noReferences,
  fromWords: { picture: limit(9), sound: upTo15, video: upTo15 },
  besideFrame: { ...nothingTaken, sound: upTo15 },
}

export const seedance25References: ReferenceSupport = {
  ...noReferences,
  // Sounds together "must be less than 30 seconds" from words, and "must not exceed 30 seconds" beside a frame.
  fromWords: { picture: limit(30), sound: limit(10, 29.9), video: limit(10, 30) },
  besideFrame: { ...nothingTaken, sound: limit(10, 30) },
}

const anyUpTo15 = limit(null, 15)

export const wanReferences: ReferenceSupport = {
  ...noReferences,
  fromWords: { picture: limit(10), sound: anyUpTo15, video: anyUpTo15 },
  besideFrame: { picture: null, sound: anyUpTo15, video: anyUpTo15 },
}

export const omni11References: ReferenceSupport = {
  ...noReferences,
  fromWords: { picture: limit(null), sound: null, video: limit(null) },
}

export const grokReferences: ReferenceSupport = {
  ...noReferences,
  // How many, of one source beside the declarations.
  fromWords: { picture: limit(7), sound: { most: 3, total: null, each: [3, 15] }, video: null },
  addressed: true,
  soundNeedsPicture: true,
  resolutions: ['480p', '720p'],
}
