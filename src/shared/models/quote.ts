import { z } from 'zod'
import { shotIdSchema } from '../ids'
import { referenceKindSchema } from './request'

/** Why a shot can't be generated as it stands; each is shown in words and fixed before anything is approved. */
export const shotProblemSchema = z.enum([
  'unknownModel',
  'modelRetired',
  'promptMissing',
  'promptTooShort',
  'promptTooLong',
  'startFrameMissing',
  'startFrameRefused',
  'endFrameMissing',
  'endFrameRefused',
  'endFrameAlone',
  'durationRefused',
  'ratioRefused',
  'seedRefused',
  'audioRefused',
  'optionRefused',
  'referenceUnknown',
  'tooManyReferences',
  'referencesTooLong',
  'referenceLengthRefused',
  'soundFormatRefused',
  'soundNeedsPicture',
  'resolutionWithReferences',
  'pictureAddressMissing',
  'priceUnknown',
  'extendRefused',
  'extendWithEnd',
  'extendElsewhere',
  'extendTooOften',
  'extendTooLong',
  'upstreamMissing',
  'upstreamCircular',
])
export type ShotProblem = z.infer<typeof shotProblemSchema>

const money = z.int().min(0)

const quoteItemSchema = z
  .object({
    shotId: shotIdSchema,
    provider: z.string(),
    model: z.string(),
    seconds: z.number(),
    /** True where the model decides: `seconds` and `price` are the most then. */
    autoSeconds: z.boolean().optional(),
    /** What goes with its words, in the order in which it is sent. */
    references: z.array(z.object({ kind: referenceKindSchema, name: z.string() }).readonly()).readonly(),
    /** Micro-units of the provider's unit; null: not known. */
    price: money.nullable(),
    problems: z.array(shotProblemSchema).readonly(),
  })
  .readonly()
export type QuoteItem = z.infer<typeof quoteItemSchema>

/** What one provider is to be paid, in its own micro-units, and what is known of the account that pays. */
const quoteTotalSchema = z
  .object({
    provider: z.string(),
    amount: money,
    /** Micro-units the account holds, as it was asked last; null: not known. */
    balance: money.nullable(),
  })
  .readonly()

/**
 * Something to know, or to mend, before a bill is agreed to. A `blocking` one keeps it from being agreed to. Shot and
 * provider: which one it is about.
 */
const preflightSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    blocking: z.boolean(),
    shotId: shotIdSchema.nullable(),
    provider: z.string().nullable(),
  })
  .readonly()
export type Preflight = z.infer<typeof preflightSchema>

/** The film's budget in micro-dollars: its limit (null: none), what is charged or held now, and with this bill. */
const budgetFactsSchema = z.object({ limit: money.nullable(), used: money, after: money }).readonly()
export type BudgetFacts = z.infer<typeof budgetFactsSchema>

/** The bill before it is agreed to. `hash` names exactly what is sent and its prices: a different one needs a new yes. */
export const quoteSchema = z
  .object({
    hash: z.string(),
    items: z.array(quoteItemSchema).readonly(),
    totals: z.array(quoteTotalSchema).readonly(),
    /** Micro-dollars in all; null when a part of it does not convert to money. */
    dollars: money.nullable(),
    budget: budgetFactsSchema,
    preflight: z.array(preflightSchema).readonly(),
  })
  .readonly()
export type Quote = z.infer<typeof quoteSchema>
