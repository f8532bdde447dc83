import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startPictureKey } from '../../../shared/models/model'
import type { Shot } from '../../../shared/project/document'
import type { SimulatorControl } from '../../../simulator/control'
import { onePixel } from '../../../simulator/testing/simulator-client'
import { samplePicture } from '../../../test-support/sample-film'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { faultsThatProveNothing, redirectTo, survived, type Action } from './testing/faults-of-creates'
import { atGateway, type GatewayPlace } from './testing/gateway-place'
import { addShots, countOf, journalOf, one, trusting, two } from './testing/paid-scene'
import { inStudio, withShots, type OpenStudio, type Studio } from './testing/studio'

/*
 * What holds for Runway's own API holds for servers that resell it: no task without an approval, none sent twice, no key
 * anywhere else. Three that answer as differently as any: bare, twice wrapped, and with other words for everything.
 */
vi.setConfig({ maxConcurrency: 12 })

const patience = { create: 1500, read: 1500, upload: 1500 }
const picture = samplePicture(1)
/** Five seconds at five cents. */
const price = 250_000

const shots: Readonly<Record<string, Partial<Shot>>> = {
  gptge: { model: 'gen4_turbo' },
  cometapi: { model: 'gen3a_turbo', options: { [startPictureKey]: 'https://pictures.example.com/a.png' } },
  v98store: { model: 'gen4_turbo' },
}

let elsewhere: Server
const strayed: string[] = []
let away = ''
let folder = ''
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
  await writeFile(join(folder, 'start.png'), Buffer.from(onePixel.split(',')[1] ?? '', 'base64'))
})

afterAll(async () => {
  elsewhere.close()
  await rm(folder, { recursive: true, force: true })
})

interface Scene {
  readonly place: GatewayPlace
  readonly control: SimulatorControl
  readonly open: OpenStudio
  readonly studio: Studio
}

function shotAt(gateway: string): Partial<Shot> {
  const start = { kind: 'picture', assetId: picture.id, framings: {} } as const
  return { provider: gateway, prompt: 'a harbour at dawn', seconds: 5, ratio: '5:3', start, ...shots[gateway] }
}

async function inFilm(gateway: string, work: (scene: Scene) => Promise<void>): Promise<void> {
  const media = { ...trusting, framedFile: async () => join(folder, 'start.png') }
  await atGateway(gateway, { ffmpeg: null, patience }, (place) =>
    inStudio({ ffmpeg, pictureWorker: null, media }, async (studio) => {
      const open = await studio.create('film', place)
      open.edit('shot', (document) => withShots(document, [{ number: 1, over: shotAt(gateway) }], [picture]))
      await open.session.save()
      const { control } = place.simulator
      await work({ place, control, open, studio })
      expect(control.state()).toMatchObject({ faultsLeft: 0, keysSentElsewhere: 0 })
      expect(strayed).toEqual([])
    }),
  )
}

async function assertMoney({ control, open, studio }: Scene, unread = 0): Promise<void> {
  const records = await journalOf(studio, open)
  const approved = records.flatMap((record) => (record.kind === 'approval' ? record.items : []))
  const { tasksCreated, creates } = control.state()
  expect(tasksCreated).toBeLessThanOrEqual(approved.length)
  expect(creates).toHaveLength(countOf(records, 'sending') - unread)
}

