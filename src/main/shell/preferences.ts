import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { appSettingsSchema, priceOverridesSchema, type AppSettings } from '../../shared/ipc/account-view'
import type { WindowBounds } from './window'

const preferencesSchema = z.object({
  theme: z.enum(['dark', 'light', 'system']).default('dark'),
  scale: z.number().min(0.8).max(2).default(1),
  bounds: z
    .object({
      x: z.number().optional(),
      y: z.number().optional(),
      width: z.number().min(400).max(20_000),
      height: z.number().min(300).max(20_000),
      maximized: z.boolean(),
    })
    .nullable()
    .default(null),
  lastFolder: z.string().nullable().default(null),
  /** Null: the folder among the user's videos. */
  filmsFolder: z.string().nullable().default(null),
  newFilmBudget: appSettingsSchema.unwrap().shape.newFilmBudget.default(null),
  prices: priceOverridesSchema.default({}),
  /** Addresses of providers, where they are not their own. */
  baseUrls: z.record(z.string(), z.string()).readonly().default({}),
  /** Providers that the user added to those that are always there. */
  providers: z.array(z.string().max(60)).max(100).readonly().default([]),
  greeted: z.boolean().default(false),
})
type Stored = z.infer<typeof preferencesSchema>

export type Theme = z.infer<typeof preferencesSchema>['theme']

/** What the app remembers between starts; none of it is the user's work. */
export interface Preferences {
  readonly theme: Theme
  /** How large everything in the window is; 1 is the usual size. */
  readonly scale: number
  readonly bounds: WindowBounds | null
  readonly lastFolder: string | null
  readonly filmsFolder: string | null
  readonly newFilmBudget: number | null
  readonly prices: AppSettings['prices']
  readonly baseUrls: Readonly<Record<string, string>>
  readonly providers: readonly string[]
  /** Whether the app was opened before. */
  readonly greeted: boolean
  set(change: Partial<Omit<Stored, 'bounds'> & { readonly bounds: WindowBounds }>): void
  flush(): Promise<void>
}

async function readStored(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    // No file yet, or one that is no JSON: preferences start afresh, and nothing of value is lost.
    return {}
  }
}

/** Loads the preferences kept in the app's data folder. */
export async function loadPreferences(
  appData: string,
  write: (file: string, text: string) => Promise<void>,
  log: (message: string) => void,
): Promise<Preferences> {
  const file = path.join(appData, 'preferences.json')
  const parsed = preferencesSchema.safeParse(await readStored(file))
  let current = parsed.success ? parsed.data : preferencesSchema.parse({})
  let writing = Promise.resolve()
  return {
    get theme() {
      return current.theme
    },
    get scale() {
      return current.scale
    },
    get bounds() {
      return current.bounds && { ...current.bounds, x: current.bounds.x, y: current.bounds.y }
    },
    get lastFolder() {
      return current.lastFolder
    },
    get filmsFolder() {
      return current.filmsFolder
    },
    get newFilmBudget() {
      return current.newFilmBudget
    },
    get prices() {
      return current.prices
    },
    get baseUrls() {
      return current.baseUrls
    },
    get providers() {
      return current.providers
    },
    get greeted() {
      return current.greeted
    },
    set(change) {
      current = preferencesSchema.parse({ ...current, ...change })
      const text = JSON.stringify(current, null, 2)
      writing = writing.then(() => write(file, text)).catch((error: unknown) => log(`preferences: ${String(error)}`))
    },
    flush: () => writing,
  }
}
