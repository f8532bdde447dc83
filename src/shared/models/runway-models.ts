import type { Size } from '../project/document'
import type { ModelOption, VideoModel } from './model'

/*
 * The models of the official Runway API that this version offers. Fields, sizes and lengths: declarations of
 * @runwayml/sdk 4.20.1 (API version 2024-11-06); a test compares them with the installed SDK. Prices: `prices.ts`.
 */

function sizes(...texts: readonly string[]): readonly Size[] {
  return texts.map((text) => {
    const [width = 0, height = 0] = text.split(':').map(Number)
    return { width, height }
  })
}

function whole(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

const gen4Sizes = sizes('1280:720', '720:1280', '1104:832', '960:960', '832:1104', '1584:672')
const veoSizes = sizes('1280:720', '720:1280', '1920:1080', '1080:1920')

const moderation: ModelOption = {
  kind: 'choice',
  key: 'publicFigureThreshold',
  label: 'Public figures',
  choices: [
    { value: 'auto', label: 'usual check' },
    { value: 'low', label: 'less strict' },
  ],
}

const negativePrompt: ModelOption = {
  kind: 'text',
  key: 'negativePrompt',
  label: 'Leave out',
  limit: 1000,
  hint: 'what should not appear',
}

const runway = { provider: 'runway', promptLimit: 1000, seed: true } as const
const gen4 = { ...runway, sizes: gen4Sizes, durations: whole(2, 10), end: 'refused', audio: false } as const
const veo = {
  ...runway,
  sizes: veoSizes,
  textSizes: veoSizes,
  durations: [4, 6, 8],
  prompt: 'requiredWithoutPicture',
  start: 'optional',
  end: 'withStart',
  audio: true,
  soundIsPriced: true,
  options: [negativePrompt],
} as const

export const runwayModels: readonly VideoModel[] = [
  {
    ...gen4,
    id: 'gen4.5',
    label: 'Gen-4.5',
    textSizes: sizes('1280:720', '720:1280'),
    prompt: 'required',
    start: 'optional',
    soundIsPriced: false,
    options: [moderation],
    summary: 'Runway’s best picture, from a first frame or from words.',
  },
  {
    ...gen4,
    id: 'gen4_turbo',
    label: 'Gen-4 Turbo',
    textSizes: null,
    prompt: 'optional',
    start: 'required',
    soundIsPriced: false,
    options: [moderation],
    summary: 'Fast and cheap, always from a first frame.',
  },
  {
    ...veo,
    id: 'veo3.1',
    label: 'Veo 3.1',
    summary: 'First and last frame, with sound, up to 1080p.',
  },
  {
    ...veo,
    id: 'veo3.1_fast',
    label: 'Veo 3.1 Fast',
    summary: 'Veo at less than half the price, first and last frame, with sound.',
  },
]
