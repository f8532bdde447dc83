import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { FaultOrder } from './fault'
import type { Simulator } from './start-simulator'
import { call, makeTask, taskOf, textRequest, withSimulator } from './testing/simulator-client'

type Action = FaultOrder['action']

async function create(simulator: Simulator): Promise<string> {
  return call(simulator, '/v1/text_to_video', { body: textRequest }).then(
    ({ status }) => String(status),
    () => 'no answer',
  )
}

/** The link to a finished clip. */
async function linkOf(simulator: Simulator): Promise<string> {
  const id = await makeTask(simulator)
  await simulator.control.advance(10_000)
  return ((await taskOf(simulator, id))['output'] as string[])[0] ?? ''
}

async function download(link: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(link)).arrayBuffer())
}

const onCreate: readonly (readonly [string, Action, string, number])[] = [
  ['a 429 with a time to wait', { kind: 'status', status: 429, retryAfter: '2' }, '429', 0],
  ['a 500', { kind: 'status', status: 500 }, '500', 0],
  ['a 503 after the task was made', { kind: 'status', status: 503, takesEffect: true }, '503', 1],
  ['a 504 after the task was made', { kind: 'status', status: 504, takesEffect: true }, '504', 1],
  ['a page instead of data', { kind: 'html' }, '200', 0],
  ['a redirect', { kind: 'redirect', location: 'https://example.com/' }, '302', 0],
  ['a connection cut before reading', { kind: 'drop', when: 'beforeReading' }, 'no answer', 0],
  ['a connection cut before the task is made', { kind: 'drop', when: 'beforeEffect' }, 'no answer', 0],
  ['a connection cut after the task was made', { kind: 'drop', when: 'afterEffect' }, 'no answer', 1],
  ['an answer without an id', { kind: 'withoutId' }, '200', 1],
  ['half of the JSON', { kind: 'truncatedJson' }, '200', 1],
  ['a reset in the middle of the answer', { kind: 'resetMidBody' }, 'no answer', 1],
  ['a slow answer', { kind: 'slowBody', milliseconds: 60 }, '200', 1],
]

test.each(onCreate)('%s on a create', async (_name, action, outcome, tasks) => {
  await withSimulator(async (simulator) => {
    simulator.control.fault({ call: 'create', action })
    expect(await create(simulator)).toBe(outcome)
    const state = simulator.control.state()
    expect(state).toMatchObject({ tasksCreated: tasks, faultsLeft: 0, requests: { 'POST /v1/text_to_video': 1 } })
    // A fault is for one call unless told otherwise.
    expect(await create(simulator)).toBe('200')
  })
})

test('the log keeps each create with its body and hash, and the task that the client was never told of', async () => {
  await withSimulator(async (simulator) => {
    simulator.control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
    expect(await create(simulator)).toBe('no answer')
    const { creates, tasks } = simulator.control.state()
    const body = JSON.stringify(textRequest)
    const bodyHash = createHash('sha256').update(body).digest('hex')
    expect(creates).toMatchObject([{ route: '/v1/text_to_video', body, bodyHash, taskId: tasks[0]?.id }])
  })
})

test('faults can skip calls, repeat, go on for ever, and be taken back', async () => {
  await withSimulator(async (simulator) => {
    const poll = async () => (await call(simulator, '/v1/tasks/none')).status
    const busy: Action = { kind: 'status', status: 503 }
    simulator.control.fault({ call: 'poll', skip: 1, times: 2, action: busy })
    expect([await poll(), await poll(), await poll(), await poll()]).toEqual([404, 503, 503, 404])
    simulator.control.fault({ call: 'poll', times: 'always', action: { ...busy, retryAfter: '1' } })
    for (let round = 0; round < 5; round++) expect(await poll()).toBe(503)
    expect((await call(simulator, '/v1/tasks/none')).headers.get('retry-after')).toBe('1')
    simulator.control.clearFaults()
    expect(await poll()).toBe(404)
  })
})

test('a stalled call answers nothing until the client gives up, and does not keep the simulator open', async () => {
  await withSimulator(async (simulator) => {
    simulator.control.fault({ call: 'organization', times: 'always', action: { kind: 'stall' } })
    const leaving = new AbortController()
    const waiting = fetch(`${simulator.baseUrl}/v1/organization`, { signal: leaving.signal })
    await expect.poll(() => simulator.control.state().requests['GET /v1/organization']).toBe(1)
    leaving.abort()
    await expect(waiting).rejects.toThrow('aborted')
  })
})