describe.each(Object.keys(shots))('at %s', (gateway) => {
  it.concurrent.each(Object.entries(faultsThatProveNothing(() => redirectTo(away))))(
    'a create with %s is unknown, stays reserved and is never sent again',
    (_name, fault) =>
      inFilm(gateway, async (scene) => {
        const { control, open, place, studio } = scene
        control.fault({ call: 'create', action: fault.action() })
        await open.approve(one)
        await open.finishes()
        const [job] = open.generation.jobs
        expect(job).toMatchObject({ state: 'unknown', code: fault.code, charged: 'unknown' })
        expect(open.generation.ledger).toMatchObject([{ unknown: price, charged: 0, reserved: 0 }])
        expect(control.state().tasksCreated).toBe(fault.tasks)
        await assertMoney(scene, fault.unread)
        await open.close()
        const again = await studio.open('film', place)
        expect(again.generation.jobs[0]?.state).toBe('unknown')
        expect(control.state().tasksCreated).toBe(fault.tasks)
      }),
  )

  it.concurrent.each(Object.entries(survived))(
    'a create with %s is accepted, and its clip comes home',
    (_name, action) =>
      inFilm(gateway, async (scene) => {
        scene.control.fault({ call: 'create', action })
        await scene.open.approve(one)
        await scene.open.reaches(one, 'committed')
        // Nothing is told of costs: what was agreed to stands for it, and says so.
        expect(scene.open.generation.ledger).toMatchObject([{ charged: price, assumed: true }])
        await assertMoney(scene)
      }),
  )

  it.concurrent('a create that is told to slow down is sent again under the same approval', () =>
    inFilm(gateway, async (scene) => {
      scene.control.fault({ call: 'create', times: 2, action: { kind: 'status', status: 429, retryAfter: '1' } })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      const { tasksCreated, creates } = scene.control.state()
      expect([tasksCreated, creates.length]).toEqual([1, 3])
      await assertMoney(scene)
    }))

  it.concurrent('an account with too little left is told so, and nothing was created', () =>
    inFilm(gateway, async ({ control, open }) => {
      await control.change({ balance: 1 })
      await open.approve(one)
      await open.finishes()
      expect(open.generation.jobs).toMatchObject([{ state: 'rejected', code: 'CREDITS.SHORT' }])
      expect(open.generation.ledger).toMatchObject([{ unknown: 0, charged: 0, reserved: 0 }])
    }))

  it.concurrent('a task that the server does not know yet is waited for', () =>
    inFilm(gateway, async (scene) => {
      await scene.control.change({ taskLag: 60_000 })
      await scene.open.approve(one)
      await vi.waitUntil(() => scene.control.requests().filter(({ status }) => status === 400).length >= 6, {
        timeout: 20_000,
      })
      expect(scene.open.generation.jobs).toMatchObject([{ state: 'throttled' }])
      await scene.control.change({ taskLag: 0 })
      await scene.open.reaches(one, 'committed')
      await assertMoney(scene)
    }))

  const passing: Readonly<Record<string, Action>> = {
    'a reset': { kind: 'drop', when: 'beforeEffect' },
    'no answer': { kind: 'stall' },
    'half an answer': { kind: 'truncatedJson' },
    'a page': { kind: 'html' },
    'a request to slow down': { kind: 'status', status: 429 },
    trouble: { kind: 'status', status: 503 },
    'a single refusal of the key': { kind: 'status', status: 401 },
    'hostile fields': {
      kind: 'status',
      status: 200,
      body: { id: {}, status: ['x'], progress: { a: 1 }, output: [null, { url: 'javascript:alert(1)' }], data: 'x' },
    },
    'a state that nobody knows': { kind: 'status', status: 200, body: { id: 'x', status: 'MEDITATING' } },
    'links that lead nowhere good': {
      kind: 'status',
      status: 200,
      body: { id: 'x', status: 'SUCCEEDED', output: ['http://10.0.0.1/clip.mp4'] },
    },
  }
  it.concurrent.each(Object.entries(passing))('a poll with %s ends with the clip and one task', (_name, action) =>
    inFilm(gateway, async (scene) => {
      // The first call of this kind is the look before the create.
      scene.control.fault({ call: 'poll', skip: 3, action })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(scene.control.state().tasksCreated).toBe(1)
      await assertMoney(scene)
    }),
  )

  it.concurrent('a poll that is sent elsewhere goes nowhere', () =>
    inFilm(gateway, async (scene) => {
      scene.control.fault({ call: 'poll', skip: 3, action: redirectTo(away) })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(strayed).toEqual([])
    }))

  it.concurrent('a dead link is asked for anew', () =>
    inFilm(gateway, async (scene) => {
      scene.control.fault({ call: 'download', times: 2, action: { kind: 'status', status: 403 } })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(scene.control.state().tasksCreated).toBe(1)
    }))

  it.concurrent('a refused key is told before anything is sent, without the key', () =>
    inFilm(gateway, async ({ control, open, place }) => {
      const wrong = 'sk-this-is-another-key-entirely'
      await place.useKey(wrong)
      const { preflight } = await open.generation.quote([one])
      expect(preflight).toMatchObject([{ code: 'KEY.REFUSED', blocking: true, provider: gateway }])
      expect(JSON.stringify(preflight)).not.toContain(wrong)
      expect(control.state().creates).toEqual([])
    }))

  it.concurrent.each(['sending', 'throttled', 'running', 'downloading'] as const)(
    'a death while %s loses no clip and makes no second task',
    (state) =>
      inFilm(gateway, async (scene) => {
        const { control, open, place, studio } = scene
        if (state === 'sending') control.fault({ call: 'create', action: { kind: 'stall', takesEffect: true } })
        else if (state === 'downloading') control.fault({ call: 'download', action: { kind: 'stallMidBody' } })
        else await control.change(state === 'running' ? { runMs: 60_000 } : { pendingMs: 60_000 })
        await open.approve(one)
        await open.reaches(one, state)
        if (state === 'sending') await vi.waitUntil(() => control.state().tasksCreated === 1, { timeout: 5000 })
        if (state === 'downloading') await vi.waitUntil(() => control.state().faultsLeft === 0, { timeout: 5000 })
        await open.kill()
        await control.change({ runMs: 100, advance: 600_000 })
        const again = await studio.open('film', place)
        await again.finishes()
        const [job] = again.generation.jobs
        expect(job?.state).toBe(state === 'sending' ? 'unknown' : 'committed')
        if (job?.state === 'unknown') {
          await again.generation.settle(job.attemptId, { how: 'task', taskId: control.state().tasks[0]!.id })
          await again.reaches(one, 'committed')
        }
        expect(control.state().tasksCreated).toBe(1)
        expect(again.generation.takes).toHaveLength(1)
      }),
  )

  it.concurrent('a shot of another server’s key waits, and tells for which', () =>
    inFilm(gateway, async ({ control, open, place }) => {
      addShots(open, shotAt(gateway))
      await control.change({ runMs: 60_000 })
      await open.approve(one)
      await open.reaches(one, 'throttled', 'running')
      await place.useServer('http://127.0.0.1:9/runwayml')
      const { preflight } = await open.generation.quote([two])
      expect(preflight).toMatchObject([{ code: 'KEY.MISSING', blocking: true }])
      await vi.waitUntil(() => open.generation.jobs[0]?.hold?.includes(place.baseUrl), { timeout: 10_000 })
      await place.useServer(place.baseUrl)
      await control.change({ advance: 600_000 })
      await open.reaches(one, 'committed')
    }))
})
