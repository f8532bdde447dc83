import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratioOf } from '../../../../shared/film/ratio'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import type { VideoModel } from '../../../../shared/models/model'
import { formatsOf, resolutionKey, shapeFor } from '../../../../shared/models/model-sizes'
import { micro } from '../../../../shared/models/money'
import { pricesWith } from '../../../../shared/models/prices'
import type { GenerationRequest } from '../../../../shared/models/request'
import { runwayModels } from '../../../../shared/models/runway-models'
import type { FrameSource, Shot } from '../../../../shared/project/document'
import { call, onePixel, withSimulator } from '../../../../simulator/testing/simulator-client'
import { noTakes, sampleDocument, samplePicture, sampleShot } from '../../../../test-support/sample-film'
import type { RunwayCreate } from './body-parts'
import { runwayCreate } from './runway-body'

/** What no source tells and the user enters: here as the simulator has it. */
const prices = pricesWith({ 'runway/gemini_omni_flash_1.1/720p': 10 * micro })
const picture = samplePicture(1)
const frame: FrameSource = { kind: 'picture', assetId: picture.id, framings: {} }
const first = { uri: 'FIRST', position: 'first' }
const last = { uri: 'LAST', position: 'last' }
const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }

function built(over: Partial<Shot>) {
  const shot = sampleShot(1, { provider: 'runway', prompt: 'a harbour', seconds: 4, ...over })
  const document = sampleDocument({ shots: [shot], clips: [], assets: [picture] })
  const none = new Set<never>()
  const context = { document, takes: noTakes, awaited: none, circular: none, prices }
  return buildRequest(shot, context)
}

function requestOf(over: Partial<Shot>): GenerationRequest {
  const { planned, problems } = built(over)
  expect(problems).toEqual([])
  return completeRequest(planned, noTakes, { start: planned.start && still, end: planned.end && still, references: [] })
}

function bodyOf(over: Partial<Shot>): RunwayCreate | null {
  const request = requestOf(over)
  return runwayCreate(request, { start: request.start && 'FIRST', end: request.end && 'LAST', references: [] })
}

describe('what is sent, to the letter', () => {
  const duration = 4
  const promptText = 'a harbour'
  const ratio = '1280:720'
  const cases: readonly (readonly [string, Partial<Shot>, object])[] = [
    ['gen4.5 from words', {}, { endpoint: 'textToVideo', body: { duration, promptText, ratio } }],
    [
      'gen4.5 from a picture, with all it takes',
      {
        start: frame,
        seed: 7,
        ratio: ratioOf({ width: 1584, height: 672 }),
        options: { publicFigureThreshold: 'low', negativePrompt: 'fog' },
      },
      {
        endpoint: 'imageToVideo',
        body: {
          duration,
          promptText,
          seed: 7,
          contentModeration: { publicFigureThreshold: 'low' },
          ratio: '1584:672',
          promptImage: [first],
        },
      },
    ],
    [
      'gen4_turbo without words',
      { start: frame, prompt: '' },
      { endpoint: 'imageToVideo', body: { duration, ratio, promptImage: [first] } },
    ],
    [
      'gen4_turbo with all it takes',
      { start: frame, seed: 0, seconds: 10, options: { publicFigureThreshold: 'auto' } },
      {
        endpoint: 'imageToVideo',
        body: {
          duration: 10,
          ratio,
          promptImage: [first],
          promptText,
          seed: 0,
          contentModeration: { publicFigureThreshold: 'auto' },
        },
      },
    ],
    ...['veo3.1', 'veo3.1_fast'].flatMap((model): (readonly [string, Partial<Shot>, object])[] => [
      [
        `${model} from words, silent`,
        {},
        { endpoint: 'textToVideo', body: { duration, ratio, audio: false, promptText } },
      ],
      [
        `${model} from words with sound, tall, in the larger size, with all it takes`,
        {
          audio: true,
          seed: 4_294_967_295,
          ratio: '9:16',
          seconds: 8,
          options: { resolution: '1080p', negativePrompt: 'fog' },
        },
        {
          endpoint: 'textToVideo',
          body: {
            duration: 8,
            ratio: '1080:1920',
            audio: true,
            seed: 4_294_967_295,
            negativePrompt: 'fog',
            promptText,
          },
        },
      ],
      [
        `${model} from its first frame without words`,
        { start: frame, prompt: '' },
        { endpoint: 'imageToVideo', body: { duration, ratio, audio: false, promptImage: [first] } },
      ],
      [
        `${model} from its first to its last frame with sound`,
        { start: frame, end: frame, audio: true, options: { negativePrompt: '' } },
        {
          endpoint: 'imageToVideo',
          body: { duration, ratio, audio: true, promptText, promptImage: [first, last] },
        },
      ],
    ]),
  ]

  it.each(cases)('%s', (name, over, { endpoint, body }: { endpoint?: unknown; body?: object }) => {
    const [model = ''] = name.split(' ')
    expect(bodyOf({ model, ...over })).toEqual({ endpoint, body: { model, ...body } })
  })

  it('a model that is not known is not asked for', () => {
    const request = { ...requestOf({ model: 'gen4.5' }), model: 'gen9' }
    expect(runwayCreate(request, { start: null, end: null, references: [] })).toBeNull()
  })
})

