import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, it, vi } from 'vitest'
import type { SimulatorControl } from '../../../simulator/control'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { verifyClip } from '../media/verify-clip'
import { startGenerating, type GeneratingProcess } from './testing/generating-process'
import { addShots, countOf, creditsOf, journalOf, paidCredits, paidShot } from './testing/paid-scene'
import { atRunway, type RunwayPlace } from './testing/runway-place'
import { inStudio, type OpenStudio, type Studio } from './testing/studio'

/** How often the process is killed in each state: ten times in CI, once at a desk; ROUNDS=50 is the full kit. */
const rounds = Number(process.env['ROUNDS'] ?? (process.env['CI'] === undefined ? 1 : 10))

let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
})

interface Moment {
  /** What the server is told before. */
  readonly before?: (control: SimulatorControl) => void | Promise<void>
  /** Waits until the moment has come, where the process does not stand still by itself. */
  readonly come?: (control: SimulatorControl, round: number) => Promise<void>
  /** What the film finds afterwards, before the user does anything. */
  readonly found: 'committed' | 'unknown' | 'either'
  /** Tasks that the server has made by then; left out where a request may be about to leave. */
  readonly tasks?: 0 | 1
}

function until(condition: () => boolean): Promise<unknown> {
  return vi.waitUntil(condition, { timeout: 20_000, interval: 2 })
}

/** Every state of a generation: the process stands still in it, or the server keeps it there, until it is killed. */
const moments: Readonly<Record<string, Moment>> = {
  approved: { found: 'committed', tasks: 0 },
  intent: { found: 'committed', tasks: 0 },
  sending: { found: 'unknown' },
  'sending, while the server has no task yet': {
    before: (control) => control.fault({ call: 'create', action: { kind: 'stall' } }),
    come: async (control) => void (await until(() => control.state().creates.length === 1)),
    found: 'unknown',
    tasks: 0,
  },
  'sending, after the server made the task': {
    before: (control) => control.fault({ call: 'create', action: { kind: 'stall', takesEffect: true } }),
    come: async (control) => void (await until(() => control.state().tasksCreated === 1)),
    found: 'unknown',
    tasks: 1,
  },
  accepted: { found: 'committed', tasks: 1 },
  throttled: { before: (control) => control.change({ tier: { concurrent: 0 } }), found: 'committed', tasks: 1 },
  running: { before: (control) => control.change({ runMs: 600_000 }), found: 'committed', tasks: 1 },
  succeeded: { found: 'committed', tasks: 1 },
  downloading: { found: 'committed', tasks: 1 },
  'downloading, with half of the clip': {
    before: (control) => control.fault({ call: 'download', action: { kind: 'stallMidBody' } }),
    come: async (control) => {
      await until(() => control.requests().some(({ route, status }) => route.startsWith('/output/') && status === 200))
      await delay(30)
    },
    found: 'committed',
    tasks: 1,
  },
  verified: { found: 'committed', tasks: 1 },
  committed: { found: 'committed', tasks: 1 },
  'any moment': { come: (_control, round) => delay((round * 97) % 400), found: 'either' },
}

async function killAt(name: string, { come }: Moment, child: GeneratingProcess, place: RunwayPlace, round: number) {
  try {
    await child.says(come ? 'begun' : name)
    await come?.(place.simulator.control, round)
  } finally {
    // A process that was killed has nothing to complain about.
    expect(await child.kill()).toBe('')
  }
}

/** The user settles what nobody could account for: by the task the server shows, or as not charged. */
async function settle({ generation }: OpenStudio, control: SimulatorControl): Promise<void> {
  const job = generation.jobs[0]
  if (job?.state !== 'unknown') return
  const [task] = control.state().tasks
  await generation.settle(job.attemptId, task ? { how: 'task', taskId: task.id } : { how: 'dismiss', charged: 'no' })
}

async function assertTake(open: OpenStudio): Promise<void> {
  const { signal } = new AbortController()
  const [take] = open.generation.takes
  const path = join(open.session.paths.takes, `${take!.id}.mp4`)
  expect(
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  ).toBe(take!.sha256)
  expect(await verifyClip(ffmpeg, path, signal)).toMatchObject({ ok: true, value: { frames: 48 } })
}

async function afterwards(studio: Studio, place: RunwayPlace, moment: Moment): Promise<void> {
  const { control } = place.simulator
  control.clearFaults()
  await control.change({ tier: { concurrent: 3 }, runMs: 2000, advance: 600_000 })
  const open = await studio.open('film', place)
  expect(open.generation.notices).toEqual([])
  await open.finishes()
  if (moment.found !== 'either') expect(open.generation.jobs).toMatchObject([{ state: moment.found }])
  await settle(open, control)
  await open.finishes()
  const records = await journalOf(studio, open)
  const { tasksCreated, creates, charged } = control.state()
  expect(tasksCreated).toBeLessThanOrEqual(countOf(records, 'approval'))
  // Killed after the record and before its first byte, a request is in the journal alone.
  const unsent = countOf(records, 'sending') - creates.length
  expect(unsent).toBeOneOf(moment.tasks === undefined ? [0, 1] : [0])
  expect(countOf(records, 'committed')).toBe(tasksCreated)
  expect(open.generation.takes).toHaveLength(tasksCreated)
  const { reserved, unknown, ...sums } = creditsOf(open.generation.ledger)
  expect([reserved, unknown, sums.charged, charged]).toEqual([0, 0, tasksCreated * paidCredits, sums.charged])
  if (tasksCreated === 1) await assertTake(open)
  for (const folder of ['arrivals', 'lost-and-found']) expect(await studio.inAppData(folder)).toEqual([])
}

async function assertRound(name: string, moment: Moment, round: number): Promise<void> {
  await atRunway({ ffmpeg }, (place) =>
    inStudio({ ffmpeg, pictureWorker: null }, async (studio) => {
      const { simulator } = place
      const film = await studio.create('film', place)
      addShots(film, paidShot)
      await film.session.save()
      await film.close()
      await moment.before?.(simulator.control)
      const where = { folder: join(studio.desk.folder, 'film'), appData: studio.appData }
      await killAt(name, moment, startGenerating({ ...where, ...simulator }, name), place, round)
      if (moment.tasks !== undefined) expect(simulator.control.state().tasksCreated).toBe(moment.tasks)
      await afterwards(studio, place, moment)
    }),
  )
}

it.concurrent.each(Object.entries(moments))(
  'killed in %s, the clip comes home once, or what may have been charged is said',
  { timeout: 60_000 + rounds * 10_000 },
  async (name, moment) => {
    const began = performance.now()
    for (let round = 1; round <= rounds; round++) await assertRound(name, moment, round)
    if (rounds > 1) console.info(`${name}: ${rounds} kills in ${Math.round(performance.now() - began)} ms`)
  },
)
