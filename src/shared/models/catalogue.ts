import type { VideoModel } from './model'
import { runwayModels } from './runway-models'

/** The local rehearsal: free, made by ffmpeg from the picture and the prompt's camera words. */
const rehearsal: VideoModel = {
  id: 'rehearsal',
  provider: 'rehearsal',
  label: 'Rehearsal',
  durations: [2, 3, 4, 5, 6, 8, 10],
  sizes: 'film',
  textSizes: 'film',
  promptLimit: 1000,
  prompt: 'optional',
  start: 'optional',
  end: 'refused',
  seed: true,
  audio: false,
  soundIsPriced: false,
  options: [],
  summary: 'Free and local: your picture with the camera move your prompt names.',
}

/** Every model a shot can be made with. */
export const catalogue: readonly VideoModel[] = [rehearsal, ...runwayModels]

/** The model of that provider and id, or null when this version does not know it. */
export function findModel(provider: string, id: string): VideoModel | null {
  return catalogue.find((model) => model.provider === provider && model.id === id) ?? null
}
