import { describe, expect, it } from 'vitest'
import { checkBody } from '../../../../simulator/body-schema'
import { planVideo } from '../../../../simulator/video-request'
import { onePixel } from '../../../../simulator/testing/simulator-client'
import {
  assetIdOf,
  noTakes,
  sampleDocument,
  samplePicture,
  sampleReference,
  sampleShot,
  sampleSoundAsset,
  sampleTake,
} from '../../../../test-support/sample-film'
import { indexTakes } from '../../../../shared/continuity/pick'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import type { VideoModel } from '../../../../shared/models/model'
import { formatsOf, resolutionKey } from '../../../../shared/models/model-sizes'
import { micro } from '../../../../shared/models/money'
import { pricesWith } from '../../../../shared/models/prices'
import type { ReferenceLimit } from '../../../../shared/models/reference-support'
import type { GenerationRequest } from '../../../../shared/models/request'
import { runwayModels } from '../../../../shared/models/runway-models'
import type { Shot, Size } from '../../../../shared/project/document'
import { runwayCreate } from './runway-body'

/** What no source tells and the user enters: here as the simulator has it. */
const prices = pricesWith({ 'runway/gemini_omni_flash_1.1/720p': 10 * micro })
const picture = { kind: 'picture', assetId: assetIdOf(1), framings: {} } as const
const endpoints = {
  imageToVideo: 'image_to_video',
  textToVideo: 'text_to_video',
  videoToVideo: 'video_to_video',
} as const
const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }

/** A picture that says of itself that it has this size, as the framed one has. */
function pictureOf({ width, height }: Size): string {
  const [head = '', data = ''] = onePixel.split(',')
  const bytes = Buffer.from(data, 'base64')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return `${head},${bytes.toString('base64')}`
}

/** More pictures and sounds than any model takes. */
const pictures = Array.from({ length: 31 }, (_, index) => samplePicture(index + 1))
const sounds = Array.from({ length: 31 }, (_, index) => sampleSoundAsset(index + 101, 4))
const cast = {
  assets: [...pictures, ...sounds],
  references: pictures.map((_, index) => sampleReference(index + 1)),
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
  const document = sampleDocument({ shots: [shot], clips: [], ...cast })
  const none = new Set<never>()
  const context = { document, takes: noTakes, awaited: none, circular: none, prices }
  const { planned, price, problems } = buildRequest(shot, context)
  expect(problems).toEqual([])
  const references = planned.references.map(({ kind, name }) => ({ kind, name, ...still }))
  const stills = { start: shot.start && still, end: shot.end && still, references }
  return { request: completeRequest(planned, noTakes, stills), price }
}

/** Stand for media of their kind: the server judges them by what they say they are. */
const media = { picture: onePixel, sound: 'data:audio/mp3;base64,AAAA', video: 'data:video/mp4;base64,AAAA' }

