import { expect, test } from '@playwright/test'
import { eventChannels, requestChannels } from '../src/shared/ipc/channels'
import { launchApp, type LaunchedApp } from './launch'
import { startForeignServer, type ForeignServer } from './support/foreign-server'

let running: LaunchedApp
let foreign: ForeignServer
test.beforeAll(async () => {
  foreign = await startForeignServer()
  running = await launchApp()
  await expect(running.page.getByRole('option').first()).toBeVisible()
})
test.afterAll(async () => {
  await running.close()
  await foreign.close()
})

test('the page has no Node', async () => {
  const found = await running.page.evaluate(() =>
    ['require', 'process', 'Buffer', 'global', 'module', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(found).toEqual([])
})

test('every window is isolated, without Node, web views and loosened rules', async () => {
  const all = await running.app.evaluate(({ webContents }) =>
    // Electron tells the preferences it made the window with, in a method that its types leave out.
    webContents.getAllWebContents().map((contents) => ({
      type: contents.getType(),
      preferences: (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    })),
  )
  expect(all).toHaveLength(1)
  const { preferences } = all[0] ?? {}
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  })
  for (const name of ['nodeIntegrationInWorker', 'allowRunningInsecureContent', 'experimentalFeatures']) {
    expect(preferences?.[name] ?? false).toBe(false)
  }
  expect(preferences?.['enableBlinkFeatures'] ?? '').toBe('')
})

test('the bridge holds what the contract names and nothing else', async () => {
  const found = await running.page.evaluate(() => {
    const { requests, events } = window.seamline
    const values = [...Object.values(requests), ...Object.values(events), window.seamline.importDropped]
    return {
      own: Object.keys(window.seamline).toSorted(),
      requests: Object.keys(requests).toSorted(),
      events: Object.keys(events).toSorted(),
      kinds: [...new Set(values.map((value) => typeof value))],
      writable: [window.seamline, requests, events].some((level) => !Object.isFrozen(level)),
    }
  })
  expect(found).toEqual({
    own: ['events', 'importDropped', 'requests'],
    requests: requestChannels.toSorted(),
    events: eventChannels.toSorted(),
    kinds: ['function'],
    writable: false,
  })
})

test('a listener is given the payload alone, never the event with its sender', async () => {
  const heard = await running.page.evaluate(async () => {
    const first = new Promise<unknown[]>((resolve) => {
      window.seamline.events['project:saved']((...given: unknown[]) => resolve(given))
    })
    await window.seamline.requests['project:save'](undefined)
    return first
  })
  expect(heard).toEqual([{ revision: expect.any(Number), problem: null }])
})

test('no permission is granted', async () => {
  const answers = await running.page.evaluate(async () => {
    const word = (error: unknown): string => (error instanceof Error ? error.name : String(error))
    const refusal = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'granted', word)
    const place = new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        ({ code }) => resolve(`code ${code}`),
      ),
    )
    const chooser = navigator as unknown as Record<
      'hid' | 'usb' | 'serial',
      Record<string, (filter: object) => unknown>
    >
    const devices = async (ask: () => unknown): Promise<string> => {
      try {
        const given = await ask()
        return Array.isArray(given) && given.length === 0 ? 'none' : 'granted'
      } catch (error) {
        return word(error)
      }
    }
    const names = [
      'geolocation',
      'camera',
      'microphone',
      'notifications',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ]
    const states = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'denied',
        ),
      ),
    )
    return {
      place: await place,
      camera: await refusal(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await refusal(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refusal(navigator.mediaDevices.getDisplayMedia()),
      notifications: await Notification.requestPermission(),
      midi: await refusal(navigator.requestMIDIAccess({ sysex: true })),
      clipboard: await refusal(navigator.clipboard.readText()),
      hid: await devices(() => chooser.hid['requestDevice']?.({ filters: [] })),
      usb: await devices(() => chooser.usb['requestDevice']?.({ filters: [] })),
      serial: await devices(() => chooser.serial['requestPort']?.({ filters: [] })),
      states: [...new Set(states)],
    }
  })
  expect(answers).toMatchObject({ place: 'code 1', notifications: 'denied', states: ['denied'] })
  const { camera, microphone, screen, midi, clipboard, hid, usb, serial } = answers
  for (const answer of [camera, microphone, screen, midi, clipboard, hid, usb, serial])
    expect(answer).not.toBe('granted')
})

