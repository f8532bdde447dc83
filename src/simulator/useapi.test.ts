import { describe, expect, it } from 'vitest'
import type { Simulator } from './start-simulator'
import { onePixel, withSimulator } from './testing/simulator-client'

const pixel = Buffer.from(onePixel.split(',')[1] ?? '', 'base64')

interface Calling {
  readonly body?: unknown
  readonly raw?: Buffer
  readonly type?: string
  readonly key?: string | null
  readonly method?: string
}

async function call(simulator: Simulator, path: string, { body, raw, type, key, method }: Calling = {}) {
  const sent = raw ? new Uint8Array(raw) : body === undefined ? undefined : JSON.stringify(body)
  const response = await fetch(`${simulator.baseUrl}/v1/runwayml${path}`, {
    method: method ?? (sent === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key ?? simulator.key}` }),
      ...(sent === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    },
    ...(sent === undefined ? {} : { body: sent }),
  })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

async function upload(simulator: Simulator): Promise<string> {
  const { json } = await call(simulator, '/assets/?name=a.png', { raw: pixel, type: 'image/png' })
  return String(json['assetId'])
}

async function turbo(simulator: Simulator, more: object = {}) {
  return call(simulator, '/gen3turbo/create', { body: { firstImage_assetId: await upload(simulator), ...more } })
}

async function finished(simulator: Simulator, taskId: unknown) {
  await simulator.control.change({ advance: 60_000 })
  const { json } = await call(simulator, `/tasks/${encodeURIComponent(String(taskId))}`)
  const [artifact] = json['artifacts'] as readonly {
    readonly assetId: string
    readonly metadata: { duration: number }
  }[]
  return { json, artifact }
}

describe('like useapi.net the simulator', () => {
  it('takes a picture as it is, under a name, and lists it', () =>
    withSimulator(async (simulator) => {
      expect((await call(simulator, '/assets/', { raw: pixel, type: 'image/png' })).status).toBe(400)
      expect((await call(simulator, '/assets/?name=a', { raw: pixel, type: 'image/webp' })).status).toBe(400)
      const assetId = await upload(simulator)
      expect(assetId).toMatch(/^user:\d+-runwayml:.+-asset:/)
      const { json } = await call(simulator, '/assets/?mediaType=image')
      expect(json).toMatchObject([{ assetId, name: 'a.png' }])
    }))

  it('refuses another token, paths it does not have, and fields it does not know', () =>
    withSimulator(async (simulator) => {
      expect(await call(simulator, '/tasks/?offset=0&limit=1', { key: null })).toMatchObject({ status: 401 })
      expect(await call(simulator, '/gen9/create', { body: {} })).toMatchObject({ status: 404 })
      expect(await call(simulator, '/tasks/')).toMatchObject({ status: 400 })
      expect(await call(simulator, '/tasks/nobody')).toMatchObject({ status: 404, json: { error: 'Not found.' } })
      for (const wrong of [{ seconds: 7 }, { seed: 0 }, { aspect_ratio: '16:9' }, { zoom: 11 }, { nonsense: 1 }]) {
        expect(await turbo(simulator, wrong)).toMatchObject({ status: 400, json: { code: 400 } })
      }
      const lost = { firstImage_assetId: 'user:1-asset:none' }
      expect(await call(simulator, '/gen3turbo/create', { body: lost })).toMatchObject({ status: 404 })
      expect(simulator.control.state().tasksCreated).toBe(0)
    }))

  it('makes a task, tells its progress as text and names its clip with an asset of its own', () =>
    withSimulator(async (simulator) => {
      const { status, json } = await turbo(simulator, { text_prompt: 'A harbour', replyRef: 'mine', zoom: 3 })
      expect(status).toBe(200)
      expect(json).toMatchObject({ status: 'PENDING', progressRatio: null, replyRef: 'mine', artifacts: [] })
      await simulator.control.change({ advance: 5000 })
      const running = await call(simulator, `/tasks/${encodeURIComponent(String(json['taskId']))}`)
      expect(running.json).toMatchObject({ status: 'RUNNING', progressRatio: expect.stringMatching(/^0\.\d+$/) })
      const done = await finished(simulator, json['taskId'])
      expect(done.json).toMatchObject({ status: 'SUCCEEDED', progressRatio: '1' })
      expect(done.artifact).toMatchObject({ metadata: { frameRate: 24, duration: 5 } })
      expect(simulator.control.state()).toMatchObject({ charged: 25, keysSentElsewhere: 0 })
    }))

  it('lists tasks the newest first, by state and page, later than it makes them when told to', () =>
    withSimulator(async (simulator) => {
      await simulator.control.change({ taskLag: 1000 })
      await turbo(simulator, { replyRef: 'one' })
      expect((await call(simulator, '/tasks/?offset=0&limit=10')).json).toEqual([])
      expect((await call(simulator, '/scheduler/')).json).toEqual([])
      await simulator.control.change({ advance: 2000 })
      await simulator.control.change({ taskLag: 0, replyRefs: false })
      await turbo(simulator, { replyRef: 'two' })
      expect((await call(simulator, '/scheduler/')).json).toMatchObject([{ replyRef: 'one' }, { replyRef: 'two' }])
      const { json } = await call(simulator, '/tasks/?offset=0&limit=1')
      expect(json).toMatchObject([{ options: {} }])
      expect(JSON.stringify(json)).not.toContain('replyRef')
      expect((await call(simulator, '/tasks/?offset=0&limit=9&statuses=SUCCEEDED')).json).toEqual([])
    }))

  it('turns tasks away in both ways, and says so without credits', () =>
    withSimulator(async (simulator) => {
      await turbo(simulator)
      expect(await turbo(simulator, { maxJobs: 1 })).toMatchObject({
        status: 429,
        json: { error: expect.stringMatching(/busy executing 1 tasks$/), runningTasks: {}, code: 429 },
      })
      for (let count = 1; count < 10; count++) await turbo(simulator)
      expect((await turbo(simulator)).status).toBe(429)
      await simulator.control.change({ advance: 600_000, balance: 24 })
      const none = await turbo(simulator)
      expect(none).toMatchObject({ status: 412, json: { error: 'You do not have enough credits to run this task.' } })
      expect(none.json).not.toHaveProperty('code')
      expect((await turbo(simulator, { exploreMode: true })).status).toBe(200)
    }))

  it.each([
    ['gen3turbo', {}, [13, 21, 29]],
    ['gen3', { seconds: 10 }, [15, 25, 35]],
  ] as const)('extends what %s made, up to its limits', (model, more, lengths) =>
    withSimulator(async (simulator) => {
      const picture =
        model === 'gen3' ? { image_assetId: await upload(simulator) } : { firstImage_assetId: await upload(simulator) }
      const made = await call(simulator, `/${model}/create`, { body: picture })
      let last = await finished(simulator, made.json['taskId'])
      for (const length of lengths) {
        const extended = await call(simulator, `/${model}/extend`, {
          body: { assetId: last.artifact?.assetId, ...more },
        })
        expect(extended.status).toBe(200)
        last = await finished(simulator, extended.json['taskId'])
        expect(last.artifact?.metadata.duration).toBe(length)
      }
      const again = { body: { assetId: last.artifact?.assetId, ...more } }
      expect(await call(simulator, `/${model}/extend`, again)).toMatchObject({ status: 400 })
      const other = model === 'gen3' ? 'gen3turbo' : 'gen3'
      expect((await call(simulator, `/${other}/extend`, { body: { assetId: last.artifact?.assetId } })).status).toBe(
        400,
      )
      expect((await call(simulator, `/${model}/extend`, { body: { assetId: await upload(simulator) } })).status).toBe(
        404,
      )
    }),
  )
})
