import type { Locator, Page } from '@playwright/test'

/** Where on an element, as shares of its width and height. */
export interface DropPlace {
  readonly x: number
  readonly y: number
}

/** Drops files on an element as a file manager does: real paths, real drag events, made by the browser itself. */
export async function dropFiles(
  page: Page,
  target: Locator,
  files: readonly string[],
  at: DropPlace = { x: 0.5, y: 0.5 },
): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('there is nothing to drop on')
  const point = { x: box.x + box.width * at.x, y: box.y + box.height * at.y }
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point, data })
  }
  await session.detach()
}
