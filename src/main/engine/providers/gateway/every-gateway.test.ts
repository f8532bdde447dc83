import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { assetIdOf, noTakes, sampleDocument, samplePicture, sampleShot } from '../../../../test-support/sample-film'
import { onePixel } from '../../../../simulator/testing/simulator-client'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import { gatewayModels } from '../../../../shared/models/gateway-models'
import { findGateway, gateways, type Gateway } from '../../../../shared/models/gateways'
import { startPictureKey, type VideoModel } from '../../../../shared/models/model'
import { formatsOf } from '../../../../shared/models/model-sizes'
import type { GenerationRequest } from '../../../../shared/models/request'
import { pricesWith } from '../../../../shared/models/prices'
import type { Shot } from '../../../../shared/project/document'
import { atGateway } from '../../generation/testing/gateway-place'
import { gatewayBody } from './gateway-body'

const picture = { kind: 'picture', assetId: assetIdOf(1), framings: {} } as const
const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }
const { signal } = new AbortController()
const address = 'https://pictures.example.com/harbour.png'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamline-test-'))
  await writeFile(join(folder, still.file), Buffer.from(onePixel.split(',')[1] ?? '', 'base64'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function gatewayOf({ provider }: VideoModel): Gateway {
  const gateway = findGateway(provider)
  if (!gateway) throw new Error(`There is no gateway ${provider}`)
  return gateway
}

function shotOf(model: VideoModel, more: Partial<Shot> = {}): Shot {
  const options = { ...(model.byAddress ? { [startPictureKey]: address } : {}), ...more.options }
  return sampleShot(1, {
    provider: model.provider,
    model: model.id,
    prompt: 'A harbour at dawn',
    start: picture,
    seed: model.seed ? 4_294_967_295 : null,
    ...more,
    options,
  })
}

/** Every format, with every set of frames, in every length, with the watermark and without. */
function shotsOf(model: VideoModel): readonly Shot[] {
  const ends = model.end === 'withStart' ? [null, picture] : [null]
  return formatsOf(model.shape, '16:9', { width: 1280, height: 720 }).flatMap(({ ratio }) =>
    ends.flatMap((end) =>
      model.durations.flatMap((seconds) =>
        [{}, { watermark: 'shown' }].map((options) => shotOf(model, { ratio, end, seconds, options })),
      ),
    ),
  )
}

function planned(shot: Shot) {
  const document = sampleDocument({ shots: [shot], clips: [], assets: [samplePicture(1)] })
  const none = new Set<never>()
  const prices = pricesWith({ [`${shot.provider}/${shot.model}`]: 50_000 })
  return buildRequest(shot, { document, takes: noTakes, awaited: none, circular: none, prices })
}

function requestOf(shot: Shot): GenerationRequest {
  const built = planned(shot)
  expect(built.problems).toEqual([])
  return completeRequest(built.planned, noTakes, {
    start: shot.start && still,
    end: shot.end && still,
    references: [],
  })
}

describe.each(gatewayModels.map((model) => [`${model.provider}/${model.id}`, model] as const))('%s', (_name, model) => {
  it('is taken as it is asked for, in every format and length, and its clip comes home', () =>
    atGateway(
      model.provider,
      { ffmpeg: null, accounts: [{ key: `key_${'a'.repeat(128)}`, balance: 1e6 }] },
      async (place) => {
        const provider = place.providerFor(folder)
        const { control } = place.simulator
        for (const shot of shotsOf(model)) {
          const prepared = await provider.prepare(requestOf(shot), 'a1', signal)
          if (!prepared.ok) throw new Error(prepared.problem.reason)
          expect(prepared.value).toMatchObject({ endpoint: place.baseUrl, balance: null })
          const outcome = await prepared.value.send(signal)
          const sent = JSON.parse(control.state().creates.at(-1)?.body ?? '{}') as Record<string, unknown>
          expect({ sent, outcome }).toMatchObject({ outcome: { kind: 'accepted', estimate: null } })
          expect(sent).toMatchObject({ duration: shot.seconds, watermark: shot.options['watermark'] === 'shown' })
          expect(sent['seed']).toBe(shot.seed ?? undefined)
        }
        const { tasks, tasksCreated } = control.state()
        expect(tasksCreated).toBe(shotsOf(model).length)
        await control.change({ tier: { concurrent: 1000 }, advance: 60_000 })
        const destination = join(folder, `${model.provider}-${model.id}.mp4`)
        const taskId = tasks[0]?.id ?? ''
        expect(await provider.status(taskId, signal)).toEqual({ kind: 'succeeded', seed: null, cost: null })
        await provider.fetch(taskId, destination, signal)
        expect((await readFile(destination)).length).toBe(4096)
        expect(control.state().keysSentElsewhere).toBe(0)
      },
    ))

  it('tells how its task stands, and why it failed', () =>
    atGateway(model.provider, { ffmpeg: null }, async ({ providerFor, simulator: { control } }) => {
      const provider = providerFor(folder)
      await control.change({ standing: true })
      control.next({ kind: 'succeed' }, { kind: 'fail', failureCode: 'SAFETY.INPUT.TEXT', failure: 'Not this one.' })
      for (let count = 0; count < 2; count++) {
        const prepared = await provider.prepare(requestOf(shotOf(model, { ratio: formatRatio(model) })), 'a1', signal)
        if (prepared.ok) await prepared.value.send(signal)
      }
      const [good = '', bad = ''] = control.state().tasks.map(({ id }) => id)
      expect(await provider.status(good, signal)).toEqual({ kind: 'throttled' })
      await control.change({ advance: 1200 })
      const running = await provider.status(good, signal)
      expect(running).toMatchObject({ kind: 'running' })
      await control.change({ advance: 60_000 })
      expect(await provider.status(bad, signal)).toMatchObject({
        kind: 'failed',
        charged: 'unknown',
        cost: null,
        reason: expect.stringContaining('Not this one'),
      })
      // There is no way to stop a task at any of them, so nothing is asked.
      const before = control.requests().length
      await provider.cancel(good)
      expect(control.requests()).toHaveLength(before)
    }))

  it('is shown as what it can’t do before anything is sent', () => {
    const problems = (more: Partial<Shot>) => planned(shotOf(model, { ratio: formatRatio(model), ...more })).problems
    expect(problems({})).toEqual([])
    expect(problems({ prompt: 'x'.repeat(513) })).toEqual(['promptTooLong'])
    expect(problems({ seconds: 7 })).toEqual(['durationRefused'])
    expect(problems({ ratio: '1:1' })).toEqual(['ratioRefused'])
    expect(problems({ audio: true })).toEqual(['audioRefused'])
    expect(problems({ start: null })).toContain('startFrameMissing')
    const unpriced = { document: sampleDocument({ shots: [], clips: [], assets: [samplePicture(1)] }), takes: noTakes }
    const none = { awaited: new Set<never>(), circular: new Set<never>(), prices: pricesWith({}) }
    const built = buildRequest(shotOf(model, { ratio: formatRatio(model) }), { ...unpriced, ...none })
    expect([built.price, built.problems]).toEqual([null, ['priceUnknown']])
  })
})

function formatRatio(model: VideoModel): string {
  return formatsOf(model.shape, '16:9', { width: 1280, height: 720 })[0]?.ratio ?? ''
}

describe('a server that takes pictures by address', () => {
  const model = gatewayModels.find(({ provider }) => provider === 'cometapi')!
  const problemsWith = (url: string | null) =>
    planned(
      shotOf(model, { ratio: '5:3', options: url === null ? { [startPictureKey]: '' } : { [startPictureKey]: url } }),
    ).problems

  it.each([
    null,
    'http://a.example/x.png',
    'https://localhost/x.png',
    'https://127.0.0.1/x.png',
    'file:///x',
    'picture',
  ])('is not asked with %s', (url) => {
    expect(problemsWith(url)).toEqual(['pictureAddressMissing'])
  })

  it('is told the address and is sent no picture', () => {
    const body = gatewayBody(gatewayOf(model), requestOf(shotOf(model, { ratio: '5:3' })), {
      start: onePixel,
      end: null,
    })
    expect(body).toMatchObject({ promptImage: address })
    expect(JSON.stringify(body)).not.toContain('data:')
  })
})

describe('any other server', () => {
  it('is asked for the model by the id that the user says it has there', () =>
    atGateway('gateway', { ffmpeg: null }, async ({ providerFor, simulator: { control } }) => {
      const model = gatewayModels.find(({ provider }) => provider === 'gateway')!
      const request = requestOf(shotOf(model, { ratio: '5:3', options: { sentModel: 'house-model' } }))
      const prepared = await providerFor(folder).prepare(request, 'a1', signal)
      if (!prepared.ok) throw new Error(prepared.problem.reason)
      expect(await prepared.value.send(signal)).toMatchObject({ kind: 'accepted' })
      expect(control.state().tasks).toMatchObject([{ model: 'house-model' }])
    }))

  it('has no task of ours for a time after it made it, and only then is the task gone', () =>
    atGateway('gateway', { ffmpeg: null }, async ({ providerFor }) => {
      vi.useFakeTimers({ toFake: ['performance'] })
      try {
        const provider = providerFor(folder)
        expect(await provider.status('no-such-task', signal)).toEqual({ kind: 'throttled' })
        vi.advanceTimersByTime(10_000)
        expect(await provider.status('no-such-task', signal)).toMatchObject({ kind: 'gone', code: 'TASK.GONE' })
      } finally {
        vi.useRealTimers()
      }
    }))
})

describe('the presets', () => {
  it('have https addresses without a version, and say where they are from', () => {
    for (const { ownUrl, source } of gateways) {
      if (ownUrl !== null) expect(ownUrl).toMatch(/^https:\/\/[a-z\d.-]+\/runwayml$/)
      expect(source).not.toBe('')
    }
  })

  it('make pictures small enough to be sent, however badly they compress', () => {
    for (const { shape } of gatewayModels) {
      for (const { size } of formatsOf(shape, '16:9', { width: 1280, height: 720 })) {
        // Three bytes a pixel and a filter byte a line, as base64.
        expect(((size.width * 3 + 1) * size.height * 4) / 3 + 10_000).toBeLessThan(5 * 1024 * 1024)
      }
    }
  })
})
