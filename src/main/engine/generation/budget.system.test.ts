import { describe, expect, it, vi } from 'vitest'
import { cent, inFilm, isHeld, jobOf, served, setBudget, three, type PaidFilm } from './testing/paid-film'
import { addShots, creditsOf, one, paidCredits, paidShot, two } from './testing/paid-scene'

/** Somebody deletes a task in the account. */
async function deleteTask({ place, control }: PaidFilm): Promise<void> {
  const { baseUrl, key } = place.simulator
  const { id } = control.state().tasks.at(-1)!
  const headers = { authorization: `Bearer ${key}`, 'x-runway-version': '2024-11-06' }
  expect((await fetch(`${baseUrl}/v1/tasks/${id}`, { method: 'DELETE', headers })).status).toBe(204)
}

/** A task was made and its answer lost. */
async function lose({ control, open }: PaidFilm): Promise<void> {
  control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
  await open.approve(one)
  await open.reaches(one, 'unknown')
}

describe('a budget', () => {
  it.concurrent('keeps a bill above it from being agreed to', () =>
    inFilm(async ({ open, control }) => {
      setBudget(open, 47)
      const { hash, preflight } = await open.generation.quote([one, two])
      expect(preflight).toMatchObject([{ code: 'BUDGET.EXCEEDED', blocking: true }])
      await expect(open.generation.approve([one, two], hash)).rejects.toThrow(
        'The budget of this film is $0.47; with this it would be $0.48.',
      )
      expect(open.generation.jobs).toEqual([])
      setBudget(open, 48)
      await open.approve(one, two)
      await open.finishes()
      expect(served(control)).toEqual([2, 2, 2 * paidCredits])
    }))

  it.concurrent('that was lowered after the yes holds at the moment of sending: nothing leaves', () =>
    inFilm(async ({ open, control }) => {
      setBudget(open, 100)
      await open.generation.pause(true)
      await open.approve(one)
      setBudget(open, 23)
      await open.generation.pause(false)
      await open.finishes()
      expect(jobOf(open)).toMatchObject({ state: 'rejected', code: 'BUDGET.EXCEEDED', charged: 'no' })
      expect(served(control)).toEqual([0, 0, 0])
      expect(creditsOf(open.generation.ledger)).toEqual({ reserved: 0, charged: 0, refunded: 0, unknown: 0 })
    }))

  it.concurrent('that was lowered lets through what fits', () =>
    inFilm(async ({ open, control }) => {
      await control.change({ tier: { concurrent: 1 } })
      await open.approve(one, two, three)
      setBudget(open, 50)
      await open.finishes()
      const states = [one, two, three].map((shot) => jobOf(open, shot).state)
      expect(states).toEqual(['committed', 'committed', 'rejected'])
      expect(served(control)).toEqual([2, 2, 2 * paidCredits])
    }))

  it.concurrent('for one shot is not given to two bills that are agreed to at once', () =>
    inFilm(async ({ open, control }) => {
      setBudget(open, 30)
      const [first, second] = [await open.generation.quote([one]), await open.generation.quote([two])]
      const { generation } = open
      const both = [generation.approve([one], first.hash), generation.approve([two], second.hash)]
      expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      await open.finishes()
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('counts a charge above the estimate', () =>
    inFilm(async ({ open, control }) => {
      setBudget(open, 60)
      control.next({ kind: 'succeed', cost: 40 })
      await open.approve(one)
      await open.reaches(one, 'committed')
      expect(creditsOf(open.generation.ledger).charged).toBe(40)
      const { budget, preflight } = await open.generation.quote([two])
      expect(budget).toEqual({ limit: 60 * cent, used: 40 * cent, after: 64 * cent })
      expect(preflight).toMatchObject([{ code: 'BUDGET.EXCEEDED', blocking: true }])
    }))

  it.concurrent('holds what may have been charged until the user settles it', () =>
    inFilm(async (scene) => {
      const { open } = scene
      setBudget(open, 40)
      await lose(scene)
      await expect(open.approve(two)).rejects.toThrow('budget')
      await open.close()
      const again = await scene.studio.open('film', scene.place)
      setBudget(again, 40)
      await expect(again.approve(two)).rejects.toThrow('budget')
      await again.generation.settle(jobOf(again).attemptId, { how: 'dismiss', charged: 'no' })
      await again.approve(two)
      await again.reaches(two, 'committed')
    }))
})

describe('an account', () => {
  it.concurrent('with too few credits for two films pays for one and says so to the other', () =>
    inFilm(async ({ control, open, place, studio }) => {
      await control.change({ balance: 30 })
      const other = await studio.create('other', place)
      addShots(other, paidShot)
      await Promise.all([open.approve(one), other.approve(one)])
      await Promise.all([open.finishes(), other.finishes()])
      const ends = [jobOf(open), jobOf(other)].map(({ state, code }) => `${state} ${code}`)
      expect(new Set(ends)).toEqual(new Set(['committed null', 'rejected CREDITS.SHORT']))
      expect(served(control)).toEqual([1, 2, paidCredits])
    }))

  it.concurrent('without a key is not agreed to; a key that is taken away holds what waits', () =>
    inFilm(async ({ open, control, place }) => {
      await open.generation.pause(true)
      await open.approve(one)
      await place.useKey(null)
      await expect(open.approve(two)).rejects.toThrow('There is no key for Runway')
      await open.generation.pause(false)
      await isHeld(open, 'There is no key')
      expect(served(control)).toEqual([0, 0, 0])
      await place.useKey(place.simulator.key)
      open.generation.poke()
      await open.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('whose key is refused is not agreed to, and what runs waits for it', () =>
    inFilm(
      async ({ open, control }) => {
        await open.approve(one)
        await open.reaches(one, 'running')
        await control.change({ enabled: false })
        await isHeld(open, 'refused the key')
        const { preflight } = await open.generation.quote([two])
        expect(preflight).toMatchObject([{ code: 'KEY.REFUSED', blocking: true }])
        await control.change({ enabled: true, advance: 600_000 })
        open.generation.poke()
        await open.reaches(one, 'committed')
        expect(served(control)).toEqual([1, 1, paidCredits])
      },
      { runMs: 60_000 },
    ))

  it.concurrent('of another key does not know the task, which is found with the right one', () => {
    const [key, otherKey] = ['a', 'b'].map((digit) => `key_${digit.repeat(128)}`) as [string, string]
    const accounts = [key, otherKey].map((one) => ({ key: one, balance: 1000 }))
    return inFilm(
      async ({ open, control, place }) => {
        await open.approve(one)
        const { taskId } = await open.reaches(one, 'running')
        await place.useKey(otherKey)
        await open.reaches(one, 'unknown')
        expect(jobOf(open)).toMatchObject({ code: 'TASK.GONE', charged: 'unknown', taskId })
        await place.useKey(key)
        await control.advance(600_000)
        await open.generation.settle(jobOf(open).attemptId, { how: 'task', taskId: taskId! })
        await open.reaches(one, 'committed')
        expect(served(control)).toEqual([1, 1, paidCredits])
      },
      { runMs: 60_000, accounts },
    )
  })
})

describe('a task', () => {
  it.concurrent('made at another address waits for it, and its clip comes when that is set again', () =>
    inFilm(
      async ({ open, control, place }) => {
        await open.approve(one)
        await open.reaches(one, 'running')
        await place.useServer('http://127.0.0.1:9')
        await isHeld(open, `was made at ${place.simulator.baseUrl}`)
        await control.advance(600_000)
        await place.useServer(place.simulator.baseUrl)
        open.generation.poke()
        await open.reaches(one, 'committed')
        expect(served(control)).toEqual([1, 1, paidCredits])
      },
      { runMs: 60_000 },
    ))

  it.concurrent('lost in a crash is unknown at once whatever address is set, and is looked for at its own only', () =>
    inFilm(async ({ open, control, place, studio }) => {
      control.fault({ call: 'create', action: { kind: 'stall', takesEffect: true } })
      await open.approve(one)
      await vi.waitUntil(() => control.state().tasksCreated === 1)
      await open.kill()
      await place.useServer('http://127.0.0.1:9')
      const again = await studio.open('film', place)
      await again.reaches(one, 'unknown')
      const settlement = { how: 'task', taskId: control.state().tasks[0]!.id } as const
      const { attemptId } = jobOf(again)
      await expect(again.generation.settle(attemptId, settlement)).rejects.toThrow('Set that address in Settings')
      await place.useServer(place.simulator.baseUrl)
      await again.generation.settle(attemptId, settlement)
      await again.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('goes on while there is no connection, however long, and its clip comes afterwards', () =>
    inFilm(async ({ open, control, place }) => {
      await open.approve(one)
      await open.reaches(one, 'accepted', 'throttled', 'running')
      await place.simulator.goAway()
      await isHeld(open, 'no connection')
      await control.advance(3_600_000)
      await place.simulator.comeBack()
      await open.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('whose links die before the download is asked for fresh ones', () =>
    inFilm(async ({ open, control }) => {
      await control.change({ linkLife: 0 })
      await open.approve(one)
      await isHeld(open, 'error 403')
      expect(jobOf(open).state).toBe('downloading')
      await control.change({ linkLife: 86_400_000 })
      await open.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))

  it.concurrent('that was deleted while it ran may have been charged, which is believed after three looks', () =>
    inFilm(
      async (scene) => {
        const { open, control } = scene
        await open.approve(one)
        await open.reaches(one, 'running')
        await deleteTask(scene)
        await open.reaches(one, 'unknown')
        expect(jobOf(open)).toMatchObject({ code: 'TASK.GONE', charged: 'unknown' })
        expect(
          control.requests().filter(({ route, status }) => route === '/v1/tasks/{id}' && status === 404),
        ).toHaveLength(3)
      },
      { runMs: 60_000 },
    ))

  it.concurrent('that was deleted before its clip came ends in words, and the shot can be generated again', () =>
    inFilm(async (scene) => {
      const { open, control } = scene
      control.fault({ call: 'download', times: 'always', action: { kind: 'status', status: 500 } })
      await open.approve(one)
      await isHeld(open, 'error 500')
      await deleteTask(scene)
      await open.reaches(one, 'failed')
      expect(jobOf(open)).toMatchObject({ code: 'TASK.GONE', charged: 'yes' })
      expect(creditsOf(open.generation.ledger)).toMatchObject({ charged: paidCredits, unknown: 0 })
      control.clearFaults()
      await open.approve(one)
      await open.reaches(one, 'committed')
    }))

  it.concurrent('whose clip can’t be had for an hour ends in words, and is fetched once it can', () =>
    inFilm(async ({ open, control }) => {
      control.fault({ call: 'download', times: 'always', action: { kind: 'status', status: 404 } })
      await open.approve(one)
      await isHeld(open, 'error 404')
      // Each poke is a try at once: the hour passes quickly.
      const poking = setInterval(() => open.generation.poke(), 10)
      await open.reaches(one, 'failed').finally(() => clearInterval(poking))
      expect(jobOf(open)).toMatchObject({ code: 'CLIP.DAMAGED', charged: 'yes' })
      control.clearFaults()
      await open.generation.settle(jobOf(open).attemptId, { how: 'fetchAgain' })
      await open.reaches(one, 'committed')
      expect(served(control)).toEqual([1, 1, paidCredits])
    }))
})
