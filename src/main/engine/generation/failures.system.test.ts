import { beforeAll, expect, it } from 'vitest'
import { diagnose } from '../../../shared/jobs/failure-doctor'
import { documentedFailureCodes, type Outcome } from '../../../simulator/outcome'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { addShots, creditsOf, one, paidCredits, paidShot, trusting } from './testing/paid-scene'
import { atRunway } from './testing/runway-place'
import { inStudio } from './testing/studio'

let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
})

interface Ended {
  readonly reason: string | null
  readonly code: string | null
  readonly charged: string
  readonly sums: ReturnType<typeof creditsOf>
  /** What the server really charged. */
  readonly really: number
}

/** How a shot ends whose task ends so; `tells`: whether the server tells costs. */
async function endOf(outcome: Outcome, tells: boolean): Promise<Ended> {
  let ended: Ended | null = null
  await atRunway({ ffmpeg: null }, (place) =>
    inStudio({ ffmpeg, pictureWorker: null, media: trusting }, async (studio) => {
      const { control } = place.simulator
      await control.change({ costs: tells, outcomes: [outcome] })
      const open = await studio.create('film', place)
      addShots(open, paidShot)
      await open.approve(one)
      await open.finishes()
      const { state, reason, code, charged } = open.generation.jobs[0]!
      expect(state).toBe(outcome.kind === 'cancel' ? 'cancelled' : 'failed')
      expect(control.state().tasksCreated).toBe(1)
      ended = { reason, code, charged, sums: creditsOf(open.generation.ledger), really: control.state().charged }
    }),
  )
  return ended!
}

const codes: readonly (string | null | undefined)[] = [...documentedFailureCodes, null, undefined, 'NEVER.HEARD.OF']

it.concurrent.each(codes)('a task that fails with %s says what, what next, and what it really cost', async (code) => {
  const failed: Outcome = { kind: 'fail', failure: 'Own words.', ...(code !== undefined && { failureCode: code }) }
  const { reason, code: shown, charged, sums, really } = await endOf(failed, true)
  const { words, next, pays } = diagnose(shown)
  expect(reason).toContain(words.replace(/\.$/, ''))
  expect(reason).toContain('Own words')
  expect(next).toMatch(/\.$/)
  expect(shown).toBe(code ?? 'INTERNAL')
  expect(charged).toBe(really > 0 ? 'yes' : 'no')
  expect(really > 0).toBe(pays === 'user')
  expect(sums).toEqual({ reserved: 0, charged: really, refunded: paidCredits - really, unknown: 0 })
})

it.concurrent.each(codes)('where the server tells no costs, %s is never shown cheaper than it was', async (code) => {
  const failed: Outcome = { kind: 'fail', ...(code !== undefined && { failureCode: code }) }
  const { sums, really } = await endOf(failed, false)
  expect(sums.charged + sums.unknown).toBeGreaterThanOrEqual(really)
  expect(sums.refunded).toBe(0)
})

it.concurrent.each([0, 5])('a task that Runway cancels by itself is charged as it says: %i', async (cost) => {
  const { charged, sums } = await endOf({ kind: 'cancel', cost }, true)
  expect(charged).toBe(cost > 0 ? 'yes' : 'no')
  expect(sums).toMatchObject({ reserved: 0, charged: cost, unknown: 0 })
})
