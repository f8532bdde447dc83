import { describe, expect, it } from 'vitest'
import { ratioOf } from '../../../../shared/film/ratio'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import { listPrices } from '../../../../shared/models/prices'
import type { GenerationRequest } from '../../../../shared/models/request'
import type { FrameSource, Shot } from '../../../../shared/project/document'
import { noTakes, sampleDocument, samplePicture, sampleShot } from '../../../../test-support/sample-film'
import type { RunwayCreate } from './body-parts'
import { runwayCreate } from './runway-body'

const picture = samplePicture(1)
const frame: FrameSource = { kind: 'picture', assetId: picture.id, framings: {} }
const first = { uri: 'FIRST', position: 'first' }
const last = { uri: 'LAST', position: 'last' }
const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }

function built(over: Partial<Shot>) {
  const shot = sampleShot(1, { provider: 'runway', prompt: 'a harbour', seconds: 4, ...over })
  const document = sampleDocument({ shots: [shot], clips: [], assets: [picture] })
  const none = new Set<never>()
  const context = { document, takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond }
  return buildRequest(shot, context)
}

function requestOf(over: Partial<Shot>): GenerationRequest {
  const { planned, problems } = built(over)
  expect(problems).toEqual([])
  return completeRequest(planned, noTakes, { start: planned.start && still, end: planned.end && still })
}

function bodyOf(over: Partial<Shot>): RunwayCreate | null {
  const request = requestOf(over)
  return runwayCreate(request, { start: request.start && 'FIRST', end: request.end && 'LAST' })
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
    expect(runwayCreate(request, { start: null, end: null })).toBeNull()
  })
})
