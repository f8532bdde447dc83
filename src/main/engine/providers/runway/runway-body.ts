import type RunwayML from '@runwayml/sdk'
import type { GenerationRequest } from '../../../../shared/models/request'
import { omniFlash, omniFlash11, veo31, veo31Fast } from './body-google'
import {
  grok,
  h3Max,
  hailuo3,
  happyhorse,
  seedance2,
  seedance25,
  seedance2Fast,
  seedance2Mini,
  wan3,
  wan3Prime,
} from './body-others'
import type { MakeBody, InputAddresses, RunwayCreate } from './body-parts'
import { gen45, gen4Turbo } from './body-runway'

type ModelId = (RunwayML.ImageToVideoCreateParams | RunwayML.TextToVideoCreateParams)['model']

/** By the SDK's own ids: one that a new SDK adds or drops is an error of the compiler. */
const bodies: Readonly<Record<ModelId, MakeBody>> = {
  'gen4.5': gen45,
  gen4_turbo: gen4Turbo,
  'veo3.1': veo31,
  'veo3.1_fast': veo31Fast,
  'gemini_omni_flash_1.1': omniFlash11,
  gemini_omni_flash: omniFlash,
  seedance2_5: seedance25,
  seedance2,
  seedance2_fast: seedance2Fast,
  seedance2_mini: seedance2Mini,
  hailuo3,
  h3_max: h3Max,
  wan3_prime: wan3Prime,
  wan3,
  happyhorse_1_0: happyhorse,
  grok_imagine_1_5: grok,
}

function isModel(id: string): id is ModelId {
  return Object.hasOwn(bodies, id)
}

/** The body of a request, exactly what the catalogue promises of it; null for a model this map does not know. */
export function runwayCreate(request: GenerationRequest, inputs: InputAddresses): RunwayCreate | null {
  return isModel(request.model) ? bodies[request.model](request, inputs) : null
}
