import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Shot } from '../../../shared/project/document'
import { isSettled } from '../../../shared/jobs/job'
import { samplePicture } from '../../../test-support/sample-film'
import type { SimulatorControl } from '../../../simulator/control'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { faultsThatProveNothing, redirectTo, survived, type Action } from './testing/faults-of-creates'
import {
  addShots,
  countOf,
  creditsOf,
  journalOf,
  largePicture,
  one,
  paidCredits,
  paidShot,
  trusting,
  two,
} from './testing/paid-scene'
import { atRunway, type RunwayPlace } from './testing/runway-place'
import { inStudio, withShots, type OpenStudio, type Studio } from './testing/studio'

/*
 * Every fault over real HTTP, at every kind of call. The time-outs are short so that a server that never answers does
 * not make the test wait: the same code runs with the usual ones.
 */
// Most of a fault is waiting.
vi.setConfig({ maxConcurrency: 12 })

const patience = { create: 1500, read: 1500, upload: 1500 }
const idle = 1500

const picture = samplePicture(1)
const fromPicture = { kind: 'picture', assetId: picture.id, framings: {} } as const

/** Takes whatever is sent to it; nothing should be. */
let elsewhere: Server
const strayed: string[] = []
let away = ''
let folder = ''
/** Too large to be sent inside of the request. */
let large = ''
let ffmpeg: Ffmpeg
beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    strayed.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no key'}`)
    response.end('{}')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/taken`
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'seamline-test-'))
  large = await largePicture(folder)
})

afterAll(async () => {
  elsewhere.close()
  await rm(folder, { recursive: true, force: true })
})

interface Scene {
  readonly place: RunwayPlace
  readonly control: SimulatorControl
  readonly open: OpenStudio
  readonly studio: Studio
}

/** `blocks` of bytes are taken for clips, which is quick; `clips` are verified. */
async function inFilm(
  kind: 'blocks' | 'clips',
  work: (scene: Scene) => Promise<void>,
  start: Shot['start'] = null,
): Promise<void> {
  const media = kind === 'blocks' ? { ...trusting, framedFile: async () => large } : {}
  await atRunway({ ffmpeg: kind === 'clips' ? ffmpeg : null, patience, idle }, (place) =>
    inStudio({ ffmpeg, pictureWorker: null, media }, async (studio) => {
      const open = await studio.create('film', place)
      const shot = { number: 1, over: { ...paidShot, start } }
      open.edit('shot', (document) => withShots(document, [shot], [picture]))
      const { control } = place.simulator
      await work({ place, control, open, studio })
      expect(control.state()).toMatchObject({ faultsLeft: 0, keysSentElsewhere: 0 })
      expect(strayed).toEqual([])
    }),
  )
}

/** What holds whatever went wrong: no task without an approval, no request without a record, no charge out of sight. */
async function assertMoney({ control, open, studio }: Scene, unread = 0): Promise<void> {
  // Tasks that nobody knows of come to their end at the server too.
  await vi.waitUntil(() => control.state().accounts.every(({ held }) => held === 0), { timeout: 5000 })
  const records = await journalOf(studio, open)
  const approved = records.flatMap((record) => (record.kind === 'approval' ? record.items : []))
  const { tasksCreated, creates, charged } = control.state()
  expect(tasksCreated).toBeLessThanOrEqual(approved.length)
  expect(creates).toHaveLength(countOf(records, 'sending') - unread)
  const ledger = creditsOf(open.generation.ledger)
  expect(ledger.reserved).toBe(0)
  expect(charged - ledger.charged).toBeGreaterThanOrEqual(0)
  expect(charged - ledger.charged).toBeLessThanOrEqual(ledger.unknown)
}

const otherPort = (): Action => redirectTo(away)
const proveNothing = faultsThatProveNothing(otherPort)

describe('a create', () => {
  it.concurrent.each(Object.entries(proveNothing))(
    'with %s is unknown, stays reserved and is never sent again',
    (_name, fault) =>
      inFilm('blocks', async (scene) => {
        const { control, open, place, studio } = scene
        control.fault({ call: 'create', action: fault.action() })
        await open.approve(one)
        await open.finishes()
        const [job] = open.generation.jobs
        expect(job).toMatchObject({ state: 'unknown', code: fault.code, charged: 'unknown' })
        expect(job!.reason).toMatch(/^[A-Z].*\.$/)
        expect(control.state().tasksCreated).toBe(fault.tasks)
        await assertMoney(scene, fault.unread)
        expect(creditsOf(open.generation.ledger)).toMatchObject({ unknown: paidCredits, charged: 0 })
        await open.close()
        const again = await studio.open('film', place)
        expect(again.generation.jobs[0]!.state).toBe('unknown')
        expect(control.state().tasksCreated).toBe(fault.tasks)
      }),
  )

  it.concurrent.each(Object.entries(survived))('with %s is accepted', (_name, action) =>
    inFilm('blocks', async (scene) => {
      scene.control.fault({ call: 'create', action })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      await assertMoney(scene)
    }),
  )

  it.concurrent.each([undefined, '2', 'Wed, 21 Oct 2015 07:28:00 GMT', 'soon'])(
    'that is told to slow down (retry after: %s) is sent again under the same approval',
    (retryAfter) =>
      inFilm('blocks', async (scene) => {
        const action = { kind: 'status', status: 429, ...(retryAfter !== undefined && { retryAfter }) } as const
        scene.control.fault({ call: 'create', times: 2, action })
        await scene.open.approve(one)
        await scene.open.reaches(one, 'committed')
        const { tasksCreated, creates, charged } = scene.control.state()
        expect([tasksCreated, creates.length, charged]).toEqual([1, 3, paidCredits])
        await assertMoney(scene)
      }),
  )

  it.concurrent('that finds no connection is sent once there is one', () =>
    inFilm('blocks', async (scene) => {
      const { open, place, studio } = scene
      addShots(open, paidShot)
      // With a fresh balance the next create is the first to meet the missing server.
      await open.approve(one)
      await open.reaches(one, 'committed')
      await place.simulator.goAway()
      await open.approve(two)
      const isHeld = (): boolean => open.generation.jobs.some((job) => job.hold?.includes('no connection'))
      await vi.waitUntil(isHeld, { timeout: 5000 })
      await place.simulator.comeBack()
      await open.reaches(two, 'committed')
      const refused = (await journalOf(studio, open)).filter(
        (record) => record.kind === 'answered' && record.answer.kind === 'rejected',
      )
      // Nobody was there to see those.
      await assertMoney(scene, refused.length)
    }))
})

/** Faults of calls that may be repeated: all of these come to their end by themselves. */
const passing: Readonly<Record<string, () => Action>> = {
  ...Object.fromEntries(Object.entries(survived).map(([name, action]) => [name, () => action])),
  ...Object.fromEntries(Object.entries(proveNothing).map(([name, { action }]) => [name, action])),
  'a request to slow down': () => ({ kind: 'status', status: 429 }),
  'a request to wait for a time': () => ({ kind: 'status', status: 429, retryAfter: '1' }),
  'a single refusal of the key': () => ({ kind: 'status', status: 401 }),
}

describe.each(['poll', 'organization', 'upload', 'storage'] as const)('at %s', (call) => {
  // What the storage answers has no body.
  const cases = Object.entries(passing).filter(([name]) => call !== 'storage' || !name.includes('without an id'))
  const start = call === 'upload' || call === 'storage' ? fromPicture : null
  it.concurrent.each(cases)('%s ends with the clip and one task', (_name, action) =>
    inFilm(
      'blocks',
      async (scene) => {
        // The bill asks for the balance twice before: when it is shown, and when it is agreed to.
        scene.control.fault({ call, skip: call === 'organization' ? 2 : 0, action: action() })
        await scene.open.approve(one)
        await scene.open.reaches(one, 'committed')
        const { tasksCreated, creates, charged, uploadsStored } = scene.control.state()
        expect([tasksCreated, creates.length, charged]).toEqual([1, 1, paidCredits])
        expect(uploadsStored).toBeGreaterThanOrEqual(start ? 1 : 0)
        await assertMoney(scene)
      },
      start,
    ),
  )
})

const downloads: Readonly<Record<string, () => Action>> = {
  ...passing,
  'a trickle': () => ({ kind: 'trickle', bytesPerSecond: 400_000 }),
  'half a clip and its length': () => ({ kind: 'truncatedJson' }),
  'a redirect to another machine': () => ({ kind: 'redirect', location: 'https://10.0.0.1/clip' }),
  'a link that died': () => ({ kind: 'status', status: 403 }),
}
// A clip has no id, and a redirect to this machine is followed while the provider is on it.
const notForClips = new Set(['a success without an id', 'half an answer', 'a redirect'])

describe('a download', () => {
  it.concurrent.each(Object.entries(downloads).filter(([name]) => !notForClips.has(name)))(
    'with %s ends with the whole clip',
    (_name, action) =>
      inFilm('clips', async (scene) => {
        scene.control.fault({ call: 'download', action: action() })
        await scene.open.approve(one)
        await scene.open.reaches(one, 'committed')
        expect(scene.open.generation.takes).toMatchObject([{ frames: 48 }])
        const { tasksCreated, creates, charged } = scene.control.state()
        expect([tasksCreated, creates.length, charged]).toEqual([1, 1, paidCredits])
        await assertMoney(scene)
      }),
  )
})

describe('a request without an answer (story 9)', () => {
  /** A task was made and its answer lost. */
  async function lost({ control, open }: Scene): Promise<string> {
    control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
    await open.approve(one)
    await open.finishes()
    expect(creditsOf(open.generation.ledger)).toEqual({ reserved: 0, charged: 0, refunded: 0, unknown: paidCredits })
    expect(isSettled(open.generation.jobs[0]!.state)).toBe(true)
    return control.state().tasks.at(-1)!.id
  }

  it.concurrent('is found by the id of its task, and its clip comes home', () =>
    inFilm('blocks', async (scene) => {
      const { generation } = scene.open
      const taskId = await lost(scene)
      const { attemptId } = generation.jobs[0]!
      const wrong = generation.settle(attemptId, { how: 'task', taskId: '00000000-0000-4000-8000-000000000000' })
      await expect(wrong).rejects.toMatchObject({ kind: 'notFound' })
      await generation.settle(attemptId, { how: 'task', taskId })
      await scene.open.reaches(one, 'committed')
      expect(creditsOf(generation.ledger)).toEqual({ reserved: 0, charged: paidCredits, refunded: 0, unknown: 0 })
      const { tasksCreated, creates, charged } = scene.control.state()
      expect([tasksCreated, creates.length, charged]).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('is generated again under a new approval, and the first stays in sight', () =>
    inFilm('blocks', async (scene) => {
      const { generation } = scene.open
      await lost(scene)
      const { preflight } = await generation.quote([one])
      expect(preflight).toMatchObject([{ code: 'ANSWER.LOST', blocking: false }])
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      const both = { reserved: 0, charged: paidCredits, refunded: 0, unknown: paidCredits }
      expect(creditsOf(generation.ledger)).toEqual(both)
      expect(scene.control.state().tasksCreated).toBe(2)
      await assertMoney(scene)
    }))

  it.concurrent.each([
    ['yes', { charged: paidCredits, refunded: 0 }],
    ['no', { charged: 0, refunded: paidCredits }],
  ] as const)('is dismissed as charged: %s', (charged, amounts) =>
    inFilm('blocks', async (scene) => {
      const { generation } = scene.open
      await lost(scene)
      const { attemptId } = generation.jobs[0]!
      await generation.settle(attemptId, { how: 'dismiss', charged })
      expect(creditsOf(generation.ledger)).toEqual({ reserved: 0, unknown: 0, ...amounts })
      expect(generation.jobs[0]).toMatchObject({ state: 'failed', code: 'DISMISSED', charged })
      const again = generation.settle(attemptId, { how: 'dismiss', charged })
      await expect(again).rejects.toMatchObject({ kind: 'conflict' })
    }),
  )
})