function sent({ start, end }: Frames, request: GenerationRequest) {
  const address = pictureOf(request.size)
  const references = request.references.map(({ kind }) => ({ kind, uri: media[kind] }))
  const create = runwayCreate(request, { start: start && address, end: end && address, references })
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

const deciding = runwayModels.filter((model) => model.autoDuration)

it.each(deciding.map((model) => [model.id, model] as const))(
  '%s decides the length when it is asked to',
  async (_id, model) => {
    for (const shot of shotsOf(model).map((one) => ({ ...one, autoSeconds: true }))) {
      const { request, price } = built(shot)
      const { endpoint, body } = sent(shot, request)
      expect(body['duration']).toBe('auto')
      expect(checkBody(endpoint, body), `sent: ${JSON.stringify(body)}`).toMatchObject({ ok: true })
      const { estimate, cost, clip } = await planVideo(endpoint, model.id, body, () => Promise.resolve(null))
      expect([estimate * micro, request.seconds]).toEqual([price, model.durations.at(-1)])
      expect(model.durations).toContain(clip.seconds)
      expect(cost).toBeLessThan(estimate)
    }
  },
)

/** The head of an MP4 as the simulator reads it: how long it is, and how large. */
function clipOf(seconds: number, { width, height }: Size): string {
  const bytes = Buffer.alloc(400)
  bytes.write('mvhd', 8, 'latin1')
  bytes.writeUInt32BE(1000, 24)
  bytes.writeUInt32BE(seconds * 1000, 28)
  bytes.write('tkhd', 120, 'latin1')
  bytes.writeUInt16BE(width, 200)
  bytes.writeUInt16BE(height, 204)
  return `data:video/mp4;base64,${bytes.toString('base64')}`
}

const extending = runwayModels.filter((model) => model.extend?.from === 'file')

it.each(extending.map((model) => [model.id, model] as const))(
  '%s goes on from a clip at the price of the quote',
  async (_id, model) => {
    const formats = model.shape.kind === 'listed' ? model.shape.formats : []
    for (const { size } of formats) {
      for (const autoSeconds of [false, true]) {
        const own = { provider: 'runway', model: model.id, prompt: 'The tide', seconds: 5, autoSeconds } as const
        const start = { kind: 'extension', shotId: sampleShot(1).id, take: 'pick' } as const
        const shot = sampleShot(2, { ...own, start })
        const takes = indexTakes([sampleTake(1, { size, frames: 144 })])
        const document = sampleDocument({ shots: [sampleShot(1), shot], clips: [] })
        const context = { document, takes, awaited: new Set<never>(), circular: new Set<never>(), prices }
        const { planned, price, problems } = buildRequest(shot, context)
        expect(problems).toEqual([])
        const request = completeRequest(planned, takes, { start: null, end: null, references: [] })
        const create = runwayCreate(request, { start: null, end: null, references: [], extension: clipOf(6, size) })
        const body = create?.body as unknown as Readonly<Record<string, unknown>>
        expect([create?.endpoint, body['mode'], body['duration']]).toEqual([
          'videoToVideo',
          'extend',
          autoSeconds ? 'auto' : 5,
        ])
        expect(checkBody('video_to_video', body), `sent: ${JSON.stringify(body)}`).toMatchObject({ ok: true })
        const plan = await planVideo('video_to_video', model.id, body, () => Promise.resolve(null))
        expect([plan.estimate * micro, plan.clip.size], `of ${JSON.stringify(size)}`).toEqual([price, size])
      }
    }
  },
)

/** A shot that goes with as many pictures and sounds as its model takes, or with two where no source tells how many. */
function fullShot(model: VideoModel, frames: Frames): Shot {
  const taken = frames.start === null ? model.references.fromWords : model.references.besideFrame
  const count = (limit: ReferenceLimit | null): number => {
    if (limit === null) return 0
    return Math.min(limit.most ?? 2, limit.total === null ? Infinity : Math.floor(limit.total / 4))
  }
  const named = pictures.slice(0, count(taken.picture)).map((_, index) => `@name${index + 1}`)
  const [seconds = 5] = model.durations
  return sampleShot(1, {
    ...frames,
    provider: 'runway',
    model: model.id,
    prompt: `A harbour at dawn ${named.join(' ')}`,
    seconds,
    ratio: formatsOf(frames.start === null ? model.textShape! : model.shape, '16:9', film)[0]?.ratio ?? '16:9',
    references: sounds.slice(0, count(taken.sound)).map(({ id }) => ({ kind: 'sound', assetId: id })),
  })
}

const film = { width: 1280, height: 720 }

describe.each(runwayModels.map((model) => [model.id, model] as const))('%s with references', (_id, model) => {
  it('is taken with as many as it may have, and charged as it is quoted', async () => {
    for (const frames of framesOf(model)) {
      const { request, price } = built(fullShot(model, frames))
      const { endpoint, body } = sent(frames, request)
      const taken = frames.start === null ? model.references.fromWords : model.references.besideFrame
      const kinds = new Set(request.references.map(({ kind }) => kind))
      expect([kinds.has('picture'), kinds.has('sound')]).toEqual([taken.picture !== null, taken.sound !== null])
      expect(checkBody(endpoint, body), `sent: ${JSON.stringify(body)}`).toMatchObject({ ok: true })
      const { estimate } = await planVideo(endpoint, model.id, body, () => Promise.resolve(null))
      expect(estimate * micro).toBe(price)
    }
  })

  it('sends each kind where it is read', () => {
    for (const frames of framesOf(model)) {
      const taken = frames.start === null ? model.references.fromWords : model.references.besideFrame
      const kinds = (['picture', 'sound', 'video'] as const).filter((kind) => taken[kind] !== null)
      const { request } = built(fullShot(model, frames))
      const references = kinds.map((kind) => ({ kind, name: kind, ...still }))
      const { endpoint, body } = sent(frames, { ...request, references })
      const uris = (field: string) =>
        (body[field] as readonly { readonly uri: string }[] | undefined)?.map(({ uri }) => uri)
      expect(uris('references')).toEqual(taken.picture ? [media.picture] : undefined)
      expect(uris('referenceAudio')).toEqual(taken.sound ? [media.sound] : undefined)
      expect(uris('referenceVideos')).toEqual(taken.video ? [media.video] : undefined)
      expect(checkBody(endpoint, body)).toMatchObject({ ok: true })
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
