import type RunwayML from '@runwayml/sdk'
import type { GenerationRequest } from '../../../../shared/models/request'

export type ImageBody = RunwayML.ImageToVideoCreateParams.Gen4_5 | ImageBodyOf<'Gen4Turbo' | 'Veo3_1' | 'Veo3_1Fast'>
type ImageBodyOf<Name extends 'Gen4Turbo' | 'Veo3_1' | 'Veo3_1Fast'> = {
  Gen4Turbo: RunwayML.ImageToVideoCreateParams.Gen4Turbo
  Veo3_1: RunwayML.ImageToVideoCreateParams.Veo3_1
  Veo3_1Fast: RunwayML.ImageToVideoCreateParams.Veo3_1Fast
}[Name]
export type TextBody =
  | RunwayML.TextToVideoCreateParams.Gen4_5
  | RunwayML.TextToVideoCreateParams.Veo3_1
  | RunwayML.TextToVideoCreateParams.Veo3_1Fast

/** A create as it is sent: to which endpoint, and its body, typed by the SDK. */
export type RunwayCreate =
  | { readonly endpoint: 'imageToVideo'; readonly body: ImageBody }
  | { readonly endpoint: 'textToVideo'; readonly body: TextBody }

/** Where the provider reads the pictures of a request: data or upload addresses. */
export interface PictureAddresses {
  readonly start: string | null
  readonly end: string | null
}

/*
 * Sizes, durations and choices are lists of the catalogue, which a test compares with the SDK's own: told to the compiler
 * as the SDK's literals, they are what it takes.
 */

function textOption(request: GenerationRequest, key: string): string | undefined {
  const value = request.options[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function seedOf({ seed }: GenerationRequest): { seed?: number } {
  return seed === null ? {} : { seed }
}

function promptOf({ prompt }: GenerationRequest): { promptText?: string } {
  return prompt === '' ? {} : { promptText: prompt }
}

function moderationOf(request: GenerationRequest): { contentModeration?: { publicFigureThreshold: 'auto' | 'low' } } {
  const threshold = textOption(request, 'publicFigureThreshold')
  return threshold === undefined ? {} : { contentModeration: { publicFigureThreshold: threshold as 'auto' | 'low' } }
}

function negativeOf(request: GenerationRequest): { negativePrompt?: string } {
  const negativePrompt = textOption(request, 'negativePrompt')
  return negativePrompt === undefined ? {} : { negativePrompt }
}

type Frames = { uri: string; position: 'first' | 'last' }[]

function framesOf({ start, end }: PictureAddresses): Frames {
  const frames: Frames = []
  if (start !== null) frames.push({ uri: start, position: 'first' })
  if (end !== null) frames.push({ uri: end, position: 'last' })
  return frames
}

function gen45(request: GenerationRequest, pictures: PictureAddresses): RunwayCreate {
  const asked = { duration: request.seconds, promptText: request.prompt, ...seedOf(request), ...moderationOf(request) }
  const model = 'gen4.5' as const
  if (pictures.start === null) {
    const ratio = sizeText(request) as RunwayML.TextToVideoCreateParams.Gen4_5['ratio']
    return { endpoint: 'textToVideo', body: { model, ...asked, ratio } }
  }
  const ratio = sizeText(request) as RunwayML.ImageToVideoCreateParams.Gen4_5['ratio']
  return { endpoint: 'imageToVideo', body: { model, ...asked, ratio, promptImage: firstOnly(pictures.start) } }
}

function firstOnly(uri: string): { uri: string; position: 'first' }[] {
  return [{ uri, position: 'first' }]
}

function gen4Turbo(request: GenerationRequest, pictures: PictureAddresses): RunwayCreate {
  const body: RunwayML.ImageToVideoCreateParams.Gen4Turbo = {
    model: 'gen4_turbo',
    duration: request.seconds,
    ratio: sizeText(request) as RunwayML.ImageToVideoCreateParams.Gen4Turbo['ratio'],
    promptImage: firstOnly(pictures.start ?? ''),
    ...promptOf(request),
    ...seedOf(request),
    ...moderationOf(request),
  }
  return { endpoint: 'imageToVideo', body }
}

function veo(model: 'veo3.1' | 'veo3.1_fast', request: GenerationRequest, pictures: PictureAddresses): RunwayCreate {
  const asked = {
    duration: request.seconds as 4 | 6 | 8,
    ratio: sizeText(request) as RunwayML.ImageToVideoCreateParams.Veo3_1['ratio'],
    // Said always: left out, the provider makes sound and charges for it.
    audio: request.audio,
    ...seedOf(request),
    ...negativeOf(request),
  }
  if (pictures.start === null) {
    return { endpoint: 'textToVideo', body: { model, ...asked, promptText: request.prompt } }
  }
  return { endpoint: 'imageToVideo', body: { model, ...asked, ...promptOf(request), promptImage: framesOf(pictures) } }
}

function sizeText({ size }: GenerationRequest): string {
  return `${size.width}:${size.height}`
}

/** The body of a request, exactly what the catalogue promises of it; null for a model this map does not know. */
export function runwayCreate(request: GenerationRequest, pictures: PictureAddresses): RunwayCreate | null {
  switch (request.model) {
    case 'gen4.5':
      return gen45(request, pictures)
    case 'gen4_turbo':
      return gen4Turbo(request, pictures)
    case 'veo3.1':
    case 'veo3.1_fast':
      return veo(request.model, request, pictures)
    default:
      return null
  }
}
