import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ExpectedError } from '../../shared/ipc/app-error'
import { importDroppedChannel, requestChannels } from '../../shared/ipc/channels'
import { serve, type Handlers, type ServedApp } from './serve'
import { trustSender } from './trusted-sender'

type Listener = (event: unknown, input: unknown) => Promise<unknown>

const served = vi.hoisted(() => new Map<string, Listener>())
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => served.set(channel, listener) },
}))

const window = { id: 7, once: () => undefined }
trustSender(window as unknown as Parameters<typeof trustSender>[0])
const fromWindow = { sender: window, senderFrame: { url: 'app://seamline/index.html', parent: null } }
const fromStranger = { sender: { id: 8 }, senderFrame: { url: 'https://example.com/', parent: null } }

const setTheme = vi.fn<Handlers['app:setTheme']>(() => undefined)
const importDropped = vi.fn<ServedApp['importDropped']>(() => Promise.resolve({ assets: [], refused: [] }))
const log = vi.fn<ServedApp['log']>()

function ask(channel: string, input: unknown, event: unknown = fromWindow): Promise<unknown> | undefined {
  return served.get(channel)?.(event, input)
}

function refused(message: string): unknown {
  return { ok: false, problem: { kind: 'badRequest', message } }
}

describe('a channel', () => {
  beforeEach(() => {
    vi.clearAllMocks()
    served.clear()
    // Only one handler is asked; the others only have to be there.
    serve({ handlers: { 'app:setTheme': setTheme } as unknown as Handlers, importDropped, log })
  })

  test('is open for every name of the contract', () => {
    expect([...served.keys()].toSorted()).toEqual([...requestChannels, importDroppedChannel].toSorted())
  })

  test('hands on what its schema knows and nothing more', async () => {
    expect(await ask('app:setTheme', { theme: 'light', more: 1 })).toEqual({ ok: true, value: undefined })
    expect(setTheme).toHaveBeenCalledWith({ theme: 'light' })
  })

  test('refuses a stranger before it looks at the input', async () => {
    expect(await ask('app:setTheme', { theme: 'light' }, fromStranger)).toEqual(
      refused('This page may not talk to the app.'),
    )
    expect(setTheme).not.toHaveBeenCalled()
  })

  test('refuses more than a megabyte', async () => {
    const input = { theme: 'light', more: 'x'.repeat(1_000_001) }
    expect(await ask('app:setTheme', input)).toEqual(refused('That request is too large.'))
    expect(setTheme).not.toHaveBeenCalled()
  })

  test.each([undefined, null, 'light', [], { theme: 'blue' }, { theme: ['light'] }, new Map([['theme', 'light']])])(
    'refuses %o',
    async (input) => {
      expect(await ask('app:setTheme', input)).toEqual(refused('That request is not well formed.'))
    },
  )

  test('refuses bytes in the place of a list', async () => {
    const input = { shotIds: new Uint8Array(3) }
    expect(await ask('generation:quote', input)).toEqual(refused('That request is not well formed.'))
  })

  test('answers an expected failure in its own words', async () => {
    setTheme.mockImplementation(() => {
      throw new ExpectedError('readOnly', 'This film is open read-only.')
    })
    expect(await ask('app:setTheme', { theme: 'dark' })).toEqual({
      ok: false,
      problem: { kind: 'readOnly', message: 'This film is open read-only.' },
    })
    expect(log).not.toHaveBeenCalled()
  })

  test('logs a bug and tells nothing of its inside', async () => {
    setTheme.mockImplementation(() => {
      throw new TypeError('secret of /home/user')
    })
    const answer = await ask('app:setTheme', { theme: 'dark' })
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'unexpected' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(log).toHaveBeenCalledWith(expect.stringContaining('secret of /home/user'))
  })

  test('takes dropped paths as a list of texts only', async () => {
    expect(await ask(importDroppedChannel, { paths: ['/a.png'] })).toMatchObject({ ok: true })
    expect(importDropped).toHaveBeenCalledWith(['/a.png'], null)
    expect(await ask(importDroppedChannel, { paths: [1] })).toEqual(refused('That request is not well formed.'))
    const many = { paths: Array.from({ length: 2001 }, () => '/a') }
    expect(await ask(importDroppedChannel, many)).toEqual(refused('That request is not well formed.'))
  })
})
