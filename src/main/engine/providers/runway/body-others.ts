import type { GenerationRequest } from '../../../../shared/models/request'
import {
  autoRatioOf,
  bothFrames,
  firstFrame,
  fromImage,
  fromText,
  promptOf,
  ratioOf,
  resolutionOf,
  seedOf,
  textOption,
  type ImageOf,
  type MakeBody,
  type PictureAddresses,
  type TextOf,
} from './body-parts'

function soundAndSeed(request: GenerationRequest): { duration: number; audio: boolean; seed?: number } {
  // Sound is said always: left out, the provider makes some.
  return { duration: request.seconds, audio: request.audio, ...seedOf(request) }
}

function seedanceOf(request: GenerationRequest) {
  return { ...soundAndSeed(request), ratio: ratioOf<ImageOf<'seedance2_fast'>>(request) }
}

function seedanceText(request: GenerationRequest) {
  return { ...seedanceOf(request), promptText: request.prompt }
}

function seedanceImage(request: GenerationRequest, pictures: PictureAddresses) {
  return { ...seedanceOf(request), ...promptOf(request), promptImage: bothFrames(pictures) }
}

export const seedance2: MakeBody = (request, pictures) =>
  pictures.start === null
    ? fromText({ model: 'seedance2', ...seedanceText(request) })
    : fromImage({ model: 'seedance2', ...seedanceImage(request, pictures) })

export const seedance2Fast: MakeBody = (request, pictures) =>
  pictures.start === null
    ? fromText({ model: 'seedance2_fast', ...seedanceText(request) })
    : fromImage({ model: 'seedance2_fast', ...seedanceImage(request, pictures) })

export const seedance2Mini: MakeBody = (request, pictures) =>
  pictures.start === null
    ? fromText({ model: 'seedance2_mini', ...seedanceText(request) })
    : fromImage({ model: 'seedance2_mini', ...seedanceImage(request, pictures) })

export const seedance25: MakeBody = (request, pictures) => {
  const asked = {
    model: 'seedance2_5',
    ...soundAndSeed(request),
    ratio: ratioOf<ImageOf<'seedance2_5'>>(request),
    ...promptOf(request),
  } as const
  return pictures.start === null ? fromText(asked) : fromImage({ ...asked, promptImage: bothFrames(pictures) })
}

export const hailuo3: MakeBody = (request, pictures) => {
  const asked = {
    model: 'hailuo3',
    duration: request.seconds,
    promptText: request.prompt,
    ratio: ratioOf<ImageOf<'hailuo3'>>(request),
    resolution: resolutionOf<ImageOf<'hailuo3'>>(request),
  } as const
  return pictures.start === null ? fromText(asked) : fromImage({ ...asked, promptImage: bothFrames(pictures) })
}

type Expansion = NonNullable<ImageOf<'h3_max'>['promptExpansionMode']>

export const h3Max: MakeBody = (request, pictures) => {
  const expansion = textOption(request, 'promptExpansionMode')
  const asked = {
    model: 'h3_max',
    duration: request.seconds,
    promptText: request.prompt,
    resolution: resolutionOf<ImageOf<'h3_max'>>(request),
    ...seedOf(request),
    ...(expansion === undefined ? {} : { promptExpansionMode: expansion as Expansion }),
  } as const
  return pictures.start === null ? fromText(asked) : fromImage({ ...asked, promptImage: bothFrames(pictures) })
}

function wanOf(request: GenerationRequest) {
  return { duration: request.seconds, promptText: request.prompt, audio: request.audio }
}

function wanText(request: GenerationRequest) {
  return { ...wanOf(request), ratio: ratioOf<TextOf<'wan3'>>(request) }
}

function wanImage(request: GenerationRequest, pictures: PictureAddresses) {
  return { ...wanOf(request), ratio: autoRatioOf(request), promptImage: bothFrames(pictures) }
}

export const wan3: MakeBody = (request, pictures) =>
  pictures.start === null
    ? fromText({ model: 'wan3', ...wanText(request) })
    : fromImage({ model: 'wan3', ...wanImage(request, pictures) })

export const wan3Prime: MakeBody = (request, pictures) =>
  pictures.start === null
    ? fromText({ model: 'wan3_prime', ...wanText(request) })
    : fromImage({ model: 'wan3_prime', ...wanImage(request, pictures) })

export const happyhorse: MakeBody = (request, pictures) => {
  const asked = { model: 'happyhorse_1_0', duration: request.seconds } as const
  if (pictures.start === null) {
    return fromText({ ...asked, promptText: request.prompt, ratio: ratioOf<TextOf<'happyhorse_1_0'>>(request) })
  }
  const resolution = resolutionOf<ImageOf<'happyhorse_1_0'>>(request)
  return fromImage({ ...asked, ...promptOf(request), resolution, promptImage: firstFrame(pictures) })
}

export const grok: MakeBody = (request, pictures) => {
  const asked = {
    model: 'grok_imagine_1_5',
    duration: request.seconds,
    resolution: resolutionOf<ImageOf<'grok_imagine_1_5'>>(request),
  } as const
  if (pictures.start === null) {
    return fromText({ ...asked, promptText: request.prompt, ratio: ratioOf<TextOf<'grok_imagine_1_5'>>(request) })
  }
  return fromImage({ ...asked, ...promptOf(request), promptImage: firstFrame(pictures) })
}
