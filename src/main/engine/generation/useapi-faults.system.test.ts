import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ShotId } from '../../../shared/ids'
import type { Shot } from '../../../shared/project/document'
import { redirectTo, survived, type Action } from './testing/faults-of-creates'
import { three } from './testing/paid-film'
import { one, two } from './testing/paid-scene'
import { shotId, withShots } from './testing/studio'
import { assertUseapiMoney, inUseapiFilm, useapiCredits, useapiShot } from './testing/useapi-film'

/* What holds for Runway's own API holds here: no task without an approval, none sent twice, no key anywhere else. */
vi.setConfig({ maxConcurrency: 12, testTimeout: 60_000 })

let elsewhere: Server
const strayed: string[] = []
let away = ''
beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    strayed.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no key'}`)
    response.end('{}')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/taken`
})

afterAll(() => {
  elsewhere.close()
  expect(strayed).toEqual([])
})

describe('a create', () => {
  it.concurrent.each(Object.entries(survived))('with %s is accepted, and its clip comes home', (_name, action) =>
    inUseapiFilm(async (scene) => {
      scene.control.fault({ call: 'create', action })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      // Nothing is told of costs: what was agreed to stands for it, and says so.
      expect(scene.open.generation.ledger).toMatchObject([{ charged: useapiCredits * 1_000_000, assumed: true }])
      await assertUseapiMoney(scene)
    }),
  )

  it.concurrent.each([
    { error: 'Account director@example.test is busy executing 5 tasks', runningTasks: {}, code: 429 },
    {
      error: 'You have too many tasks running or pending. Please wait for some of them to finish before starting more.',
    },
  ])('that is turned away waits 10 to 30 seconds and is sent under the same approval: %o', (body) =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      control.fault({ call: 'create', times: 2, action: { kind: 'status', status: 429, body } })
      await open.approve(one)
      const { approvalId } = open.generation.jobs[0]!
      await vi.waitUntil(() => open.generation.jobs[0]?.hold?.includes('busy'), { timeout: 10_000 })
      await open.reaches(one, 'committed')
      expect(open.generation.jobs).toMatchObject([{ approvalId }])
      const sent = control.requests().filter(({ route }) => route.endsWith('/create'))
      expect(sent).toHaveLength(3)
      // Fifty times as fast as the wall.
      for (const [at, next] of sent.slice(1).entries()) {
        const waited = (next.realAt - sent[at]!.realAt) * 50
        expect(waited).toBeGreaterThanOrEqual(10_000)
      }
      await assertUseapiMoney(scene)
    }),
  )

  it.concurrent('without the credits for it is told so, and nothing was created', () =>
    inUseapiFilm(async ({ control, open }) => {
      await control.change({ balance: 1 })
      await open.approve(one)
      await open.finishes()
      expect(open.generation.jobs).toMatchObject([
        { state: 'rejected', code: 'CREDITS.SHORT', reason: expect.stringContaining('too few credits') },
      ])
      expect(open.generation.ledger).toMatchObject([{ unknown: 0, charged: 0, reserved: 0 }])
    }))

  it.concurrent('in Explore mode costs nothing', () =>
    inUseapiFilm(
      async (scene) => {
        await scene.control.change({ balance: 0 })
        await scene.open.approve(one)
        await scene.open.reaches(one, 'committed')
        expect(scene.control.state().creates[0]?.body).toContain('"exploreMode":true')
        expect(scene.open.generation.ledger).toMatchObject([{ estimated: 0, charged: 0 }])
        await assertUseapiMoney(scene)
      },
      { options: { exploreMode: 'on' } },
    ))

  it.concurrent('whose picture was deleted there meanwhile brings it once more', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      const body = { error: 'Unable to retrieve assetId x (Not found.)', code: 404 }
      control.fault({ call: 'create', action: { kind: 'status', status: 404, body } })
      await open.approve(one)
      await open.reaches(one, 'committed')
      expect(
        control.requests().filter(({ method, route }) => method === 'POST' && route.endsWith('/assets/')),
      ).toHaveLength(2)
      await assertUseapiMoney(scene)
    }))

  it.concurrent('whose picture is never found is given up, with nothing created', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      const body = { error: 'Unable to retrieve assetId x (Not found.)', code: 404 }
      control.fault({ call: 'create', times: 2, action: { kind: 'status', status: 404, body } })
      await open.approve(one)
      await open.finishes()
      expect(open.generation.jobs).toMatchObject([{ state: 'rejected', code: 'REQUEST.NOT_SERVED' }])
      await assertUseapiMoney(scene)
    }))
})

describe('an extension', () => {
  const goesOn = (number: number, from: ShotId): { readonly number: number; readonly over: Partial<Shot> } => {
    const start = { kind: 'extension', shotId: from, take: 'pick' } as const
    return { number, over: { ...useapiShot, start, seconds: 8, prompt: 'further out' } }
  }

  it.concurrent('goes on from the task that made the take, also from one that is still to come', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      open.edit('more', (document) => withShots(document, [goesOn(2, one), goesOn(3, two)]))
      await open.approve(one, two)
      await open.reaches(two, 'committed')
      await open.approve(three)
      await open.reaches(three, 'committed')
      const { creates, charged, tasks } = control.state()
      expect(creates.map(({ route }) => route.split('/').slice(3).join('/'))).toEqual([
        'gen3turbo/create',
        'gen3turbo/extend',
        'gen3turbo/extend',
      ])
      for (const at of [1, 2]) expect(creates[at]?.body).toContain(`-asset:${tasks[at - 1]?.id}`)
      expect(creates[1]?.body).not.toContain('seconds')
      expect(charged).toBe(useapiCredits + 40 + 40)
      await assertUseapiMoney(scene)
    }))

  it.concurrent('that is one too many is told before anything is paid', () =>
    inUseapiFilm(async ({ control, open }) => {
      const chain = [2, 3, 4, 5].map((number) => goesOn(number, shotId(number - 1)))
      open.edit('more', (document) => withShots(document, chain))
      const all = [1, 2, 3, 4, 5].map(shotId)
      const { items } = await open.generation.quote(all)
      expect(items.map(({ problems }) => problems)).toEqual([[], [], [], [], ['extendTooOften', 'extendTooLong']])
      await expect(open.approve(...all)).rejects.toMatchObject({ kind: 'badRequest' })
      expect(control.state().creates).toEqual([])
    }))

  it.concurrent('whose answer is lost is found like any other', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      open.edit('more', (document) => withShots(document, [goesOn(2, one)]))
      await open.approve(one)
      await open.reaches(one, 'committed')
      control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
      await open.approve(two)
      await open.reaches(two, 'committed')
      expect(control.state()).toMatchObject({ tasksCreated: 2, charged: useapiCredits + 40 })
      await assertUseapiMoney(scene)
    }))

  it.concurrent('of a clip that its account lost is given up in words, with nothing sent', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      open.edit('more', (document) => withShots(document, [goesOn(2, one)]))
      await open.approve(one)
      await open.reaches(one, 'committed')
      control.fault({ call: 'poll', action: { kind: 'status', status: 404, body: { error: 'Not found.', code: 404 } } })
      await open.approve(two)
      await open.finishes()
      expect(open.generation.jobs.at(-1)).toMatchObject({ state: 'rejected', code: 'INPUT.MISSING', charged: 'no' })
      expect(control.state().creates).toHaveLength(1)
      await assertUseapiMoney(scene)
    }))
})

describe('a picture', () => {
  it.concurrent('is brought once for a film and found there by the next one', () =>
    inUseapiFilm(async (scene) => {
      const { control, open, place, studio } = scene
      open.edit('more', (document) => withShots(document, [{ number: 2, over: useapiShot }]))
      await open.approve(one, two)
      await open.reaches(one, 'committed')
      await open.reaches(two, 'committed')
      await open.close()
      const again = await studio.open('film', place)
      await again.approve(one)
      await again.reaches(one, 'committed')
      const uploads = control.requests().filter(({ method, route }) => method === 'POST' && route.endsWith('/assets/'))
      expect(uploads).toHaveLength(1)
      expect(control.state().tasksCreated).toBe(3)
    }))

  it.concurrent.each(Object.entries(passing()))('that meets %s on its way is brought in the end', (_name, action) =>
    inUseapiFilm(async (scene) => {
      scene.control.fault({ call: 'upload', action })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(scene.control.state().tasksCreated).toBe(1)
      await assertUseapiMoney(scene)
    }),
  )
})

function passing(): Readonly<Record<string, Action>> {
  return {
    'a reset': { kind: 'drop', when: 'beforeEffect' },
    'no answer': { kind: 'stall' },
    'half an answer': { kind: 'truncatedJson' },
    'a page': { kind: 'html' },
    'a request to slow down': { kind: 'status', status: 429 },
    trouble: { kind: 'status', status: 503 },
    'a refusal of the token': { kind: 'status', status: 401 },
    'hostile fields': {
      kind: 'status',
      status: 200,
      body: { assetId: {}, taskId: 7, status: ['x'], progressRatio: { a: 1 }, artifacts: [null], error: [] },
    },
  }
}

const passingPolls: Readonly<Record<string, Action>> = {
  ...passing(),
  'a state that nobody knows': { kind: 'status', status: 200, body: { status: 'MEDITATING' } },
  'a link that leads nowhere good': {
    kind: 'status',
    status: 200,
    body: { status: 'SUCCEEDED', artifacts: [{ url: 'http://10.0.0.1/clip.mp4' }] },
  },
  'a finished task without a clip': { kind: 'status', status: 200, body: { status: 'SUCCEEDED', artifacts: [] } },
}

describe('a task', () => {
  it.concurrent.each(Object.entries(passingPolls))('whose poll meets %s ends with the clip', (_name, action) =>
    inUseapiFilm(async (scene) => {
      scene.control.fault({ call: 'poll', skip: 1, action })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(scene.control.state().tasksCreated).toBe(1)
      await assertUseapiMoney(scene)
    }),
  )

  it.concurrent('whose poll or list is sent elsewhere goes nowhere', () =>
    inUseapiFilm(async (scene) => {
      scene.control.fault(
        { call: 'list', action: redirectTo(away) },
        { call: 'poll', skip: 1, action: redirectTo(away) },
      )
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(strayed).toEqual([])
    }))

  it.concurrent('that fails says so in its own words and whether it was charged is open', () =>
    inUseapiFilm(async ({ control, open }) => {
      control.next({ kind: 'fail', failureCode: 'SAFETY.INPUT.TEXT', failure: 'Not that.', cost: 0 })
      await open.approve(one)
      await open.finishes()
      expect(open.generation.jobs).toMatchObject([
        { state: 'failed', code: 'SAFETY.INPUT.TEXT', charged: 'unknown', reason: expect.stringContaining('Not that') },
      ])
    }))

  it.concurrent('whose link died is asked for anew', () =>
    inUseapiFilm(async (scene) => {
      scene.control.fault({ call: 'download', times: 2, action: { kind: 'status', status: 403 } })
      await scene.open.approve(one)
      await scene.open.reaches(one, 'committed')
      expect(scene.control.state().tasksCreated).toBe(1)
    }))

  it.concurrent.each(['throttled', 'running', 'downloading'] as const)('survives a death while %s', (state) =>
    inUseapiFilm(async ({ control, open, place, studio }) => {
      if (state === 'downloading') control.fault({ call: 'download', action: { kind: 'stallMidBody' } })
      else await control.change(state === 'running' ? { runMs: 60_000 } : { pendingMs: 60_000 })
      await open.approve(one)
      await open.reaches(one, state)
      if (state === 'downloading') await vi.waitUntil(() => control.state().faultsLeft === 0, { timeout: 5000 })
      await open.kill()
      await control.change({ advance: 600_000 })
      const again = await studio.open('film', place)
      await again.reaches(one, 'committed')
      expect(control.state().tasksCreated).toBe(1)
      expect(again.generation.takes).toHaveLength(1)
    }),
  )
})

describe('the token', () => {
  it.concurrent('that is refused is told before anything is sent, without the token', () =>
    inUseapiFilm(async ({ control, open, place }) => {
      const wrong = 'user:1-this-is-another-token'
      await place.useKey(wrong)
      const { preflight } = await open.generation.quote([one])
      expect(preflight).toMatchObject([{ code: 'KEY.REFUSED', blocking: true, provider: 'useapi' }])
      expect(JSON.stringify(preflight)).not.toContain(wrong)
      expect(control.state().creates).toEqual([])
    }))

  it.concurrent('of one server is not sent to another, and its task waits for it', () =>
    inUseapiFilm(async ({ control, open, place }) => {
      await control.change({ runMs: 60_000 })
      await open.approve(one)
      await open.reaches(one, 'throttled', 'running')
      await place.useServer(away)
      await vi.waitUntil(() => open.generation.jobs[0]?.hold?.includes(place.baseUrl), { timeout: 10_000 })
      await place.useServer(place.baseUrl)
      await control.change({ advance: 600_000 })
      await open.reaches(one, 'committed')
      expect(strayed).toEqual([])
    }))
})
