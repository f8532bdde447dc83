import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { readCode, type GreyPicture } from '../../src/test-support/numbered-frames'

const [width, height] = [320, 180]

/** The monitor's picture as it is on the screen at this moment, in grey and made small. */
export async function pictureOnScreen(app: ElectronApplication, page: Page): Promise<GreyPicture> {
  const box = await monitorOf(page).locator('[data-empty]').boundingBox()
  if (!box) throw new Error('the monitor shows no picture')
  const bytes = await app.evaluate(
    async ({ BrowserWindow }, { area, size }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage(area)
      return image?.resize(size).toBitmap().toString('base64') ?? ''
    },
    {
      area: {
        x: Math.round(box.x),
        y: Math.round(box.y),
        width: Math.round(box.width),
        height: Math.round(box.height),
      },
      size: { width, height },
    },
  )
  const colours = Buffer.from(bytes, 'base64')
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [blue = 0, green = 0, red = 0] = colours.subarray(at * 4, at * 4 + 3)
    return (blue + green + red) / 3
  })
  return { width, height, pixels }
}

export function monitorOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Monitor' })
}

/** The film frame that the monitor was asked for. */
export async function frameAskedFor(page: Page): Promise<number> {
  return Number(await monitorOf(page).getAttribute('data-frame'))
}

/** The film frame that the monitor came to rest on. */
export async function frameAtRest(page: Page): Promise<number> {
  const read = (): Promise<readonly (string | undefined)[]> =>
    monitorOf(page).evaluate(({ dataset }) => [dataset['motion'], dataset['frame'], dataset['shownFrame']])
  await expect
    .poll(async () => {
      const [motion, asked, shown] = await read()
      return motion === 'stopped' && asked === shown
    })
    .toBe(true)
  return frameAskedFor(page)
}

/** Waits until the monitor says that it stands on a frame, and that frame's number is on the screen. */
export async function expectOnScreen(
  app: ElectronApplication,
  page: Page,
  frame: number,
  code: number | null,
): Promise<void> {
  await expect(monitorOf(page)).toHaveAttribute('data-motion', 'stopped')
  await expect(monitorOf(page)).toHaveAttribute('data-frame', String(frame))
  await expect(monitorOf(page)).toHaveAttribute('data-shown-frame', String(frame))
  if (code === null) return
  await expect
    .poll(async () => readCode(await pictureOnScreen(app, page)), { message: `number on screen at frame ${frame}` })
    .toBe(code)
}