/** Every shot that the catalogue allows of a model. */
function shotsOf(model: VideoModel): fc.Arbitrary<Partial<Shot>> {
  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
    .filter((text) => Array.from(text.trim()).length >= model.promptLeast && !text.includes('@'))
  const atLimit = fc.constantFrom('x'.repeat(model.promptLimit), '🎬'.repeat(model.promptLimit / 2))
  const maybe = (value: FrameSource, allowed: boolean) => (allowed ? fc.constantFrom(null, value) : fc.constant(null))
  return fc
    .record({
      start: model.start === 'required' ? fc.constant(frame) : maybe(frame, model.start === 'optional'),
      end: maybe(frame, model.end === 'withStart'),
      prompt: fc.oneof({ weight: 5, arbitrary: words }, atLimit, fc.constant('')),
      seconds: fc.constantFrom(...model.durations),
      seed: model.seed ? fc.option(fc.integer({ min: 0, max: 4_294_967_295 })) : fc.constant(null),
      audio: model.audio ? fc.boolean() : fc.constant(false),
      at: fc.nat(),
      options: optionsOf(model),
    })
    .map(({ at, ...shot }) => {
      const formats = formatsOf(shapeFor(model, shot), '16:9', { width: 1280, height: 720 })
      const { ratio = '16:9', resolution = null } = formats[at % formats.length] ?? {}
      return {
        ...shot,
        model: model.id,
        end: shot.start && shot.end,
        ratio,
        options: { ...shot.options, ...(resolution === null ? {} : { [resolutionKey]: resolution }) },
      }
    })
    .filter(({ prompt, start }) => prompt !== '' || (model.prompt !== 'required' && start !== null))
}

function optionsOf(model: VideoModel): fc.Arbitrary<Record<string, string>> {
  const values = model.options.map((option) =>
    option.kind === 'choice'
      ? fc.constantFrom(...option.choices.map(({ value }) => value))
      : fc.string({ unit: 'grapheme', maxLength: option.limit / 20 }),
  )
  const keys = model.options.map(({ key }) => key)
  return fc
    .tuple(...values.map((value) => fc.option(value)))
    .map((chosen) =>
      Object.fromEntries(keys.flatMap((key, at) => ((chosen[at] ?? null) === null ? [] : [[key, chosen[at] ?? '']]))),
    )
}

describe('whatever the catalogue allows', () => {
  it.each(runwayModels)('of $id is taken by the server, for the price that was quoted', (model) =>
    withSimulator(
      async (simulator) => {
        await fc.assert(
          fc.asyncProperty(shotsOf(model), async (shot) => {
            const request = requestOf(shot)
            const create = runwayCreate(request, {
              start: request.start && onePixel,
              end: request.end && onePixel,
              references: [],
            })
            const path = create?.endpoint === 'imageToVideo' ? '/v1/image_to_video' : '/v1/text_to_video'
            const answer = await call(simulator, path, { body: create?.body })
            expect(answer.status, `answer: ${answer.text}`).toBe(200)
            const credits = built(shot).price! / micro
            expect(answer.json).toMatchObject({ estimatedCost: { credits } })
          }),
          { numRuns: 40 },
        )
      },
      { accounts: [{ key: `key_${'a'.repeat(128)}`, balance: 1e9 }] },
    ),
  )
})
