import { z } from 'zod'

const credits = z.number().min(0)
/** Simulated milliseconds from running to the end. */
const runMs = z.number().min(0)

/** How a task ends. Without one it succeeds. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('succeed'), cost: credits.optional(), runMs: runMs.optional() }),
  z.strictObject({
    kind: z.literal('fail'),
    /** Left out, the answer has no `failureCode`; null, it has a null. */
    failureCode: z.string().nullable().optional(),
    failure: z.string().optional(),
    /** What stays charged; by the code's policy when left out. */
    cost: credits.optional(),
    runMs: runMs.optional(),
  }),
  /** The provider cancels it by itself. */
  z.strictObject({ kind: z.literal('cancel'), cost: credits.optional(), runMs: runMs.optional() }),
  /** Runs and never ends. */
  z.strictObject({ kind: z.literal('hang') }),
  /** Takes a status that no client knows and never ends. */
  z.strictObject({ kind: z.literal('status'), status: z.string().min(1) }),
])

export type Outcome = z.infer<typeof outcomeSchema>

interface FailurePolicy {
  readonly prefix: string
  readonly failure: string
  /** `user`: the credits stay charged. Where the documents do not tell, the provider pays. */
  readonly pays: 'user' | 'provider'
}

const moderated = 'The request was stopped by content moderation.'
const internal = 'Generation failed: {"code":13,"message":"Internal error. Please try again later."}'

/** The documented failure codes; the set is open, so the longest prefix counts. */
const policies: readonly FailurePolicy[] = [
  { prefix: 'SAFETY', failure: moderated, pays: 'user' },
  { prefix: 'INPUT_PREPROCESSING.SAFETY', failure: moderated, pays: 'user' },
  { prefix: 'INPUT_PREPROCESSING.INTERNAL', failure: internal, pays: 'provider' },
  { prefix: 'INTERNAL', failure: internal, pays: 'provider' },
  { prefix: 'ASSET.INVALID', failure: 'An input could not be used.', pays: 'provider' },
  { prefix: 'THIRD_PARTY', failure: 'A service that this model needs is not available.', pays: 'provider' },
]

/** One code of every documented kind, for tests that go through them all. */
export const documentedFailureCodes: readonly string[] = [
  'SAFETY.INPUT.TEXT',
  'SAFETY.INPUT.IMAGE',
  'SAFETY.INPUT.VIDEO',
  'SAFETY.OUTPUT.IMAGE',
  'SAFETY.OUTPUT.VIDEO',
  'INPUT_PREPROCESSING.SAFETY.TEXT',
  'INPUT_PREPROCESSING.INTERNAL',
  'INTERNAL',
  'INTERNAL.BAD_OUTPUT.CODE01',
  'INTERNAL.BAD_OUTPUT.01',
  'ASSET.INVALID',
  'THIRD_PARTY.UNAVAILABLE',
]

/** Words for a failure and who pays for it. */
export function failurePolicy(code: string | null | undefined): Omit<FailurePolicy, 'prefix'> {
  const known = policies.find(({ prefix }) => code === prefix || code?.startsWith(`${prefix}.`))
  return known ?? { failure: internal, pays: 'provider' }
}