test('a clip comes whole, in ranges, and with its length', async () => {
  await withSimulator(async (simulator) => {
    const link = await linkOf(simulator)
    const whole = await download(link)
    expect(whole.length).toBe(4096)
    const part = await fetch(link, { headers: { range: 'bytes=1000-' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-4095/4096'])
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(1000))).toBe(true)
    expect((await fetch(link, { headers: { range: 'bytes=4096-' } })).status).toBe(416)
    expect((await fetch(link, { method: 'HEAD' })).headers.get('content-length')).toBe('4096')
  })
})

test('a download can be cut short in silence, damaged, of a wrong length, or reset', async () => {
  await withSimulator(async (simulator) => {
    const link = await linkOf(simulator)
    const whole = await download(link)
    const spoilt = async (action: Action) => {
      simulator.control.fault({ call: 'download', action })
      return download(link).catch(() => null)
    }
    expect((await spoilt({ kind: 'truncate' }))?.equals(whole.subarray(0, 2048))).toBe(true)
    const damaged = await spoilt({ kind: 'corrupt' })
    expect([damaged?.length, damaged?.equals(whole)]).toEqual([4096, false])
    expect((await spoilt({ kind: 'wrongLength', by: -96 }))?.length).not.toBe(4096)
    expect(await spoilt({ kind: 'wrongLength', by: 100 })).toBeNull()
    expect(await spoilt({ kind: 'resetMidBody' })).toBeNull()
    expect((await spoilt({ kind: 'trickle', bytesPerSecond: 40_960 }))?.equals(whole)).toBe(true)
    expect((await spoilt({ kind: 'status', status: 500 }))?.equals(whole)).toBe(false)
    expect((await download(link)).equals(whole)).toBe(true)
  })
})

test('a link dies with time, a new one comes with the task, and none outlives the task', async () => {
  await withSimulator(async (simulator) => {
    const link = await linkOf(simulator)
    const { id } = simulator.control.state().tasks[0] ?? { id: '' }
    await simulator.control.advance(24 * 60 * 60 * 1000 + 1)
    expect((await fetch(link)).status).toBe(403)
    const [fresh = ''] = (await taskOf(simulator, id))['output'] as string[]
    expect((await fetch(fresh)).status).toBe(200)
    expect((await fetch(fresh.replace('_jwt=', '_jwt=x'))).status).toBe(403)
    await call(simulator, `/v1/tasks/${id}`, { method: 'DELETE' })
    expect((await fetch(fresh)).status).toBe(404)
  })
})

test('a body can stop halfway', async () => {
  await withSimulator(async (simulator) => {
    const link = await linkOf(simulator)
    simulator.control.fault({ call: 'download', action: { kind: 'stallMidBody' } })
    const leaving = new AbortController()
    const reader = (await fetch(link, { signal: leaving.signal })).body?.getReader()
    expect((await reader?.read())?.value?.length).toBe(2048)
    const next = reader?.read()
    leaving.abort()
    await expect(next).rejects.toThrow('aborted')
  })
})

test('while the simulator is away nobody is let in, and what it knew is there when it comes back', async () => {
  await withSimulator(async (simulator) => {
    const id = await makeTask(simulator)
    await simulator.goAway()
    await expect(create(simulator)).resolves.toBe('no answer')
    await simulator.comeBack()
    expect((await taskOf(simulator, id))['status']).toBe('PENDING')
  })
})

test('every request is listed with its time, for tests of how often a client asks', async () => {
  await withSimulator(async (simulator) => {
    const id = await makeTask(simulator)
    await taskOf(simulator, id)
    const requests = simulator.control.requests()
    expect(requests).toMatchObject([
      { number: 1, method: 'POST', route: '/v1/text_to_video', id: '', authorized: true, status: 200 },
      { number: 2, method: 'GET', route: '/v1/tasks/{id}', id, authorized: true, status: 200 },
    ])
    expect((await call(simulator, '/__control/requests')).json).toHaveLength(2)
  })
})

test('keys that are sent to addresses of clips are noticed', async () => {
  await withSimulator(async (simulator) => {
    const link = await linkOf(simulator)
    await fetch(link)
    expect(simulator.control.state().keysSentElsewhere).toBe(0)
    await fetch(link, { headers: { authorization: `Bearer ${simulator.key}` } })
    expect(simulator.control.state().keysSentElsewhere).toBe(1)
  })
})
