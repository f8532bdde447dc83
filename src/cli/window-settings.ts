import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { appSettingsSchema, priceOverridesSchema } from '../shared/ipc/account-view'

const settingsSchema = z.object({
  newFilmBudget: appSettingsSchema.unwrap().shape.newFilmBudget.catch(null),
  prices: priceOverridesSchema.catch({}),
  baseUrls: z.record(z.string(), z.string()).readonly().catch({}),
  providers: z.array(z.string()).readonly().catch([]),
})

/** What the user set in the window and holds here too. It is only read. */
export type WindowSettings = z.infer<typeof settingsSchema>

/** Reads the window's preferences; without any, or when they can't be read, the usual ones hold. */
export async function readWindowSettings(appData: string): Promise<WindowSettings> {
  const text = await readFile(path.join(appData, 'preferences.json'), 'utf8').catch(() => '{}')
  try {
    return settingsSchema.parse(JSON.parse(text))
  } catch {
    // No JSON, or no object: the window starts afresh as well then.
    return settingsSchema.parse({})
  }
}
