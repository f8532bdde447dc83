import { describe, expect, it, vi } from 'vitest'
import type { SimulatorControl } from '../../../simulator/control'
import { inFilm, jobOf, served, setBudget, three } from './testing/paid-film'
import { creditsOf, journalOf, one, paidCredits, two } from './testing/paid-scene'

function promptsIn(control: SimulatorControl): unknown[] {
  return control.state().creates.map(({ body }) => (JSON.parse(body ?? '{}') as { promptText?: unknown }).promptText)
}

describe('cancelling', () => {
  it.concurrent('what runs stops it at the server; what it cost is the user’s to say, as nobody tells', () =>
    inFilm(
      async ({ open, control }) => {
        setBudget(open, 30)
        await open.approve(one)
        const { attemptId } = await open.reaches(one, 'running')
        open.generation.cancel(attemptId)
        await open.reaches(one, 'cancelled')
        expect(control.state().tasks).toMatchObject([{ status: 'CANCELLED', cost: 0, deleted: true }])
        expect(creditsOf(open.generation.ledger)).toMatchObject({ charged: 0, unknown: paidCredits })
        await expect(open.approve(two)).rejects.toThrow('budget')
        await open.generation.settle(attemptId, { how: 'dismiss', charged: 'no' })
        expect(jobOf(open)).toMatchObject({ state: 'cancelled', charged: 'no' })
        expect(creditsOf(open.generation.ledger)).toMatchObject({ charged: 0, unknown: 0 })
        await open.approve(two)
        await open.reaches(two, 'running')
      },
      { runMs: 60_000 },
    ))

  it.concurrent('what has just finished deletes nothing: the clip comes', () =>
    inFilm(
      async ({ open, control }) => {
        await open.approve(one)
        const { attemptId } = await open.reaches(one, 'running')
        await control.change({ standing: true, advance: 600_000 })
        open.generation.cancel(attemptId)
        await open.reaches(one, 'committed')
        expect(control.requests().filter(({ method }) => method === 'DELETE')).toEqual([])
        expect(served(control)).toEqual([1, 1, paidCredits])
      },
      { runMs: 60_000 },
    ))
})

describe('the queue', () => {
  it.concurrent('stays paused across a restart, sends nothing meanwhile, and keeps the order it was given', () =>
    inFilm(async ({ open, control, place, studio }) => {
      await control.change({ tier: { concurrent: 1 } })
      await open.generation.pause(true)
      await open.approve(one, two, three)
      await open.generation.move(jobOf(open, three).attemptId, jobOf(open, one).attemptId)
      await open.kill()
      const again = await studio.open('film', place)
      expect(again.generation.view.paused).toBe(true)
      expect(served(control)).toEqual([0, 0, 0])
      await again.generation.pause(false)
      await again.finishes()
      expect(promptsIn(control)).toEqual(['three', 'one', 'two'])
      const sent = again.generation.move(jobOf(again, one).attemptId, null)
      await expect(sent).rejects.toMatchObject({ kind: 'conflict' })
      expect(served(control)).toEqual([3, 3, 3 * paidCredits])
    }))

  it.concurrent('that is paused lets what is with the provider come home and sends nothing else', () =>
    inFilm(async ({ open, control }) => {
      await control.change({ tier: { concurrent: 1 } })
      await open.approve(one, two)
      await open.reaches(one, 'accepted', 'running', 'throttled')
      await open.generation.pause(true)
      await open.reaches(one, 'committed')
      expect([jobOf(open, two).state, ...served(control)]).toEqual([expect.stringMatching(/approved|intent/), 1, 1, 24])
    }))

  it.concurrent('that is closed waits for an answer on its way, and keeps it', () =>
    inFilm(async ({ open, control, place, studio }) => {
      control.fault({ call: 'create', action: { kind: 'slowBody', milliseconds: 100 } })
      await open.approve(one)
      await vi.waitUntil(() => control.state().tasksCreated === 1, { interval: 2 })
      await open.close()
      const kept = (await journalOf(studio, open)).at(-1)
      expect(kept).toMatchObject({ kind: 'answered', answer: { kind: 'accepted' } })
      const again = await studio.open('film', place)
      await again.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('that is closed while no answer comes says that it may have been charged', () =>
    inFilm(async ({ open, control, place, studio }) => {
      control.fault({ call: 'create', action: { kind: 'stall', takesEffect: true } })
      await open.approve(one)
      await vi.waitUntil(() => control.state().tasksCreated === 1, { interval: 2 })
      await open.close()
      expect((await journalOf(studio, open)).at(-1)).toMatchObject({ answer: { kind: 'unknown', code: 'ANSWER.LOST' } })
      const again = await studio.open('film', place)
      expect(jobOf(again)).toMatchObject({ state: 'unknown', charged: 'unknown' })
      expect(served(control).slice(0, 2)).toEqual([1, 1])
    }))

  it.concurrent('that is closed before a request left sends nothing more, and goes on at the next start', () =>
    inFilm(async ({ open, control, place, studio }) => {
      await open.generation.pause(true)
      await open.approve(one)
      control.fault({ call: 'organization', action: { kind: 'slowBody', milliseconds: 100 } })
      const asked = control.requests().length
      await open.generation.pause(false)
      await vi.waitUntil(() => control.requests().length > asked, { interval: 2 })
      await open.close()
      expect(served(control)).toEqual([0, 0, 0])
      const again = await studio.open('film', place)
      await again.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))
})
