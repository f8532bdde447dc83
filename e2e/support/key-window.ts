import { expect, type Page } from '@playwright/test'
import type { LaunchedApp } from '../launch'

/** Presses what opens the window for a key, and waits for its field. */
export async function openKeyWindow({ app }: LaunchedApp, press: () => Promise<void>): Promise<Page> {
  const opened = app.waitForEvent('window')
  await press()
  const window = await opened
  await expect(keyField(window)).toBeFocused()
  return window
}

export function keyField(window: Page) {
  return window.getByLabel('Key', { exact: true })
}

/** Presses Cancel. The page goes with it, so it is pressed when nobody waits for the page's answer any more. */
export async function leaveKeyWindow(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Cancel' }).evaluate((button: HTMLElement) => {
    setTimeout(() => button.click(), 50)
  })
}

/** Waits until the film's window is the only one again. */
export async function expectKeyWindowGone({ app }: LaunchedApp): Promise<void> {
  await expect.poll(() => app.windows().length).toBe(1)
}

/** Enters a key for this session: no test writes to a keychain. */
export async function enterKey(running: LaunchedApp, key: string, press: () => Promise<void>): Promise<void> {
  const window = await openKeyWindow(running, press)
  await keyField(window).fill(key)
  // Absent where the machine has a keychain; the tests' own entries are then kept there.
  const agree = window.getByRole('checkbox', { name: 'Keep it until I quit' })
  if (await agree.isVisible()) await agree.check()
  await window.getByRole('button', { name: 'Save key' }).click()
  await expectKeyWindowGone(running)
}
