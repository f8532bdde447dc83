import type { GenerationRequest } from '../../../../shared/models/request'
import {
  bothFrames,
  firstFrame,
  fromImage,
  fromText,
  fromVideo,
  lengthOf,
  pictureReferences,
  promptOf,
  ratioOf,
  seedOf,
  textOption,
  type ImageOf,
  type MakeBody,
} from './body-parts'

function negativeOf(request: GenerationRequest): { negativePrompt?: string } {
  const negativePrompt = textOption(request, 'negativePrompt')
  return negativePrompt === undefined ? {} : { negativePrompt }
}

function veo(model: 'veo3.1' | 'veo3.1_fast'): MakeBody {
  return (request, inputs) => {
    const asked = {
      model,
      duration: request.seconds as 4 | 6 | 8,
      ratio: ratioOf<ImageOf<'veo3.1'>>(request),
      // Said always: left out, the provider makes sound and charges for it.
      audio: request.audio,
      ...seedOf(request),
      ...negativeOf(request),
    }
    if (inputs.start === null) return fromText({ ...asked, promptText: request.prompt })
    return fromImage({ ...asked, ...promptOf(request), promptImage: bothFrames(inputs) })
  }
}

export const veo31 = veo('veo3.1')
export const veo31Fast = veo('veo3.1_fast')

export const omniFlash: MakeBody = (request, inputs) => {
  const asked = {
    model: 'gemini_omni_flash',
    duration: request.seconds,
    ratio: ratioOf<ImageOf<'gemini_omni_flash'>>(request),
  } as const
  if (inputs.start === null) return fromText({ ...asked, promptText: request.prompt })
  return fromImage({ ...asked, ...promptOf(request), promptImage: firstFrame(inputs) })
}

export const omniFlash11: MakeBody = (request, inputs) => {
  const asked = {
    model: 'gemini_omni_flash_1.1',
    duration: lengthOf(request),
    ratio: ratioOf<ImageOf<'gemini_omni_flash_1.1'>>(request),
    promptText: request.prompt,
  } as const
  if (inputs.extension !== undefined) return fromVideo({ ...asked, videoUri: inputs.extension, mode: 'extend' })
  if (inputs.start !== null) return fromImage({ ...asked, promptImage: bothFrames(inputs) })
  // Its list of videos has no `type`, unlike those of other models.
  const videos = inputs.references.filter(({ kind }) => kind === 'video').map(({ uri }) => ({ uri }))
  const shown = videos.length === 0 ? {} : { referenceVideos: videos }
  return fromText({ ...asked, ...pictureReferences(inputs), ...shown })
}
