import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { developmentSwitches, electronRuntime } from '../scripts/runtime.mjs'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures } from './support/film-folder'
import { startForeignServer, type ForeignServer } from './support/foreign-server'

const home = 'app://seamline/index.html'

let running: LaunchedApp
let foreign: ForeignServer
test.beforeAll(async () => {
  foreign = await startForeignServer()
  running = await launchApp()
  await expect(running.page.getByRole('option').first()).toBeVisible()
  // Survives as long as the page does: a page that was left and came back has lost it.
  await running.page.evaluate(() => Object.assign(window, { stayed: true }))
})
test.afterAll(async () => {
  await running.close()
  await foreign.close()
})

async function expectAtHome(): Promise<void> {
  // A round trip through the main process: what a navigation would have started has been decided by then.
  const state = await running.app.evaluate(({ BrowserWindow, webContents }) => ({
    windows: BrowserWindow.getAllWindows().length,
    contents: webContents.getAllWebContents().length,
    addresses: BrowserWindow.getAllWindows().map(({ webContents: { mainFrame } }) => mainFrame.url),
  }))
  expect(state).toEqual({ windows: 1, contents: 1, addresses: [home] })
  expect(await running.page.evaluate(() => 'stayed' in window)).toBe(true)
  expect(foreign.calls).toEqual([])
}

test('a file that is dropped where nothing takes it is not shown', async () => {
  await dropFiles(running.page, running.page.getByRole('banner'), [join(import.meta.dirname, 'launch.ts')])
  await expectAtHome()
})

test('an address that is dropped is not visited', async () => {
  const box = await running.page.getByRole('banner').boundingBox()
  const point = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }
  const session = await running.page.context().newCDPSession(running.page)
  for (const mimeType of ['text/uri-list', 'text/html', 'text/plain']) {
    const data = { items: [{ mimeType, data: `${foreign.address}/dropped` }], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...point, data })
    }
    await expectAtHome()
  }
  await session.detach()
})

test('a second start brings the first window to the front and ends', async () => {
  const told = running.app.evaluate(
    ({ app }) => new Promise((resolve) => app.once('second-instance', () => resolve(true))),
  )
  const args = [...developmentSwitches({ virtualDisplay: true }), join(import.meta.dirname, '..')]
  const second = spawn(electronRuntime().executable, [...args, `--user-data-dir=${running.userData}`], {
    stdio: 'ignore',
  })
  const [code] = await once(second, 'exit')
  expect([code, await told]).toEqual([0, true])
  await expectAtHome()
})

test('the sample opens, plays and takes a picture without a request to anywhere', async () => {
  const { app, page } = running
  await app.evaluate(({ session }) => {
    const asked: string[] = []
    const { Socket } = process.getBuiltinModule('node:net')
    const connect = Socket.prototype.connect
    Socket.prototype.connect = function (this: typeof Socket.prototype, ...given: unknown[]) {
      asked.push(`socket ${JSON.stringify(given[0])}`)
      return Reflect.apply(connect, this, given)
    } as typeof connect
    const note = ({ url }: { url: string }): void => {
      if (!/^(app|media|blob|data):/.test(url)) asked.push(url)
    }
    session.defaultSession.webRequest.onErrorOccurred(note)
    session.defaultSession.webRequest.onCompleted(note)
    Object.assign(globalThis, { asked })
  })
  await page.reload()
  await page.evaluate(() => window.seamline.requests['project:openSample'](undefined))
  await expect(page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(6)
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  await dropFiles(page, page.getByRole('region', { name: 'Timeline' }), samplePictures.slice(0, 1))
  await expect(page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(1)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Timecode' }).inputValue()).not.toBe('00:00:00:00')
  expect(await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([])
})

// Last: the driver goes on waiting for navigations that the app has refused.
const elsewhere = {
  // Its port is known once it listens.
  network: '/page',
  file: 'file:///etc/passwd',
  data: 'data:text/html,<script>1</script>',
  'another host of the app': 'app://elsewhere/index.html',
  'a host that begins alike': 'app://seamline.example/index.html',
  'a local file by media': 'media://take/../../etc/passwd',
}

for (const [name, place] of Object.entries(elsewhere)) {
  test(`the window does not go elsewhere: ${name}`, async () => {
    const address = new URL(place, foreign.address).href
    await running.page.evaluate((to) => {
      try {
        location.assign(to)
      } catch {
        // Refused before it was tried.
      }
    }, address)
    await expectAtHome()
    await running.page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to })
      document.body.append(link)
      link.click()
      link.target = '_blank'
      link.click()
      link.remove()
    }, address)
    await expectAtHome()
    expect(await running.page.evaluate((to) => window.open(to) === null, address)).toBe(true)
    await expectAtHome()
  })
}

test('a form is sent nowhere', async () => {
  await running.page.evaluate((to) => {
    const form = Object.assign(document.createElement('form'), { action: to, method: 'post' })
    document.body.append(form)
    form.submit()
    form.remove()
  }, foreign.address)
  await expectAtHome()
})

test('a frame shows no other page and holds no bridge', async () => {
  const frames = await running.page.evaluate(async (address) => {
    const open = async (source: string | null): Promise<string> => {
      const frame = document.createElement('iframe')
      const settled = new Promise((resolve) => {
        frame.addEventListener('load', resolve)
        setTimeout(resolve, 500)
      })
      if (source !== null) frame.src = source
      document.body.append(frame)
      await settled
      let found: string
      try {
        found = `${typeof (frame.contentWindow as { seamline?: unknown } | null)?.seamline} ${frame.contentDocument?.body.textContent ?? ''}`
      } catch {
        // A page of no origin, as Chromium shows in place of one that was refused.
        found = 'closed'
      }
      frame.remove()
      return found.trim()
    }
    return Promise.all([null, `${address}/frame`, 'app://seamline/index.html', 'file:///etc/passwd'].map(open))
  }, foreign.address)
  expect(frames[0]).toBe('undefined')
  expect([...new Set(frames.slice(1))].filter((found) => found !== 'closed' && found !== 'undefined')).toEqual([])
  await expectAtHome()
})

test('there are no web views, not even for a page that asks', async () => {
  const kind = await running.page.evaluate((address) => {
    const view = document.createElement('webview')
    view.setAttribute('src', `${address}/view`)
    view.setAttribute('nodeintegration', '')
    document.body.append(view)
    const { name } = view.constructor
    view.remove()
    return name
  }, foreign.address)
  expect(kind).toMatch(/^HTML(Unknown)?Element$/)
  await expectAtHome()
})
