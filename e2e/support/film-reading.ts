import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import type { RequestOutput } from '../../src/shared/ipc/contract'
import type { ProjectSnapshot } from '../../src/shared/ipc/snapshot'
import type { Result } from '../../src/shared/result'
import type { SavedDocument } from '../../src/shared/project/saved-document'
import type { WindowApi } from '../../src/shared/ipc/window-api'

declare global {
  interface Window {
    readonly seamline: WindowApi
  }
}

/** What the engine holds: the authoritative film, not the window's mirror of it. */
export async function readFilm(page: Page): Promise<ProjectSnapshot> {
  const answer = (await page.evaluate(() => window.seamline.requests['project:read'](undefined))) as Result<
    RequestOutput<'project:read'>,
    unknown
  >
  if (!answer.ok || answer.value === null) throw new Error(`no film is open: ${JSON.stringify(answer)}`)
  return answer.value
}

/** The engine's document. */
export async function readDocument(page: Page): Promise<SavedDocument> {
  return (await readFilm(page)).document
}

/** Label of an item of the application menu, as the system shows it. */
export function menuLabel(app: ElectronApplication, id: string): Promise<string | undefined> {
  return app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label, id)
}

/** The clips on the track, in film order. */
export function shotsOf(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
}

/** The line that says what went wrong or was noticed last. */
export function noticesOf(page: Page): Locator {
  return page.getByRole('log', { name: 'Notices' })
}

/** Sets the film's title through the window and waits until the engine has it. */
export async function retitle(page: Page, title: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Title of the film' })
  await field.fill(title)
  await field.press('Enter')
  await expect.poll(async () => (await readDocument(page)).settings.title).toBe(title)
}

/** Opens a film's folder as a user does, by menu and system dialog. */
export async function openByDialog(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  // On a busy machine the driver's own answer is lost now and then; asking again changes nothing.
  await expect(() =>
    app.evaluate(({ dialog }, wanted) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [wanted] })
    }, folder),
  ).toPass({ timeout: 10_000 })
  await page.keyboard.press('Control+o')
}
