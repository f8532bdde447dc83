import { expect, test } from 'vitest'
import type { Simulator } from './start-simulator'
import { call, pictureRequest, withSimulator } from './testing/simulator-client'

interface Placeholder {
  readonly uploadUrl: string
  readonly fields: Readonly<Record<string, string>>
  readonly runwayUri: string
}

const someBytes = new Uint8Array(2000).fill(7)

async function place(simulator: Simulator, filename = 'frame.png'): Promise<Placeholder> {
  const answer = await call(simulator, '/v1/uploads', { body: { filename, type: 'ephemeral' } })
  expect(answer.status).toBe(200)
  return answer.json as unknown as Placeholder
}

async function send(placeholder: Placeholder, bytes = someBytes, after: readonly string[] = []): Promise<number> {
  const form = new FormData()
  for (const [name, value] of Object.entries(placeholder.fields)) form.append(name, value)
  form.append('metadata', '{"about":"a frame"}')
  form.append('file', new Blob([bytes]), 'frame.png')
  for (const name of after) form.append(name, 'late')
  return (await fetch(placeholder.uploadUrl, { method: 'POST', body: form })).status
}

async function use(simulator: Simulator, promptImage: string): Promise<number> {
  return (await call(simulator, '/v1/image_to_video', { body: { ...pictureRequest, promptImage } })).status
}

test('an upload can be used once its file has come, until 24 hours have passed', async () => {
  await withSimulator(async (simulator) => {
    const placeholder = await place(simulator)
    expect(await use(simulator, placeholder.runwayUri)).toBe(400)
    expect(await send(placeholder)).toBe(204)
    expect(await use(simulator, placeholder.runwayUri)).toBe(200)
    expect(simulator.control.state()).toMatchObject({ uploadsStored: 1, keysSentElsewhere: 0 })
    await simulator.control.advance(24 * 60 * 60 * 1000)
    expect(await use(simulator, placeholder.runwayUri)).toBe(400)
  })
})

test('storage wants its fields, the file last, at least 512 bytes, and takes a placeholder once', async () => {
  await withSimulator(async (simulator) => {
    expect(await send(await place(simulator), someBytes, ['late'])).toBe(400)
    expect(await send({ ...(await place(simulator)), fields: {} })).toBe(403)
    const placeholder = await place(simulator)
    expect(await send(placeholder, new Uint8Array(511))).toBe(400)
    expect(await send(placeholder)).toBe(403)
    expect(await use(simulator, placeholder.runwayUri)).toBe(400)
  })
})

test('names that are short or have no extension of a medium are refused', async () => {
  await withSimulator(async (simulator) => {
    for (const filename of ['a', 'frame', 'frame.gif', `${'x'.repeat(252)}.png`]) {
      const answer = await call(simulator, '/v1/uploads', { body: { filename, type: 'ephemeral' } })
      expect(answer.status).toBe(400)
    }
  })
})

test('storage can fail, and an upload can be limited', async () => {
  await withSimulator(async (simulator) => {
    simulator.control.fault({ call: 'storage', action: { kind: 'status', status: 503 } })
    simulator.control.fault({ call: 'upload', skip: 1, action: { kind: 'status', status: 429 } })
    expect(await send(await place(simulator))).toBe(503)
    const limited = await call(simulator, '/v1/uploads', { body: { filename: 'a.png', type: 'ephemeral' } })
    expect(limited.status).toBe(429)
  })
})
