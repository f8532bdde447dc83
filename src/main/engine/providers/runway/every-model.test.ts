import { describe, expect, it } from 'vitest'
import { checkBody } from '../../../../simulator/body-schema'
import { planVideo } from '../../../../simulator/video-request'
import { onePixel } from '../../../../simulator/testing/simulator-client'
import { assetIdOf, noTakes, sampleDocument, samplePicture, sampleShot } from '../../../../test-support/sample-film'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import type { VideoModel } from '../../../../shared/models/model'
import { formatsOf, resolutionKey } from '../../../../shared/models/model-sizes'
import { micro } from '../../../../shared/models/money'
import { pricesWith } from '../../../../shared/models/prices'
import type { GenerationRequest } from '../../../../shared/models/request'
import { runwayModels } from '../../../../shared/models/runway-models'
import type { Shot, Size } from '../../../../shared/project/document'
import { runwayCreate } from './runway-body'

/** What no source tells and the user enters: here as the simulator has it. */
const prices = pricesWith({ 'runway/gemini_omni_flash_1.1/720p': 10 * micro })
const picture = { kind: 'picture', assetId: assetIdOf(1), framings: {} } as const
const endpoints = { imageToVideo: 'image_to_video', textToVideo: 'text_to_video' } as const
const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }

/** A picture that says of itself that it has this size, as the framed one has. */
function pictureOf({ width, height }: Size): string {
  const [head = '', data = ''] = onePixel.split(',')
  const bytes = Buffer.from(data, 'base64')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return `${head},${bytes.toString('base64')}`
}

type Frames = Pick<Shot, 'start' | 'end'>

function framesOf(model: VideoModel): readonly Frames[] {
  const frames: Frames[] = [{ start: picture, end: null }]
  if (model.textShape !== null) frames.push({ start: null, end: null })
  if (model.end === 'withStart') frames.push({ start: picture, end: picture })
  return frames
}

/** Every format with every set of frames, with sound and without, at the ends of the lengths and in their middle. */
function shotsOf(model: VideoModel): readonly Shot[] {
  const { durations } = model
  const lengths = new Set([durations[0], durations[durations.length >> 1], durations.at(-1)])
  return framesOf(model).flatMap((frames) => {
    const shape = frames.start === null && model.textShape !== null ? model.textShape : model.shape
    return formatsOf(shape, '160:67', { width: 1280, height: 720 }).flatMap(({ ratio, resolution }) =>
      [...lengths].flatMap((seconds = 5) =>
        (model.audio ? [true, false] : [false]).map((audio) =>
          sampleShot(1, {
            ...frames,
            provider: 'runway',
            model: model.id,
            prompt: 'A harbour at dawn',
            seconds,
            ratio,
            audio,
            seed: model.seed ? 7 : null,
            options: resolution === null ? {} : { [resolutionKey]: resolution },
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

function sent({ start, end }: Frames, request: GenerationRequest) {
  const address = pictureOf(request.size)
  const create = runwayCreate(request, { start: start && address, end: end && address, references: [] })
  if (create === null) throw new Error(`There is no body for ${request.model}`)
  return { endpoint: endpoints[create.endpoint], body: create.body as unknown as Readonly<Record<string, unknown>> }
}

describe.each(runwayModels.map((model) => [model.id, model] as const))('%s', (_id, model) => {
  it('is taken and charged as it is quoted, in every format, with every set of frames', async () => {
    for (const shot of shotsOf(model)) {
      const { request, price } = built(shot)
      const { endpoint, body } = sent(shot, request)
      expect(endpoint).toBe(shot.start === null ? 'text_to_video' : 'image_to_video')
      const checked = checkBody(endpoint, body)
      expect(checked, `sent: ${JSON.stringify(body)}`).toMatchObject({ ok: true })
      const { estimate, clip } = await planVideo(endpoint, model.id, body, () => Promise.resolve(null))
      expect([estimate * micro, clip.seconds], `sent: ${JSON.stringify(body)}`).toEqual([price, shot.seconds])
      expect(clip.size, `sent: ${JSON.stringify(body)}`).toEqual(request.size)
    }
  })

  it('says what it would otherwise choose by itself', () => {
    for (const shot of shotsOf(model)) {
      const { body } = sent(shot, built(shot).request)
      expect(body['duration']).toBe(shot.seconds)
      expect(body['audio']).toBe(model.audio ? shot.audio : undefined)
      expect(body['seed']).toBe(model.seed ? 7 : undefined)
      expect(body['ratio'] ?? body['resolution']).toBeDefined()
    }
  })
})

it('sends the options of a model and nothing for those that are not set', () => {
  const body = (model: string, options: Shot['options']) => {
    const shot = sampleShot(1, { provider: 'runway', model, prompt: 'A harbour', seconds: 6, start: picture, options })
    return sent(shot, built(shot).request).body
  }
  expect(body('h3_max', { promptExpansionMode: 'quality' })).toMatchObject({ promptExpansionMode: 'quality' })
  expect(body('h3_max', {})).not.toHaveProperty('promptExpansionMode')
  expect(body('veo3.1', { negativePrompt: 'rain' })).toMatchObject({ negativePrompt: 'rain' })
  expect(body('gen4.5', { publicFigureThreshold: 'low' })).toMatchObject({
    contentModeration: { publicFigureThreshold: 'low' },
  })
  expect(body('gen4.5', {})).not.toHaveProperty('contentModeration')
})

it('has no body for a model it does not know', () => {
  const { request } = built(sampleShot(1))
  expect(runwayCreate({ ...request, model: 'constructor' }, { start: null, end: null, references: [] })).toBeNull()
})
