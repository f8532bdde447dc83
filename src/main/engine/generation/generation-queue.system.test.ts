import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currentAttempt } from '../../../shared/jobs/job-book'
import type { JobFacts } from '../../../shared/jobs/job-machine'
import { places, World } from './testing/queue-world'

/** More of them by an environment variable: INTERLEAVINGS=10000. */
const interleavings = Number(process.env['INTERLEAVINGS'] ?? 1000)

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function checkAlways(world: World): void {
  expect(world.tasks.size).toBeLessThanOrEqual(world.items.length)
  const chains = [...world.tasks.values()].map((task) => currentAttempt(world.book, task.key)!.attemptId)
  expect(new Set(chains).size).toBe(chains.length)
  expect(world.shotsAtStake).toBeLessThanOrEqual(world.budgetShots)
  // A task that the user named is there already, whatever the places.
  const own = [...world.book.open]
    .map((id) => world.book.jobs.get(id)!)
    .filter((job) => !world.found.has(job.attemptId))
  const states = own.map((job) => job.state)
  const active = states.filter((state) => ['sending', 'accepted', 'throttled', 'running'].includes(state))
  expect(active.length).toBeLessThanOrEqual(places)
}

/** Everything goes well from here on: the work comes to its end. */
async function finish(world: World): Promise<void> {
  for (let round = 0; !world.idle; round++) {
    expect(round).toBeLessThan(2000)
    const next = world.pending[0]
    // 18 is a good outcome of every effect.
    if (next) next.settle(18)
    else world.tick()
    await settled()
  }
}

interface Move {
  readonly kind: 'approve' | 'settle' | 'tick' | 'cancel' | 'crash' | 'pause' | 'move' | 'find' | 'dismiss' | 'poke'
  readonly roll: number
}

const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom(
      'approve',
      'settle',
      'settle',
      'settle',
      'settle',
      'settle',
      'settle',
      'tick',
      'cancel',
      'crash',
      'pause',
      'move',
      'find',
      'dismiss',
      'poke',
    ),
    roll: fc.nat(100_000),
  }),
  { minLength: 10, maxLength: 120 },
)

function play(world: World, { kind, roll }: Move): void {
  const one = world.pending[roll % Math.max(1, world.pending.length)]
  const open = [...world.book.open]
  const job = open[roll % Math.max(1, open.length)]
  if (kind === 'approve' && world.items.length < 12) world.approve((roll % 3) + 1, roll % 2 === 0)
  else if (kind === 'settle') one?.settle(roll >> 4)
  else if (kind === 'tick') world.tick()
  else if (kind === 'cancel' && job) world.queue.cancel(job)
  else if (kind === 'crash') world.crash(roll)
  else playByHand(world, { kind, roll })
}

/** What only the user does. */
function playByHand(world: World, { kind, roll }: Move): void {
  const open = [...world.book.open]
  const job = open[roll % Math.max(1, open.length)]
  const lost = [...world.book.jobs.values()].filter(({ state }) => state === 'unknown')
  const one = lost[roll % Math.max(1, lost.length)]
  if (kind === 'pause') world.pause(roll % 2 === 0)
  else if (kind === 'poke') world.queue.poke()
  else if (kind === 'move' && job) world.byHand({ kind: 'moved', before: open[roll % 5] ?? null }, job)
  else if (kind === 'find' && one && world.tasks.has(`task-${one.attemptId}`)) {
    world.found.add(one.attemptId)
    world.byHand({ kind: 'found', taskId: `task-${one.attemptId}` }, one.attemptId)
  } else if (kind === 'dismiss' && one) {
    // Whoever says it was not charged has looked: there is no task.
    const charged = world.tasks.has(`task-${one.attemptId}`) ? 'yes' : 'no'
    world.byHand({ kind: 'dismissed', charged }, one.attemptId)
  }
}

describe('the queue under any interleaving of answers, faults, crashes, cancels, pauses, second thoughts and full disks', () => {
  it.each([
    ['a provider that can not look a lost request up', false],
    ['a provider that can', true],
  ])(
    'creates at most one task an approved shot and brings everything to an end: %s',
    async (_name, canLookUp) => {
      await fc.assert(
        fc.asyncProperty(moves, async (list) => {
          const world = new World(canLookUp)
          world.approve(3, true)
          await settled()
          for (const move of list) {
            play(world, move)
            await settled()
            checkAlways(world)
          }
          world.crash(0)
          world.pause(false)
          await settled()
          await finish(world)
          checkAlways(world)
          expect([...world.book.open]).toEqual([])
          const jobs = [...world.book.jobs.values()]
          const committed = jobs.filter((job) => job.state === 'committed').map((job) => job.takeId)
          expect(new Set(committed)).toEqual(new Set(world.taken.keys()))
          if (canLookUp) {
            const unknown = jobs.filter((job) => job.state === 'unknown')
            // One that died before its request left is not known either when the provider can't tell.
            const explained = ({ attemptId }: JobFacts): boolean =>
              world.requests.includes(attemptId) || world.untold.has(attemptId)
            expect(unknown.filter((job) => !explained(job))).toEqual([])
          }
          const sendings = world.durable.filter((record) => record.kind === 'sending')
          expect(world.requests.length).toBeLessThanOrEqual(sendings.length)
        }),
        { numRuns: interleavings },
      )
    },
    Infinity,
  )
})
