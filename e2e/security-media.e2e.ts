import { expect, test } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rate } from '../src/shared/time/time'
import { takeIdSchema } from '../src/shared/ids'
import { takeAddress } from '../src/shared/ipc/media-address'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { writeNumberedFilm } from './support/film-folder'

const shape = 'size=1280x720&rate=24-1&fit=letterbox'
const take = takeAddress(takeIdSchema.parse('t1'), {
  size: { width: 1280, height: 720 },
  rate: rate(24),
  fit: 'letterbox',
})

const climbs = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..\\',
  '%252e%252e%252f',
  '..%c0%af',
  '....//',
  '.%00./',
]
const targets = ['etc/passwd', 'project.json', 'takes/t1.json']
const names = [
  '/etc/passwd',
  '//etc/passwd',
  '%2fetc%2fpasswd',
  'C:%5cWindows%5cwin.ini',
  'C:/Windows/win.ini',
  '%5c%5cserver%5cshare',
  't1.mp4',
  't1%00.mp4',
  't1%00',
  't1::$DATA',
  't1:',
  'T1~1',
  'T1',
  't1.',
  't1%20',
  '%20t1',
  't1%0a',
  't1%2f',
  't1/.',
  't1/t1',
  't1%3fsize=1',
  't1;x',
  't1%23',
  'file:%2f%2f%2fetc%2fpasswd',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
  '%E2%80%A5/etc/passwd',
  '%EF%BC%8E%EF%BC%8E/etc/passwd',
  '~/.ssh/id_rsa',
]
const traversals = [...climbs.flatMap((climb) => targets.map((target) => `${climb.repeat(3)}${target}`)), ...names]

let home: string
let running: LaunchedApp
test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'seamline-media-'))
  const film = join(home, 'Numbered.seamline')
  await writeNumberedFilm(film, [{ frames: 96 }])
  running = await launchApp()
  await answerDialogs(running.app, { open: [film] })
  await running.page.evaluate(() => window.seamline.requests['project:openDialog'](undefined))
  await expect(running.page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(1)
})
test.afterAll(async () => {
  await running.close()
  await rm(home, { recursive: true })
})

test(`no address of media leads out of the film, ${traversals.length} tried`, async () => {
  expect(traversals).toHaveLength(60)
  const statuses = await running.page.evaluate(
    ({ traversals, shape }) =>
      Promise.all(
        traversals.map(async (name) => {
          const asked = ['take', 'strip', 'picture'].map((kind) =>
            fetch(`media://${kind}/${name}?${shape}`).then(
              ({ status }) => status,
              // An answer that the page may not read, or an address that is none: nothing came of it either.
              () => 404,
            ),
          )
          return { name, statuses: await Promise.all(asked) }
        }),
      ),
    { traversals, shape },
  )
  const found = statuses.filter(({ statuses }) => statuses.some((status) => status !== 404))
  expect(found).toEqual([])
})

test('no address of the app leads out of the built page', async () => {
  const statuses = await running.page.evaluate(
    (traversals) =>
      Promise.all(
        ['/preload/index.cjs', '/../preload/index.cjs', '/package.json', ...traversals.map((name) => `/${name}`)].map(
          (name) =>
            fetch(`app://seamline${name}`).then(
              ({ status }) => status,
              () => 404,
            ),
        ),
      ),
    traversals,
  )
  expect([...new Set(statuses)]).toEqual([404])
})

test('a part of a clip is answered as a part, and one beyond its end is refused', async () => {
  const answers = await running.page.evaluate(async (address) => {
    const ask = async (range?: string): Promise<[number, number]> => {
      const response = await fetch(address, range === undefined ? {} : { headers: { range } })
      return [response.status, (await response.arrayBuffer()).byteLength]
    }
    const [status, size] = await ask()
    return {
      whole: status,
      first: await ask('bytes=0-99'),
      open: (await ask(`bytes=${size - 10}-`)) satisfies [number, number],
      beyond: await ask(`bytes=${size}-`),
    }
  }, take)
  expect(answers).toEqual({ whole: 200, first: [206, 100], open: [206, 10], beyond: [416, 0] })
})

test('video seeks into the middle of a clip', async () => {
  const seen = await running.page.evaluate(async (address) => {
    const video = Object.assign(document.createElement('video'), { src: address, muted: true, preload: 'auto' })
    const when = (name: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        video.addEventListener(name, resolve, { once: true })
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
      })
    await when('loadeddata')
    video.currentTime = 2.5
    await when('seeked')
    return { at: video.currentTime, duration: video.duration, state: video.readyState }
  }, take)
  expect(seen.at).toBeCloseTo(2.5, 2)
  expect(seen.duration).toBeCloseTo(4, 1)
  expect(seen.state).toBeGreaterThanOrEqual(2)
})

test('other methods than reading are not found', async () => {
  const statuses = await running.page.evaluate(
    (address) =>
      Promise.all(
        ['POST', 'PUT', 'DELETE'].map((method) =>
          fetch(address, { method }).then(
            ({ status }) => status,
            () => 404,
          ),
        ),
      ),
    take,
  )
  expect([...new Set(statuses)]).toEqual([404])
})
