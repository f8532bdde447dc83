import { describe, expect, it } from 'vitest'
import { dialects } from './gateway-dialects'
import type { Simulator } from './start-simulator'
import { call, onePixel, withSimulator } from './testing/simulator-client'

const address = 'https://pictures.example.com/a.png'

function bodyFor(name: string): Record<string, unknown> {
  const dialect = dialects.find((one) => one.name === name)!
  const uri = dialect.data ? onePixel : address
  return {
    model: dialect.models[0],
    promptImage: dialect.list === 'must' ? [{ uri, position: 'first' }] : uri,
    promptText: 'A harbour at dawn',
    duration: 5,
    ratio: dialect.ratios[0],
    watermark: false,
  }
}

function create(simulator: Simulator, name: string, body: unknown = bodyFor(name), key = simulator.gatewayKey) {
  return call(simulator, `/${name}/runwayml/v1/image_to_video`, { body, key })
}

function poll(simulator: Simulator, name: string, id: string) {
  return call(simulator, `/${name}/runwayml/v1/tasks/${id}`, { key: simulator.gatewayKey })
}

describe.each(dialects.map(({ name }) => name))('the reseller %s', (name) => {
  it('makes a task, tells of it and names its clip', () =>
    withSimulator(async (simulator) => {
      const made = await create(simulator, name)
      expect(made.status).toBe(200)
      const id = simulator.control.state().tasks[0]?.id ?? ''
      expect(made.text).toContain(id)
      expect((await poll(simulator, name, id)).text).toContain(id)
      await simulator.control.change({ advance: 60_000 })
      const done = await poll(simulator, name, id)
      const link = /http:[^"]+\/output\/[^"]+/.exec(done.text)?.[0] ?? ''
      expect((await fetch(link)).status).toBe(200)
      expect(simulator.control.state()).toMatchObject({ tasksCreated: 1, charged: 25, keysSentElsewhere: 0 })
      // Costs are told by none of them.
      expect(made.text + done.text).not.toMatch(/cost|credits/i)
    }))

  it('does not know its own task for as long as it is told', () =>
    withSimulator(async (simulator) => {
      await simulator.control.change({ taskLag: 5000, standing: true })
      await create(simulator, name)
      const id = simulator.control.state().tasks[0]?.id ?? ''
      expect(await poll(simulator, name, id)).toMatchObject({
        status: 400,
        text: expect.stringContaining('task_not_exist'),
      })
      await simulator.control.change({ advance: 5000 })
      expect((await poll(simulator, name, id)).status).toBe(200)
    }))

  it('refuses what it does not take, in a shape of its own, and makes nothing', () =>
    withSimulator(async (simulator) => {
      const wrong: readonly (readonly [number, unknown, string?])[] = [
        [401, bodyFor(name), 'sk-wrong'],
        [401, bodyFor(name), simulator.key],
        [400, 'no JSON'],
        [400, []],
        [400, { ...bodyFor(name), model: 'gen4.5' }],
        [400, { ...bodyFor(name), ratio: '4:3' }],
        [400, { ...bodyFor(name), duration: 7 }],
        [400, { ...bodyFor(name), promptText: 'x'.repeat(513) }],
        [400, { ...bodyFor(name), watermark: 'no' }],
        [400, { ...bodyFor(name), seed: -1 }],
        [400, { ...bodyFor(name), promptImage: 'http://a.example/x.png' }],
        [400, { ...bodyFor(name), promptImage: [{ uri: address, position: 'last' }] }],
        [400, { ...bodyFor(name), more: 1 }],
      ]
      for (const [status, body, key] of wrong) {
        expect({ body, ...(await create(simulator, name, body, key)) }).toMatchObject({ status })
      }
      await simulator.control.change({ balance: 1 })
      expect((await create(simulator, name)).status).toBe(403)
      expect(simulator.control.state().tasksCreated).toBe(0)
    }))

  it('has no uploads, no account and no way to stop a task', () =>
    withSimulator(async (simulator) => {
      const path = `/${name}/runwayml/v1`
      const key = simulator.gatewayKey
      for (const rest of ['/uploads', '/organization']) {
        expect((await call(simulator, `${path}${rest}`, { key })).status).toBe(404)
      }
      expect((await call(simulator, `${path}/tasks/x`, { key, method: 'DELETE' })).status).toBe(404)
    }))
})

describe('paths of nobody', () => {
  it('are told to be nothing, and a key that goes there is counted', () =>
    withSimulator(async (simulator) => {
      expect((await call(simulator, '/nobody/runwayml/v1/image_to_video', { body: {} })).status).toBe(404)
      await call(simulator, '/elsewhere', {})
      expect(simulator.control.state().keysSentElsewhere).toBe(1)
    }))
})
