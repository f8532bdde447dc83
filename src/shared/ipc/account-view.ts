import { z } from 'zod'

const limit = z.number().nullable()

/** What a provider said of the account that pays; money in micro-units of its own unit. */
const accountFactsSchema = z
  .object({
    balance: z.number(),
    monthlyLimit: limit,
    models: z
      .array(z.object({ model: z.string(), concurrent: limit, daily: limit, usedToday: z.number() }).readonly())
      .readonly(),
    at: z.iso.datetime(),
  })
  .readonly()

/** The account at one provider as the window may know it: everything but the key. */
export const accountViewSchema = z
  .object({
    provider: z.string(),
    /** Empty while the user has to set one. */
    baseUrl: z.string(),
    /** The provider's own address; null for one that has none. */
    ownUrl: z.string().nullable(),
    /** False while another server than the provider's own is set: a simulator, a gateway. */
    official: z.boolean(),
    /** Whether the user has it; of the others no key is looked for. */
    listed: z.boolean(),
    key: z
      .object({
        place: z.enum(['keychain', 'session']).nullable(),
        /** The last characters of the key, to tell it from another. */
        hint: z.string().nullable(),
        /** Why keys can't be kept in the system's keychain, in plain words; null when they can. */
        keychainProblem: z.string().nullable(),
      })
      .readonly(),
    /** False for a provider that tells nothing of its accounts. */
    tellsBalance: z.boolean(),
    facts: accountFactsSchema.nullable(),
    /** When it last answered with this key; null when it did not yet. */
    answeredAt: z.iso.datetime().nullable(),
    /** Why the account could not be asked the last time, in plain words. */
    problem: z.string().nullable(),
  })
  .readonly()
export type AccountView = z.infer<typeof accountViewSchema>

/** Micro-units per second by price key, over the list that ships with the app. */
export const priceOverridesSchema = z.record(z.string().max(120), z.int().min(0).max(1_000_000_000_000)).readonly()

/** What holds for every film on this computer. */
export const appSettingsSchema = z
  .object({
    prices: priceOverridesSchema,
    /** The budget a new film starts with, in micro-dollars; null: none. */
    newFilmBudget: z.int().min(0).max(1_000_000_000_000).nullable(),
    /** Where new films go. */
    filmsFolder: z.string(),
  })
  .readonly()
export type AppSettings = z.infer<typeof appSettingsSchema>
