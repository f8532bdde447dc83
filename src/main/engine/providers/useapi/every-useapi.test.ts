import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { assetIdOf, noTakes, sampleDocument, samplePicture, sampleShot } from '../../../../test-support/sample-film'
import { onePixel } from '../../../../simulator/testing/simulator-client'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import type { VideoModel } from '../../../../shared/models/model'
import { formatsOf } from '../../../../shared/models/model-sizes'
import type { GenerationRequest } from '../../../../shared/models/request'
import { pricesWith } from '../../../../shared/models/prices'
import { exploreKey, exploreOn, useapiModels } from '../../../../shared/models/useapi-models'
import type { Shot } from '../../../../shared/project/document'
import { atUseapi } from '../../generation/testing/useapi-place'
import { ProviderHold, type Provider } from '../provider'
import { busyWait, outcomeOf, outcomeOfSilence } from './useapi-answers'
import { useapiCreate } from './useapi-body'
import { createdTask, listIn, readUseapiTask, statusOfTask, wordsOf } from './useapi-task'

const picture = { kind: 'picture', assetId: assetIdOf(1), framings: {} } as const
const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }
const { signal } = new AbortController()
const film = { width: 1280, height: 720 }
const prices = pricesWith({ 'useapi/gen4_5': 12_000_000, 'useapi/gen4': 12_000_000, 'useapi/gen4turbo': 5_000_000 })

// Some hundreds of requests each, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamline-test-'))
  await writeFile(join(folder, still.file), Buffer.from(onePixel.split(',')[1] ?? '', 'base64'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Every format, with every set of frames, in every length, with credits and without. */
function shotsOf(model: VideoModel): readonly Shot[] {
  const frames = [
    { start: picture, end: null },
    ...(model.end === 'withStart' ? [{ start: picture, end: picture }] : []),
    ...(model.textShape === null ? [] : [{ start: null, end: null }]),
  ]
  return frames.flatMap((some) => {
    const shape = some.start === null && model.textShape !== null ? model.textShape : model.shape
    return formatsOf(shape, '16:9', film).flatMap(({ ratio }) =>
      model.durations.flatMap((seconds) =>
        ['off', exploreOn].map((mode) =>
          sampleShot(1, {
            ...some,
            provider: 'useapi',
            model: model.id,
            prompt: 'A harbour at dawn',
            ratio,
            seconds,
            seed: model.seed ? 4_294_967_295 : null,
            options: { [exploreKey]: mode },
          }),
        ),
      ),
    )
  })
}

function built(shot: Shot): { readonly request: GenerationRequest; readonly price: number | null } {
  const document = sampleDocument({ shots: [shot], clips: [], assets: [samplePicture(1)] })
  const none = new Set<never>()
  const context = { document, takes: noTakes, awaited: none, circular: none, prices }
  const { planned, price, problems } = buildRequest(shot, context)
  expect(problems).toEqual([])
  const stills = { start: shot.start && still, end: shot.end && still, references: [] }
  return { request: completeRequest(planned, noTakes, stills), price }
}

async function sent(provider: Provider, request: GenerationRequest, key: string) {
  const prepared = await provider.prepare(request, key, signal)
  if (!prepared.ok) throw new Error(prepared.problem.reason)
  return prepared.value.send(signal)
}

describe.each(useapiModels.map((model) => [model.id, model] as const))('%s', (_id, model) => {
  it('is taken and charged as it is quoted, in every format, length and mode, with every set of frames', () =>
    atUseapi({ ffmpeg: null, pendingMs: 0, runMs: 0 }, async ({ simulator, providerFor }) => {
      const { control } = simulator
      const provider = providerFor(folder)
      for (const [index, shot] of shotsOf(model).entries()) {
        const { request, price } = built(shot)
        const before = control.state().charged
        const outcome = await sent(provider, request, `attempt-${index}`)
        expect(outcome).toMatchObject({ kind: 'accepted' })
        await control.change({ advance: 1000 })
        expect((control.state().charged - before) * 1_000_000).toBe(price)
        const told = JSON.parse(control.state().creates.at(-1)?.body ?? '') as Record<string, unknown>
        expect(told).toMatchObject({ replyRef: `attempt-${index}`, seconds: shot.seconds })
        expect(told).not.toHaveProperty('replyUrl')
      }
      // One picture, however many shots begin and end with it.
      expect(
        control.requests().filter(({ route, method }) => method === 'POST' && route.endsWith('/assets/')),
      ).toHaveLength(1)
    }))
})

it('has no body for a model it does not know', () => {
  const { request } = built(shotsOf(useapiModels[0]!)[0]!)
  expect(useapiCreate({ ...request, model: 'constructor' }, { start: null, end: null }, 'a')).toBeNull()
})

describe('what an answer to a create proves', () => {
  const asked = { taskId: null, words: 'w', attemptId: 'a1' }
  const of = (status: number, taskId: string | null = null) => outcomeOf({ status, body: {} }, { ...asked, taskId })

  it('is a task when a success names it, bare or wrapped, and nothing when it does not', () => {
    expect(of(200, 't1')).toEqual({ kind: 'accepted', taskId: 't1', estimate: null })
    expect(of(200)).toMatchObject({ kind: 'unknown', code: 'ANSWER.UNREADABLE' })
    expect(createdTask({ taskId: 't1' })).toBe('t1')
    expect(createdTask({ task: { taskId: 't1' } })).toBe('t1')
    expect(createdTask({ taskId: 7, id: 'x' })).toBeNull()
  })

  it('is that nothing was created for the documented refusals alone', () => {
    const all = Array.from({ length: 500 }, (_, index) => index + 100)
    expect(all.filter((status) => of(status).kind === 'rejected')).toEqual([400, 401, 404, 412, 429])
    expect(of(412)).toMatchObject({ retry: false, code: 'CREDITS.SHORT' })
    expect(outcomeOfSilence(new Error('reset'))).toMatchObject({ kind: 'unknown' })
  })

  it('waits 10 to 30 seconds after a 429, differently for each attempt', () => {
    fc.assert(
      fc.property(fc.string(), (attemptId) => {
        expect(busyWait(attemptId)).toBeGreaterThanOrEqual(10_000)
        expect(busyWait(attemptId)).toBeLessThan(30_000)
        expect(busyWait(attemptId)).toBe(busyWait(attemptId))
      }),
    )
    expect(new Set(['a', 'b', 'c', 'd'].map(busyWait)).size).toBe(4)
  })
})

describe('an answer', () => {
  it('of any shape is read without a crash, and never says the token back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const task = readUseapiTask(body)
        if (task) {
          try {
            statusOfTask(task)
          } catch (error) {
            expect(error).toBeInstanceOf(ProviderHold)
          }
        }
        createdTask(body)
        listIn(body, 'tasks')
      }),
    )
    expect(wordsOf({ error: 'token user:1-abc is bad' }, 'user:1-abc')).toBe('token … is bad')
  })

  it.each([
    ['0.35', 0.35],
    [0.5, 0.5],
    ['1', 1],
    ['7', 1],
    ['-1', 0],
    ['', null],
    ['soon', null],
    [null, null],
    [{ a: 1 }, null],
  ])('tells progress %o as %o', (progressRatio, progress) => {
    expect(statusOfTask(readUseapiTask({ status: 'RUNNING', progressRatio })!)).toEqual({ kind: 'running', progress })
  })

  it('tells a failure in its own words, with a code only where one stands', () => {
    const failed = (error: unknown) => statusOfTask(readUseapiTask({ status: 'FAILED', error })!)
    expect(failed({ reason: 'SAFETY.INPUT.TEXT', errorMessage: 'Not that.' })).toMatchObject({
      code: 'SAFETY.INPUT.TEXT',
      reason: expect.stringContaining('Not that'),
      charged: 'unknown',
    })
    expect(failed({ moderation_category: 'NUDITY', message: 'm' })).toMatchObject({ code: 'SAFETY' })
    expect(failed({ reason: 'it broke' })).toMatchObject({ code: null })
    expect(failed('it broke')).toMatchObject({ code: null, reason: expect.stringContaining('it broke') })
    expect(failed(null)).toMatchObject({ code: null })
  })
})