const scripts = ['inline', 'data', 'blob', 'remote', 'javascript'] as const

for (const kind of scripts) {
  test(`an injected script does not run: ${kind}`, async () => {
    const outcome = await running.page.evaluate(
      async ({ kind, address }) => {
        const code = 'window.strangerRan = true'
        // Even with a trusted type in hand, the policy for scripts itself has to refuse.
        type Rules = Record<'createScript' | 'createScriptURL', (text: string) => string>
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy(name: string, rules: Rules): Rules }
        }
        const trust = trustedTypes.createPolicy(`stranger-${kind}`, {
          createScript: (text: string) => text,
          createScriptURL: (text: string) => text,
        })
        const addresses: Record<string, string> = {
          data: `data:text/javascript,${encodeURIComponent(code)}`,
          blob: URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
          remote: `${address}/script.js`,
        }
        const violation = new Promise<string>((resolve) => {
          const heard = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => resolve(effectiveDirective)
          document.addEventListener('securitypolicyviolation', heard, { once: true })
        })
        if (kind === 'javascript') location.href = `javascript:${code}`
        else {
          const script = document.createElement('script')
          if (kind === 'inline') script.text = trust.createScript(code)
          else script.src = trust.createScriptURL(addresses[kind] ?? '')
          document.head.append(script)
        }
        return { violated: await violation, ran: 'strangerRan' in window }
      },
      { kind, address: foreign.address },
    )
    expect(outcome.ran).toBe(false)
    expect(outcome.violated).toMatch(/script/)
  })
}

test('markup and event attributes can’t be injected', async () => {
  const ran = await running.page.evaluate(async () => {
    const held = document.createElement('div')
    document.body.append(held)
    let refused = false
    try {
      held.innerHTML = '<img src="app://seamline/nothing.png" onerror="window.strangerRan = true">'
    } catch {
      refused = true
    }
    const button = document.createElement('button')
    try {
      button.setAttribute('onclick', 'window.strangerRan = true')
    } catch {
      // Refused earlier than by the click: as good.
    }
    held.append(button)
    button.click()
    held.remove()
    return { refused, ran: 'strangerRan' in window }
  })
  expect(ran).toEqual({ refused: true, ran: false })
})

test('no code is made from strings', async () => {
  const outcome = await running.page.evaluate(async () => {
    // The driver's own call may make code from strings; a later turn of the page may not.
    await new Promise((resolve) => setTimeout(resolve))
    const attempt = (make: () => unknown): string => {
      try {
        make()
        return 'made'
      } catch (error) {
        return error instanceof Error ? error.name : String(error)
      }
    }
    return [
      // oxlint-disable-next-line no-eval -- that it can't be done is what is tested
      attempt(() => (0, eval)('1 + 1')),
      // oxlint-disable-next-line typescript/no-implied-eval -- as above
      attempt(() => new Function('return 1')()),
      attempt(() => setTimeout('window.strangerRan = true' as unknown as () => void)),
      attempt(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
    ].concat('strangerRan' in window ? 'ran' : [])
  })
  expect(outcome).toHaveLength(4)
  expect(outcome).not.toContain('made')
})

test('nothing is loaded from or sent to the network', async () => {
  const outcome = await running.page.evaluate(async (address) => {
    const loaded = (element: HTMLElement): Promise<string> =>
      new Promise((resolve) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        document.head.append(element)
      })
    const refusal = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => 'loaded',
        () => 'refused',
      )
    const socket = new Promise<string>((resolve) => {
      try {
        const open = new WebSocket(address.replace('http', 'ws'))
        open.addEventListener('open', () => resolve('loaded'))
        open.addEventListener('error', () => resolve('refused'))
      } catch {
        resolve('refused')
      }
    })
    const image = Object.assign(document.createElement('img'), { src: `${address}/image.png` })
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${address}/style.css` })
    navigator.sendBeacon(`${address}/beacon`, 'film')
    return {
      fetch: await refusal(fetch(`${address}/fetch`)),
      image: await loaded(image),
      style: await loaded(style),
      font: await refusal(new FontFace('Stranger', `url(${address}/font.woff2)`).load()),
      module: await refusal(import(/* @vite-ignore */ `${address}/module.js`)),
      socket: await socket,
    }
  }, foreign.address)
  expect([...new Set(Object.values(outcome))]).toEqual(['refused'])
  expect(foreign.calls).toEqual([])
})
