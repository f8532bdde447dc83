import { expect, test } from 'vitest'
import { documentedFailureCodes, failurePolicy } from './outcome'
import { call, makeTask, newKey, taskOf, textRequest, withSimulator } from './testing/simulator-client'

async function balanceOf(simulator: Parameters<typeof call>[0], key?: string): Promise<unknown> {
  const answer = await call(simulator, '/v1/organization', key === undefined ? {} : { key })
  return answer.json?.['creditBalance']
}

test('a task is pending, then runs with growing progress, then has output and a cost', async () => {
  await withSimulator(async (simulator) => {
    const answer = await call(simulator, '/v1/text_to_video', { body: textRequest })
    expect(answer.json).toEqual({ id: expect.any(String), estimatedCost: { credits: 60 } })
    const id = answer.json?.['id'] as string
    const pending = await taskOf(simulator, id)
    expect(pending).toEqual({ id, createdAt: expect.any(String), status: 'PENDING', estimatedCost: { credits: 60 } })
    await simulator.control.advance(1000)
    const seen: number[] = []
    for (const status of ['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']) {
      const task = await taskOf(simulator, id)
      expect(task['status']).toBe(status)
      expect(task).not.toHaveProperty('output')
      seen.push(task['progress'] as number)
      await simulator.control.advance(1900)
    }
    expect(seen[0]).toBe(0.02)
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen)
    await simulator.control.advance(1000)
    const done = await taskOf(simulator, id)
    expect(done).toEqual({
      id,
      createdAt: pending['createdAt'],
      status: 'SUCCEEDED',
      output: [expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/output\//)],
      cost: { credits: 60 },
    })
  })
})

test('credits are held when a task is made and charged when it ends', async () => {
  await withSimulator(async (simulator) => {
    await makeTask(simulator)
    expect(await balanceOf(simulator)).toBe(9940)
    expect(simulator.control.state().accounts[0]).toMatchObject({ held: 60, charged: 0 })
    await simulator.control.advance(10_000)
    expect(simulator.control.state().accounts[0]).toMatchObject({ held: 0, charged: 60, balance: 9940 })
  })
})

test('a length that the model chooses is held at its most and settled at what was made', async () => {
  await withSimulator(async (simulator) => {
    const body = { model: 'seedance2', promptText: 'A', duration: 'auto', ratio: '1280:720' }
    const answer = await call(simulator, '/v1/text_to_video', { body })
    expect(answer.json?.['estimatedCost']).toEqual({ credits: 15 * 36 })
    await simulator.control.advance(10_000)
    const { cost } = (await taskOf(simulator, answer.json?.['id'] as string)) as { readonly cost: { credits: number } }
    expect([4, 5, 6, 7].map((seconds) => seconds * 36)).toContain(cost.credits)
    expect(await balanceOf(simulator)).toBe(10_000 - cost.credits)
  })
})

test.each(documentedFailureCodes)(
  '%s fails without output and is paid by whom the policy says',
  async (failureCode) => {
    await withSimulator(async (simulator) => {
      simulator.control.next({ kind: 'fail', failureCode })
      const id = await makeTask(simulator)
      await simulator.control.advance(10_000)
      const { pays, failure } = failurePolicy(failureCode)
      const cost = pays === 'user' ? 60 : 0
      const task = await taskOf(simulator, id)
      expect(task).toMatchObject({ status: 'FAILED', failureCode, failure, cost: { credits: cost } })
      expect(task).not.toHaveProperty('output')
      expect(await balanceOf(simulator)).toBe(10_000 - cost)
    })
  },
)

test('a failure can have no code, a null code, or one that nobody knows, and is not charged', async () => {
  await withSimulator(async (simulator) => {
    simulator.control.next(
      { kind: 'fail' },
      { kind: 'fail', failureCode: null },
      { kind: 'fail', failureCode: 'NEW.ONE' },
    )
    const ids = [await makeTask(simulator), await makeTask(simulator), await makeTask(simulator)]
    await simulator.control.advance(10_000)
    const [absent, nothing, unknown] = await Promise.all(ids.map((id) => taskOf(simulator, id)))
    expect(absent).not.toHaveProperty('failureCode')
    expect(nothing).toMatchObject({ failureCode: null, cost: { credits: 0 } })
    expect(unknown).toMatchObject({ failureCode: 'NEW.ONE', cost: { credits: 0 } })
  })
})

test('a task can be cancelled by the provider, run for ever, or take a status that nobody knows', async () => {
  await withSimulator(async (simulator) => {
    simulator.control.next({ kind: 'cancel' }, { kind: 'hang' }, { kind: 'status', status: 'DREAMING' })
    const ids = [await makeTask(simulator), await makeTask(simulator), await makeTask(simulator)]
    await simulator.control.advance(100_000)
    const tasks = await Promise.all(ids.map((id) => taskOf(simulator, id)))
    expect(tasks.map(({ status }) => status)).toEqual(['CANCELLED', 'RUNNING', 'DREAMING'])
    expect(tasks[0]?.['cost']).toEqual({ credits: 0 })
  })
})