describe('a task that is looked for', () => {
  it('is found beyond the first page, and one of another attempt is not taken for it', () =>
    atUseapi({ ffmpeg: null, patience: { create: 5000, read: 5000, upload: 5000, grace: 0 } }, async (place) => {
      const provider = place.providerFor(folder)
      const { request } = built(shotsOf(useapiModels[0]!)[1]!)
      const { control } = place.simulator
      await control.change({ pendingMs: 0, runMs: 0 })
      expect(await sent(provider, request, 'wanted')).toMatchObject({ kind: 'accepted' })
      await control.change({ advance: 1000 })
      // It is not among those that are going on, and a hundred of others come before it.
      const others = Array.from({ length: 100 }, (_, at) => ({ status: 'FAILED', replyRef: `other-${at}` }))
      const { id } = control.state().tasks[0]!
      const own = [{ status: 'SUCCEEDED', taskId: `task:${id}`, replyRef: 'wanted' }]
      control.fault({ call: 'list', skip: 1, action: { kind: 'status', status: 200, body: others } })
      control.fault({ call: 'list', action: { kind: 'status', status: 200, body: own } })
      const sentAt = new Date(Date.now() - 1000).toISOString()
      expect(await provider.findTask?.('wanted', signal, sentAt)).toEqual({
        kind: 'found',
        taskId: expect.stringContaining(id),
      })
      expect(await provider.findTask?.('never', signal, sentAt)).toMatchObject({
        kind: 'untold',
        reason: expect.stringContaining('has no such task'),
      })
    }))
})
