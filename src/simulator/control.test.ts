import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from './start-simulator'
import { call, makeTask, taskOf, textRequest, withSimulator } from './testing/simulator-client'

test('everything can be changed and seen over HTTP', async () => {
  await withSimulator(async (simulator) => {
    const outcomes = [{ kind: 'fail', failureCode: 'INTERNAL' }]
    const faults = [{ call: 'poll', action: { kind: 'status', status: 502 } }]
    const changed = await call(simulator, '/__control', { body: { balance: 500, outcomes, faults, runMs: 2000 } })
    expect(changed.status).toBe(200)
    expect(changed.json).toMatchObject({ accounts: [{ balance: 500 }], faultsLeft: 1 })
    const id = await makeTask(simulator)
    expect((await call(simulator, `/v1/tasks/${id}`)).status).toBe(502)
    const moved = await call(simulator, '/__control', { body: { advance: 3000 } })
    expect(moved.json).toMatchObject({
      tasksCreated: 1,
      charged: 0,
      tasks: [{ id, model: 'gen4.5', status: 'FAILED', failureCode: 'INTERNAL', cost: 0 }],
      requests: { 'POST /v1/text_to_video': 1, 'GET /v1/tasks/{id}': 1 },
    })
  })
})

test('a change that makes no sense is told and changes nothing', async () => {
  await withSimulator(async (simulator) => {
    const answer = await call(simulator, '/__control', { body: { balance: 1, ballance: 2 } })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('ballance')
    expect(simulator.control.state().accounts[0]?.balance).toBe(10_000)
  })
})

test('pages in a browser and other names for this computer do not reach the control', async () => {
  await withSimulator(async (simulator) => {
    const control = `${simulator.baseUrl}/__control`
    const headers = { 'content-type': 'text/plain' }
    expect((await fetch(control, { method: 'POST', headers, body: '{"balance":0}' })).status).toBe(403)
    expect((await fetch(control, { headers: { origin: 'https://example.com' } })).status).toBe(403)
  })
})

test('the times that are told can be wrong without moving the tasks', async () => {
  await withSimulator(async (simulator) => {
    const hour = 3_600_000
    await simulator.control.change({ clockOffset: -hour })
    const task = await taskOf(simulator, await makeTask(simulator))
    expect(Date.parse(String(task['createdAt']))).toBeCloseTo(simulator.control.state().now - hour, -3)
    expect(task['status']).toBe('PENDING')
  })
})

test('a faster clock ends tasks sooner', async () => {
  const simulator = await startSimulator({ ffmpeg: null, speed: 100_000 })
  try {
    const id = await makeTask(simulator, textRequest)
    await expect.poll(async () => (await taskOf(simulator, id))['status']).toBe('SUCCEEDED')
  } finally {
    await simulator.close()
  }
})

test('closing takes the files away and lets nobody in', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'simulator-closing-'))
  try {
    const simulator = await startSimulator({ ffmpeg: null, temporary })
    expect(await readdir(temporary)).toHaveLength(1)
    simulator.control.fault({ call: 'organization', action: { kind: 'stall' } })
    const stalled = call(simulator, '/v1/organization').catch((error: unknown) => error)
    await expect.poll(() => simulator.control.state().faultsLeft).toBe(0)
    await simulator.close()
    expect(await stalled).toBeInstanceOf(Error)
    await expect(fetch(simulator.baseUrl)).rejects.toThrow('fetch failed')
    expect(await readdir(temporary)).toEqual([])
  } finally {
    await rm(temporary, { recursive: true })
  }
})
