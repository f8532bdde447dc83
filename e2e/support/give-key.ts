import { expect } from '@playwright/test'
import type { LaunchedApp } from '../launch'
import { enterKey } from './key-window'

/** Enters address and key of a server as a user does; without a keychain the key has to be entered at every start. */
export async function giveKey(
  running: LaunchedApp,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
): Promise<void> {
  const { page } = running
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'Accounts' }).click()
  const server = settings.getByLabel('Address of the server for Runway')
  await server.fill(baseUrl)
  await server.press('Enter')
  await expect(server).toHaveValue(baseUrl)
  await enterKey(running, key, () => settings.getByRole('button', { name: /^(Enter|Replace).*…/ }).click())
  await expect(settings.getByText(`Ends in ${key.slice(-4)}`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(settings).toHaveCount(0)
}
