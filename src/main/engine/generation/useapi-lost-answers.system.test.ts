import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { SimulatorControl } from '../../../simulator/control'
import { faultsThatProveNothing, redirectTo } from './testing/faults-of-creates'
import { creditsOf, one } from './testing/paid-scene'
import { assertUseapiMoney, inUseapiFilm, useapiCredits } from './testing/useapi-film'

/*
 * No task without an approval, none sent twice; and the task of a create whose answer was lost is found again in the list
 * of tasks. One that is not listed stays unknown: a list proves nothing by what it lacks.
 */
vi.setConfig({ maxConcurrency: 12, testTimeout: 60_000 })

let elsewhere: Server
const strayed: string[] = []
let away = ''
beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    strayed.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no key'}`)
    response.end('{}')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/taken`
})

afterAll(() => {
  elsewhere.close()
  expect(strayed).toEqual([])
})

function requestsTo(control: SimulatorControl, route: string): number {
  return control.requests().filter((request) => request.route === route).length
}

describe('a lost answer', () => {
  it.concurrent.each(Object.entries(faultsThatProveNothing(() => redirectTo(away))))(
    'to a create (%s) resolves itself when there is a task, and else is the user’s to settle; it is sent once',
    (_name, { action, tasks, unread = 0 }) =>
      inUseapiFilm(async (scene) => {
        const { control, open } = scene
        control.fault({ call: 'create', action: action() })
        await open.approve(one)
        await open.reaches(one, tasks === 1 ? 'committed' : 'unknown')
        const { tasksCreated, creates, charged } = control.state()
        const credits = tasks * useapiCredits
        expect([tasksCreated, charged]).toEqual([tasks, credits])
        expect(creates).toHaveLength(1 - unread)
        const held = (1 - tasks) * useapiCredits
        expect(creditsOf(open.generation.ledger)).toMatchObject({ charged: credits, unknown: held, reserved: 0 })
        await assertUseapiMoney(scene, unread)
      }),
  )

  it.concurrent('is not believed to be none at once: a list that lags shows the task later', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      await control.change({ taskLag: 30_000 })
      control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
      await open.approve(one)
      await vi.waitUntil(() => open.generation.jobs[0]?.hold?.includes('answer was lost'), { timeout: 10_000 })
      expect(open.generation.jobs[0]).toMatchObject({ state: 'sending', charged: 'unknown' })
      await open.reaches(one, 'committed')
      expect(control.state()).toMatchObject({ tasksCreated: 1, charged: useapiCredits })
      await assertUseapiMoney(scene)
    }))

  it.concurrent('is found by asking one by one where the list does not tell whose a task is', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      await control.change({ replyRefs: false, runMs: 0, pendingMs: 0 })
      control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
      await open.approve(one)
      await open.reaches(one, 'committed')
      expect(control.state()).toMatchObject({ tasksCreated: 1, charged: useapiCredits })
      await assertUseapiMoney(scene)
    }))

  it.concurrent('stays unknown, for the user to settle, where nothing tells whose a task is', () =>
    inUseapiFilm(async (scene) => {
      const { control, open, studio, place } = scene
      const body = [{ taskId: 'a-task-of-that-time', status: 'SUCCEEDED', createdAt: new Date().toISOString() }]
      control.fault({ call: 'create', action: { kind: 'drop', when: 'beforeEffect' } })
      control.fault({ call: 'list', skip: 2, times: 'always', action: { kind: 'status', status: 200, body } })
      control.fault({
        call: 'poll',
        times: 'always',
        action: { kind: 'status', status: 200, body: { status: 'RUNNING' } },
      })
      await open.approve(one)
      await open.reaches(one, 'unknown')
      expect(open.generation.jobs).toMatchObject([{ code: 'ANSWER.LOST', charged: 'unknown' }])
      await assertUseapiMoney(scene)
      await open.close()
      const again = await studio.open('film', place)
      expect(again.generation.jobs).toMatchObject([{ state: 'unknown' }])
      expect(control.state().creates).toHaveLength(1)
      control.clearFaults()
    }))

  it.concurrent.each([
    ['a death before the answer', false],
    ['a death while the list lags', true],
  ] as const)('after %s is found at the next start', (_name, lags) =>
    inUseapiFilm(async (scene) => {
      const { control, open, place, studio } = scene
      control.fault({ call: 'create', action: { kind: 'stall', takesEffect: true } })
      if (lags) await control.change({ taskLag: 600_000 })
      await open.approve(one)
      await vi.waitUntil(() => control.state().tasksCreated === 1, { timeout: 5000 })
      await open.kill()
      const again = await studio.open('film', place)
      if (lags) {
        await vi.waitUntil(() => requestsTo(control, '/v1/runwayml/tasks/') > 2, { timeout: 10_000 })
        expect(again.generation.jobs).toMatchObject([{ state: 'sending' }])
        await control.change({ taskLag: 0 })
      }
      await again.reaches(one, 'committed')
      expect(control.state()).toMatchObject({ tasksCreated: 1, charged: useapiCredits })
    }),
  )

  it.concurrent('that was to be cancelled sends nothing more when there was no task', () =>
    inUseapiFilm(async (scene) => {
      const { control, open } = scene
      control.fault({ call: 'create', action: { kind: 'drop', when: 'beforeEffect' } })
      await open.approve(one)
      await vi.waitUntil(() => open.generation.jobs[0]?.hold?.includes('answer was lost'), { timeout: 10_000 })
      open.generation.cancel(open.generation.jobs[0]!.attemptId)
      await open.finishes()
      expect(open.generation.jobs).toMatchObject([{ state: 'unknown' }])
      expect(control.state()).toMatchObject({ tasksCreated: 0, charged: 0 })
      expect(control.state().creates).toHaveLength(1)
      await assertUseapiMoney(scene)
    }))
})
