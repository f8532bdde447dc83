import type { GenerationRequest } from '../../../../shared/models/request'
import {
  allReferences,
  autoRatioOf,
  bothFrames,
  firstFrame,
  fromImage,
  fromText,
  fromVideo,
  lengthOf,
  pictureReferences,
  promptOf,
  ratioOf,
  resolutionOf,
  seedOf,
  soundReferences,
  textOption,
  videoReferences,
  type ImageOf,
  type MakeBody,
  type InputAddresses,
  type TextOf,
} from './body-parts'

function soundAndSeed(request: GenerationRequest): {
  duration: number | 'auto'
  audio: boolean
  seed?: number
} {
  // Sound is said always: left out, the provider makes some.
  return { duration: lengthOf(request), audio: request.audio, ...seedOf(request) }
}

function seedanceOf(request: GenerationRequest) {
  return { ...soundAndSeed(request), ratio: ratioOf<ImageOf<'seedance2_fast'>>(request) }
}

function seedanceText(request: GenerationRequest, inputs: InputAddresses) {
  return { ...seedanceOf(request), promptText: request.prompt, ...allReferences(inputs) }
}

function seedanceImage(request: GenerationRequest, inputs: InputAddresses) {
  return {
    ...seedanceOf(request),
    ...promptOf(request),
    promptImage: bothFrames(inputs),
    ...soundReferences(inputs),
  }
}

export const seedance2: MakeBody = (request, inputs) =>
  inputs.start === null
    ? fromText({ model: 'seedance2', ...seedanceText(request, inputs) })
    : fromImage({ model: 'seedance2', ...seedanceImage(request, inputs) })

export const seedance2Fast: MakeBody = (request, inputs) =>
  inputs.start === null
    ? fromText({ model: 'seedance2_fast', ...seedanceText(request, inputs) })
    : fromImage({ model: 'seedance2_fast', ...seedanceImage(request, inputs) })

export const seedance2Mini: MakeBody = (request, inputs) =>
  inputs.start === null
    ? fromText({ model: 'seedance2_mini', ...seedanceText(request, inputs) })
    : fromImage({ model: 'seedance2_mini', ...seedanceImage(request, inputs) })

export const seedance25: MakeBody = (request, inputs) => {
  const wanted = { model: 'seedance2_5', ...soundAndSeed(request), ...promptOf(request) } as const
  // It has the clip's own shape then, and no other may be named.
  if (inputs.extension !== undefined) return fromVideo({ ...wanted, promptVideo: inputs.extension, mode: 'extend' })
  const asked = { ...wanted, ratio: ratioOf<ImageOf<'seedance2_5'>>(request) } as const
  return inputs.start === null
    ? fromText({ ...asked, ...allReferences(inputs) })
    : fromImage({ ...asked, promptImage: bothFrames(inputs), ...soundReferences(inputs) })
}

export const hailuo3: MakeBody = (request, inputs) => {
  const asked = {
    model: 'hailuo3',
    duration: request.seconds,
    promptText: request.prompt,
    ratio: ratioOf<ImageOf<'hailuo3'>>(request),
    resolution: resolutionOf<ImageOf<'hailuo3'>>(request),
  } as const
  return inputs.start === null
    ? fromText({ ...asked, ...allReferences(inputs) })
    : fromImage({ ...asked, promptImage: bothFrames(inputs), ...soundReferences(inputs) })
}

type Expansion = NonNullable<ImageOf<'h3_max'>['promptExpansionMode']>

export const h3Max: MakeBody = (request, inputs) => {
  const expansion = textOption(request, 'promptExpansionMode')
  const asked = {
    model: 'h3_max',
    duration: request.seconds,
    promptText: request.prompt,
    resolution: resolutionOf<ImageOf<'h3_max'>>(request),
    ...seedOf(request),
    ...(expansion === undefined ? {} : { promptExpansionMode: expansion as Expansion }),
  } as const
  return inputs.start === null ? fromText(asked) : fromImage({ ...asked, promptImage: bothFrames(inputs) })
}

function wanOf(request: GenerationRequest) {
  return { duration: request.seconds, promptText: request.prompt, audio: request.audio }
}

function wanText(request: GenerationRequest, inputs: InputAddresses) {
  return { ...wanOf(request), ratio: ratioOf<TextOf<'wan3'>>(request), ...allReferences(inputs) }
}

function wanImage(request: GenerationRequest, inputs: InputAddresses) {
  return {
    ...wanOf(request),
    ratio: autoRatioOf(request),
    promptImage: bothFrames(inputs),
    ...soundReferences(inputs),
    ...videoReferences(inputs),
  }
}

export const wan3: MakeBody = (request, inputs) =>
  inputs.start === null
    ? fromText({ model: 'wan3', ...wanText(request, inputs) })
    : fromImage({ model: 'wan3', ...wanImage(request, inputs) })

export const wan3Prime: MakeBody = (request, inputs) =>
  inputs.start === null
    ? fromText({ model: 'wan3_prime', ...wanText(request, inputs) })
    : fromImage({ model: 'wan3_prime', ...wanImage(request, inputs) })

export const happyhorse: MakeBody = (request, inputs) => {
  const asked = { model: 'happyhorse_1_0', duration: request.seconds } as const
  if (inputs.start === null) {
    return fromText({ ...asked, promptText: request.prompt, ratio: ratioOf<TextOf<'happyhorse_1_0'>>(request) })
  }
  const resolution = resolutionOf<ImageOf<'happyhorse_1_0'>>(request)
  return fromImage({ ...asked, ...promptOf(request), resolution, promptImage: firstFrame(inputs) })
}

export const grok: MakeBody = (request, inputs) => {
  const asked = {
    model: 'grok_imagine_1_5',
    duration: request.seconds,
    resolution: resolutionOf<ImageOf<'grok_imagine_1_5'>>(request),
  } as const
  if (inputs.start === null) {
    const shown = { ...pictureReferences(inputs), ...soundReferences(inputs) }
    const ratio = ratioOf<TextOf<'grok_imagine_1_5'>>(request)
    return fromText({ ...asked, promptText: request.prompt, ratio, ...shown })
  }
  return fromImage({ ...asked, ...promptOf(request), promptImage: firstFrame(inputs) })
}