test('tasks over the concurrency of their model wait throttled and start in the order they came', async () => {
  await withSimulator(async (simulator) => {
    await simulator.control.change({ tier: { concurrent: 1 } })
    const ids = [await makeTask(simulator), await makeTask(simulator), await makeTask(simulator)]
    const other = await makeTask(simulator, { model: 'veo3.1', promptText: 'A', ratio: '1280:720' })
    const statuses = async () => Promise.all([...ids, other].map(async (id) => (await taskOf(simulator, id))['status']))
    expect(await statuses()).toEqual(['PENDING', 'THROTTLED', 'THROTTLED', 'PENDING'])
    await simulator.control.advance(9000)
    expect(await statuses()).toEqual(['SUCCEEDED', 'PENDING', 'THROTTLED', 'SUCCEEDED'])
    await simulator.control.advance(18_000)
    expect(await statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'])
    const ends = simulator.control.state().tasks.map(({ endedAt, createdAt }) => Math.round((endedAt ?? 0) - createdAt))
    expect(ends).toEqual([9000, 18_000, 27_000, 9000])
  })
})

test('deleting a running task frees its place, gives its credits back, and a second time finds nothing', async () => {
  await withSimulator(async (simulator) => {
    await simulator.control.change({ tier: { concurrent: 1 } })
    const [running, waiting] = [await makeTask(simulator), await makeTask(simulator)]
    const removed = await call(simulator, `/v1/tasks/${running}`, { method: 'DELETE' })
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect((await taskOf(simulator, waiting))['status']).toBe('PENDING')
    expect(await balanceOf(simulator)).toBe(9940)
    for (const method of ['GET', 'DELETE']) {
      const gone = await call(simulator, `/v1/tasks/${running}`, { method })
      expect([gone.status, gone.json]).toEqual([404, { error: 'Could not find Task' }])
    }
  })
})

test('a key sees its own tasks and credits only', async () => {
  const accounts = [
    { key: newKey(), balance: 100 },
    { key: newKey(), balance: 200 },
  ]
  await withSimulator(
    async (simulator) => {
      const other = accounts[1]?.key ?? ''
      const id = await makeTask(simulator, textRequest, other)
      expect((await call(simulator, `/v1/tasks/${id}`)).status).toBe(404)
      expect(await balanceOf(simulator)).toBe(100)
      expect(await balanceOf(simulator, other)).toBe(140)
    },
    { accounts },
  )
})

test('without enough credits nothing is made and the answer is a 400', async () => {
  await withSimulator(async (simulator) => {
    await simulator.control.change({ balance: 59 })
    const answer = await call(simulator, '/v1/text_to_video', { body: textRequest })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({
      error: 'You do not have enough credits to run this task.',
      docUrl: 'https://docs.dev.runwayml.com/api',
    })
    expect(simulator.control.state()).toMatchObject({ tasksCreated: 0, charged: 0 })
  })
})

test('over the daily limit a create is answered 429 until 24 hours have passed', async () => {
  await withSimulator(async (simulator) => {
    await simulator.control.change({ tier: { daily: 1 } })
    await makeTask(simulator)
    const answer = await call(simulator, '/v1/text_to_video', { body: textRequest })
    expect([answer.status, answer.json]).toEqual([429, { error: 'Your daily task limit has been reached.' }])
    await simulator.control.advance(24 * 60 * 60 * 1000)
    expect((await call(simulator, '/v1/text_to_video', { body: textRequest })).status).toBe(200)
  })
})

test('the organization tells balance, limits and use by model, and credits by day', async () => {
  await withSimulator(async (simulator) => {
    await makeTask(simulator)
    const { json } = await call(simulator, '/v1/organization')
    expect(json).toMatchObject({
      creditBalance: 9940,
      tier: { models: { 'gen4.5': { maxConcurrentGenerations: 3, maxDailyGenerations: 1000 } } },
      usage: { models: { 'gen4.5': { dailyGenerations: 1 }, gen4_turbo: { dailyGenerations: 0 } } },
    })
    const usage = await call(simulator, '/v1/organization/usage', { body: {} })
    expect(usage.json?.['models']).toEqual(['gen4.5'])
    const results = usage.json?.['results'] as { usedCredits: object[] }[]
    expect(results.at(-1)?.usedCredits).toEqual([{ model: 'gen4.5', amount: 60 }])
  })
})

test('the older dialect tells no costs at all', async () => {
  await withSimulator(async (simulator) => {
    await simulator.control.change({ costs: false })
    const answer = await call(simulator, '/v1/text_to_video', { body: textRequest })
    expect(answer.json).toEqual({ id: expect.any(String) })
    const id = answer.json?.['id'] as string
    expect(await taskOf(simulator, id)).not.toHaveProperty('estimatedCost')
    await simulator.control.advance(10_000)
    expect(await taskOf(simulator, id)).not.toHaveProperty('cost')
  })
})
