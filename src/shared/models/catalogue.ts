import type { VideoModel } from './model'
import { gatewayModels } from './gateway-models'
import { noReferences } from './reference-support'
import { runwayModels } from './runway-models'
import { useapiModels } from './useapi-models'

/** The local rehearsal: free, made by ffmpeg from the picture and the prompt's camera words. */
const rehearsal: VideoModel = {
  id: 'rehearsal',
  provider: 'rehearsal',
  label: 'Rehearsal',
  durations: [2, 3, 4, 5, 6, 8, 10],
  shape: { kind: 'film' },
  textShape: { kind: 'film' },
  promptLimit: 1000,
  promptLeast: 1,
  prompt: 'optional',
  start: 'optional',
  end: 'withStart',
  references: noReferences,
  seed: true,
  audio: false,
  soundUntold: false,
  pricedBy: 'model',
  options: [],
  summary: 'Free and local: your picture, or the way from one to another, with the camera moves your prompt names.',
}

/** Every model a shot can be made with. */
export const catalogue: readonly VideoModel[] = [rehearsal, ...runwayModels, ...useapiModels, ...gatewayModels]

/** The model of that provider and id, or null when this version does not know it. */
export function findModel(provider: string, id: string): VideoModel | null {
  return catalogue.find((model) => model.provider === provider && model.id === id) ?? null
}

interface Retirement {
  readonly provider: string
  readonly id: string
  /** What became of it and what to use, a sentence. */
  readonly sentence: string
}

/**
 * Ids that were models, or look like it, and are none any more. The SDK lost gen3a_turbo with its version 4.0.0 and veo3
 * between the API's descriptions of 2026-07-27 and 2026-08-07; gen4 was the name of a model in Runway's web app alone.
 */
const retiredModels: readonly Retirement[] = [
  {
    provider: 'runway',
    id: 'gen3a_turbo',
    sentence: 'gen3a_turbo was retired by Runway on 30 July 2026; use Gen-4 Turbo (gen4_turbo).',
  },
  {
    provider: 'runway',
    id: 'gen4',
    sentence: 'gen4 is no model of Runway’s API; use Gen-4.5 (gen4.5) or Gen-4 Turbo (gen4_turbo).',
  },
  { provider: 'runway', id: 'veo3', sentence: 'veo3 was retired by Runway in August 2026; use Veo 3.1 (veo3.1).' },
]

/** What became of a model that is offered no more; null for every other id. */
export function retirementOf(provider: string, id: string): string | null {
  return retiredModels.find((model) => model.provider === provider && model.id === id)?.sentence ?? null
}
