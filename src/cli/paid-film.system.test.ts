import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { testFfmpeg } from '../main/engine/ffmpeg/test-ffmpeg'
import { canaryKey } from '../main/engine/secrets/testing/canary'
import { startSimulator, type Simulator } from '../simulator/start-simulator'
import { buildCommandLine, filesHolding, inCliWorld, removeCommandLine, type CliWorld } from './testing/cli-world'

let program: string
let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  program = await buildCommandLine()
})
afterAll(() => removeCommandLine(program))

/** A film with so many shots of two seconds, $0.24 each, and a provider that makes them at once. */
async function withPaidFilm(
  shots: number,
  work: (world: CliWorld, simulator: Simulator) => Promise<void>,
): Promise<void> {
  const accounts = [{ key: canaryKey, balance: 1000 }]
  const simulator = await startSimulator({ ffmpeg, accounts, speed: 100, pendingMs: 100, runMs: 1000 })
  try {
    await inCliWorld(program, async (world) => {
      world.environment['SEAMLINE_RUNWAY_URL'] = simulator.baseUrl
      world.environment['RUNWAYML_API_SECRET'] = canaryKey
      await world.run('new', 'film', '--model', 'gen4.5', '--duration', '2')
      const prompts = Array.from({ length: shots }, (_, index) => `a harbour, ${index + 1}`)
      await world.run('add', 'film', '-p', ...prompts)
      await work(world, simulator)
    })
  } finally {
    await simulator.close()
  }
}

it.concurrent('pays only for what was agreed to, once, and shows the key to nobody', async () => {
  await withPaidFilm(2, async (world, simulator) => {
    const plan = await world.json('plan', 'film')
    expect(plan).toMatchObject({ exit: 0, dollars: 0.48, ready: true, totals: [{ units: 48, balance: 1000 }] })
    const texts: string[] = []
    for (const consent of [[], ['--yes'], ['--yes', '--max-cost', '0.47']]) {
      const refused = await world.run('generate', 'film', ...consent)
      expect(refused).toMatchObject({ code: 3 })
      expect(refused.stderr).toContain('$0.48')
      texts.push(refused.stderr)
    }
    expect(simulator.control.state().tasksCreated).toBe(0)
    const done = await world.run('generate', 'film', '--yes', '--max-cost', '0.48', '--verbose')
    expect(done.code).toBe(0)
    const status = await world.json('status', 'film')
    expect(status).toMatchObject({
      ledger: { charged: 0.48, reserved: 0, unknown: 0 },
      shots: [{ takes: 1 }, { takes: 1 }],
    })
    expect(simulator.control.state()).toMatchObject({ tasksCreated: 2, charged: 48, keysSentElsewhere: 0 })
    texts.push(done.stderr, done.stdout, JSON.stringify(status), (await world.run('doctor', 'film', '--online')).stdout)
    expect(texts.at(-1)).toContain('952 credits')
    expect(texts.filter((text) => text.includes(canaryKey.slice(0, 24)))).toEqual([])
    expect(await filesHolding(world.folder, canaryKey.slice(0, 24))).toEqual([])
    expect(await world.run('generate', 'film', '--yes', '--max-cost', '9')).toMatchObject({ code: 0 })
    expect(simulator.control.state().tasksCreated).toBe(2)
  })
})

it.concurrent('stops waiting at Ctrl-C, takes back what was not sent, and collects what was paid for', async () => {
  await withPaidFilm(2, async (world, simulator) => {
    await simulator.control.change({ runMs: 3_000_000, tier: { concurrent: 1 } })
    const generating = world.start('generate', 'film', '--yes', '--max-cost', '1')
    await expect.poll(() => simulator.control.state().tasksCreated, { timeout: 30_000 }).toBe(1)
    await expect.poll(generating.said, { timeout: 30_000 }).toMatch(/waiting at the provider|generating/)
    generating.child.kill('SIGINT')
    const ended = await generating.ended
    expect(ended.code).toBe(130)
    expect(ended.stderr).toContain('1 with the provider, which goes on there, 1 agreed to but not sent yet')
    expect(await world.json('status', 'film')).toMatchObject({ ledger: { reserved: 0.48, charged: 0 } })
    expect((await world.json('cancel', 'film'))['cancelled']).toHaveLength(1)
    await simulator.control.advance(3_000_000)
    const collected = await world.json('status', 'film', '--collect')
    expect(collected).toMatchObject({ exit: 0, ledger: { reserved: 0, charged: 0.24 } })
    expect(simulator.control.state().tasksCreated).toBe(1)
  })
})

it.concurrent('never repeats a create whose answer was lost, and names the ways out', async () => {
  await withPaidFilm(1, async (world, simulator) => {
    simulator.control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
    const lost = await world.json('generate', 'film', '--yes', '--max-cost', '1')
    expect(lost).toMatchObject({ exit: 4, error: { reason: 'notGenerated' }, ledger: { unknown: 0.24 } })
    const { advice } = lost['error'] as { advice: readonly string[] }
    for (const exit of ['--task ID', '--not-charged', '--charged']) expect(advice.join('\n')).toContain(exit)
    expect(await world.run('generate', 'film', '--yes', '--max-cost', '1')).toMatchObject({ code: 4 })
    expect(simulator.control.state().tasksCreated).toBe(1)
    const [job] = lost['jobs'] as readonly { id: string }[]
    const [task] = simulator.control.state().tasks
    const settled = await world.json('settle', 'film', job!.id.slice(0, 8), '--task', task!.id)
    expect(settled).toMatchObject({ exit: 0 })
    const after = await world.json('status', 'film', '--collect')
    expect(after).toMatchObject({ exit: 0, shots: [{ state: 'ready' }], ledger: { charged: 0.24, unknown: 0 } })
    expect(simulator.control.state().tasksCreated).toBe(1)
  })
})

it.concurrent('says what is wrong with keys and addresses, and asks no address that a folder brings along', async () => {
  await withPaidFilm(1, async (world, simulator) => {
    await simulator.control.change({ enabled: false })
    const refused = await world.run('generate', 'film', '--yes', '--max-cost', '1')
    expect(refused.code).toBe(7)
    expect(refused.stderr).not.toContain(canaryKey.slice(0, 24))
    expect(simulator.control.state().tasksCreated).toBe(0)

    const { SEAMLINE_RUNWAY_URL: url = '' } = world.environment
    delete world.environment['SEAMLINE_RUNWAY_URL']
    await writeFile(path.join(world.folder, '.env'), `SEAMLINE_RUNWAY_URL=${url}\n`)
    const before = simulator.control.requests().length
    const folderAddress = await world.run('generate', 'film', '--yes', '--max-cost', '1')
    expect(folderAddress.code).toBe(7)
    expect(simulator.control.requests()).toHaveLength(before)
    await writeFile(path.join(world.folder, '.env'), `SEAMLINE_RUNWAY_URL=${url}\nRUNWAY_API_KEY=${canaryKey}\n`)
    delete world.environment['RUNWAYML_API_SECRET']
    await simulator.control.change({ enabled: true })
    expect(await world.json('plan', 'film')).toMatchObject({ exit: 0, totals: [{ balance: 1000 }] })
  })
})
