import type { GenerationRequest } from '../../../../shared/models/request'
import {
  firstFrame,
  fromImage,
  fromText,
  promptOf,
  ratioOf,
  seedOf,
  textOption,
  type ImageOf,
  type MakeBody,
  type TextOf,
} from './body-parts'

function moderationOf(request: GenerationRequest): { contentModeration?: { publicFigureThreshold: 'auto' | 'low' } } {
  const threshold = textOption(request, 'publicFigureThreshold')
  return threshold === undefined ? {} : { contentModeration: { publicFigureThreshold: threshold as 'auto' | 'low' } }
}

export const gen45: MakeBody = (request, inputs) => {
  const asked = {
    model: 'gen4.5',
    duration: request.seconds,
    promptText: request.prompt,
    ...seedOf(request),
    ...moderationOf(request),
  } as const
  if (inputs.start === null) return fromText({ ...asked, ratio: ratioOf<TextOf<'gen4.5'>>(request) })
  return fromImage({ ...asked, ratio: ratioOf<ImageOf<'gen4.5'>>(request), promptImage: firstFrame(inputs) })
}

export const gen4Turbo: MakeBody = (request, inputs) =>
  fromImage({
    model: 'gen4_turbo',
    duration: request.seconds,
    ratio: ratioOf<ImageOf<'gen4_turbo'>>(request),
    promptImage: firstFrame(inputs),
    ...promptOf(request),
    ...seedOf(request),
    ...moderationOf(request),
  })
