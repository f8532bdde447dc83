import type { ModelOption, VideoModel } from './model'
import { named, sizes } from './model-sizes'
import {
  grokReferences,
  nineAndThree,
  noReferences,
  omni11References,
  seedance25References,
  wanReferences,
} from './reference-support'

/*
 * Every model that the official Runway API makes video with, from a picture or from words: what is most of use first, the
 * others by maker. Fields, sizes and lengths: declarations of @runwayml/sdk 4.20.1 (API version 2024-11-06), where those
 * say nothing the provider's OpenAPI of 2026-08-08; a test compares them. Prices: `prices.ts`.
 */

function whole(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

const gen4Sizes = sizes({ '720p': ['1280:720', '720:1280', '1104:832', '960:960', '832:1104', '1584:672'] })
const gen45TextSizes = sizes({ '720p': ['1280:720', '720:1280'] })
const veoSizes = sizes({ '720p': ['1280:720', '720:1280'], '1080p': ['1920:1080', '1080:1920'] })
const omniSizes = sizes({ '720p': ['1280:720', '720:1280'] })
const omni11Sizes = sizes({
  '1080p': ['1920:1080', '1080:1920'],
  '720p': ['1280:720', '720:1280'],
  '360p': ['640:360', '360:640'],
  '4k': ['3840:2160', '2160:3840'],
})

const seedance720 = ['1280:720', '720:1280', '960:960', '1112:834', '834:1112', '1470:630']
const seedance480 = ['864:496', '496:864', '640:640', '752:560', '560:752', '992:432']
const seedance1080 = ['1920:1080', '1080:1920', '1440:1440', '1664:1248', '1248:1664', '2206:946']
const seedance4k = ['3840:2160', '2160:3840', '3840:3840', '3840:2880', '2880:3840', '3840:1646']
const seedanceSizes = sizes({ '720p': seedance720, '480p': seedance480 })
const seedance2Sizes = sizes({ '720p': seedance720, '480p': seedance480, '1080p': seedance1080, '4k': seedance4k })
const seedance25Sizes = sizes({
  '720p': seedance720,
  '480p': ['854:480', '480:854', '640:640', '752:560', '560:752', '992:432'],
  '1080p': seedance1080,
})

const wanSizes = sizes({
  '720p': ['1280:720', '720:1280', '960:960', '1104:832', '832:1104'],
  '480p': ['832:480', '480:832', '624:624', '720:544', '544:720'],
  '1080p': ['1920:1080', '1080:1920', '1440:1440', '1648:1248', '1248:1648'],
})
const happyhorseSizes = sizes({
  '720p': ['1280:720', '720:1280', '960:960', '1108:832', '832:1108'],
  '1080p': ['1920:1080', '1080:1920', '1440:1440', '1662:1248', '1248:1662'],
})

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

const promptExpansion: ModelOption = {
  kind: 'choice',
  key: 'promptExpansionMode',
  label: 'Prompt rewriting',
  choices: [
    { value: 'balanced', label: 'short' },
    { value: 'disabled', label: 'none, as written' },
    { value: 'quality', label: 'thorough, slower' },
  ],
}

const runway = { provider: 'runway', promptLeast: 1, references: noReferences } as const
const gen4 = {
  ...runway,
  shape: gen4Sizes,
  durations: whole(2, 10),
  promptLimit: 1000,
  end: 'refused',
  seed: true,
  audio: false,
  soundUntold: false,
  pricedBy: 'model',
  options: [moderation],
} as const
/** A model that takes a first frame, and words alone. */
const either = { ...runway, start: 'optional' } as const
/** One that can be told to make sound. */
const withSound = { ...either, audio: true, soundUntold: false } as const
const untoldSound = { ...either, audio: false, soundUntold: true } as const

const veo = {
  ...withSound,
  shape: veoSizes,
  textShape: veoSizes,
  durations: [4, 6, 8],
  promptLimit: 1000,
  prompt: 'requiredWithoutPicture',
  end: 'withStart',
  seed: true,
  pricedBy: 'sound',
  options: [negativePrompt],
} as const
/**
 * Going on from a clip (`mode: 'extend'` of video_to_video). The SDK names no limit but that of the length, and that the
 * prompt is needed; a file is uploaded up to 200 MB (docs.dev.runwayml.com, Inputs).
 */
const anyClip = {
  from: 'file',
  steps: null,
  mostTimes: null,
  mostSeconds: null,
  mostBytes: 200 * 1024 * 1024,
} as const

const seedance = {
  ...withSound,
  references: nineAndThree,
  durations: whole(4, 15),
  autoDuration: true,
  promptLimit: 3500,
  prompt: 'requiredWithoutPicture',
  end: 'withStart',
  seed: true,
  options: [],
} as const
const wan = {
  ...withSound,
  references: wanReferences,
  shape: { kind: 'picture', resolutions: ['720p', '480p', '1080p'] },
  textShape: wanSizes,
  durations: whole(2, 30),
  promptLimit: 20_000,
  prompt: 'required',
  end: 'withStart',
  seed: false,
  pricedBy: 'resolution',
  options: [],
} as const

export const runwayModels: readonly VideoModel[] = [
  {
    ...gen4,
    id: 'gen4.5',
    label: 'Gen-4.5',
    textShape: gen45TextSizes,
    prompt: 'required',
    start: 'optional',
    summary: 'Runway’s best picture, from a first frame or from words.',
  },
  {
    ...gen4,
    id: 'gen4_turbo',
    label: 'Gen-4 Turbo',
    textShape: null,
    prompt: 'optional',
    start: 'required',
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
  {
    ...untoldSound,
    id: 'gemini_omni_flash_1.1',
    references: omni11References,
    label: 'Gemini Omni Flash 1.1',
    shape: omni11Sizes,
    textShape: omni11Sizes,
    durations: whole(3, 10),
    autoDuration: true,
    promptLimit: 4000,
    prompt: 'required',
    end: 'withStart',
    extend: anyClip,
    seed: false,
    pricedBy: 'resolution',
    options: [],
    summary: 'First and last frame, from small drafts up to 4K.',
  },
  {
    ...untoldSound,
    id: 'gemini_omni_flash',
    label: 'Gemini Omni Flash',
    shape: omniSizes,
    textShape: omniSizes,
    durations: whole(3, 10),
    promptLimit: 4000,
    prompt: 'requiredWithoutPicture',
    end: 'refused',
    seed: false,
    pricedBy: 'model',
    options: [],
    summary: 'Quick takes with a long prompt, from a first frame or from words.',
  },
  {
    ...seedance,
    id: 'seedance2_5',
    references: seedance25References,
    label: 'Seedance 2.5',
    shape: seedance25Sizes,
    textShape: seedance25Sizes,
    durations: whole(4, 30),
    promptLimit: 15_000,
    extend: anyClip,
    pricedBy: 'resolution',
    summary: 'Shots of up to half a minute, first and last frame, with sound.',
  },
  {
    ...seedance,
    id: 'seedance2',
    label: 'Seedance 2',
    shape: seedance2Sizes,
    textShape: seedance2Sizes,
    pricedBy: 'resolution',
    summary: 'Up to 4K in six shapes, first and last frame, with sound.',
  },
  {
    ...seedance,
    id: 'seedance2_fast',
    label: 'Seedance 2 Fast',
    shape: seedanceSizes,
    textShape: seedanceSizes,
    pricedBy: 'model',
    summary: 'Seedance at 480p and 720p for less.',
  },
  {
    ...seedance,
    id: 'seedance2_mini',
    label: 'Seedance 2 Mini',
    shape: seedanceSizes,
    textShape: seedanceSizes,
    pricedBy: 'model',
    summary: 'The cheapest Seedance with sound, for drafts.',
  },
  {
    ...untoldSound,
    id: 'hailuo3',
    references: nineAndThree,
    label: 'Hailuo 3',
    shape: named(['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'], ['768p', '2k']),
    textShape: named(['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'], ['768p', '2k']),
    durations: whole(5, 15),
    promptLimit: 6000,
    prompt: 'required',
    end: 'withStart',
    seed: false,
    pricedBy: 'resolution',
    options: [],
    summary: 'Up to 2K in six shapes at a low price, first and last frame.',
  },
  {
    ...untoldSound,
    id: 'h3_max',
    label: 'MiniMax H3 Max',
    shape: { kind: 'picture', resolutions: ['768p', '480p'] },
    // It takes no shape: 16:9 is what such models make from words, but no source says so.
    textShape: named(['16:9'], ['768p', '480p']),
    durations: whole(5, 15),
    promptLimit: 6000,
    prompt: 'required',
    end: 'withStart',
    seed: true,
    pricedBy: 'resolution',
    options: [promptExpansion],
    summary: 'Cheap, keeps the picture’s own shape and can rewrite the prompt.',
  },
  {
    ...wan,
    id: 'wan3_prime',
    label: 'Wan 3 Prime',
    summary: 'The better Wan: up to half a minute and very long prompts, with sound.',
  },
  {
    ...wan,
    id: 'wan3',
    label: 'Wan 3',
    summary: 'Up to half a minute and very long prompts, cheap, with sound.',
  },
  {
    ...untoldSound,
    id: 'happyhorse_1_0',
    label: 'HappyHorse 1.0',
    shape: { kind: 'picture', resolutions: ['720p', '1080p'] },
    textShape: happyhorseSizes,
    durations: whole(3, 15),
    promptLimit: 2500,
    promptLeast: 2,
    prompt: 'requiredWithoutPicture',
    end: 'refused',
    seed: false,
    pricedBy: 'resolution',
    options: [],
    summary: 'Up to 1080p in the picture’s own shape, from a first frame or from words.',
  },
  {
    ...untoldSound,
    id: 'grok_imagine_1_5',
    references: grokReferences,
    label: 'Grok Imagine 1.5',
    shape: { kind: 'picture', resolutions: ['720p', '480p', '1080p'] },
    textShape: named(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3'], ['720p', '480p', '1080p']),
    durations: whole(1, 15),
    promptLimit: 2500,
    prompt: 'requiredWithoutPicture',
    end: 'refused',
    seed: false,
    pricedBy: 'resolution',
    options: [],
    summary: 'Very short shots too, from one second, in the picture’s own shape.',
  },
]
