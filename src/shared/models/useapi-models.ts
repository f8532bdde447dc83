import type { ModelOption, VideoModel } from './model'
import { sizes } from './model-sizes'
import { noReferences } from './reference-support'

/*
 * What useapi.net makes with a Runway account of the user's: its pages (useapi.net/docs/api-runwayml-v1, read 2026-11-25).
 * Of gen4 and gen4turbo no page was found; they are as three public clients send them, within what the page of the newer
 * endpoint says of the same models. How long the prompts of gen3 may be is said nowhere: what Runway took of that model.
 */

/** Whether the clip is made in Explore mode: without credits, for accounts with the Unlimited plan. */
export const exploreKey = 'exploreMode'
export const exploreOn = 'on'

const explore: ModelOption = {
  kind: 'choice',
  key: exploreKey,
  label: 'Explore mode',
  choices: [
    { value: 'off', label: 'off, uses credits' },
    { value: exploreOn, label: 'on, slower (Unlimited plan)' },
  ],
}

const useapi = {
  provider: 'useapi',
  promptLeast: 1,
  end: 'refused',
  audio: false,
  soundUntold: true,
  pricedBy: 'model',
  options: [explore],
  /** "You are not charged credits for Explore mode generations." */
  freeWith: { key: exploreKey, value: exploreOn },
  references: noReferences,
} as const

const landscape = { size: { width: 1280, height: 768 }, ratio: '5:3', resolution: '768p', name: 'landscape' } as const
const portrait = { size: { width: 768, height: 1280 }, ratio: '3:5', resolution: '768p', name: 'portrait' } as const
const gen3 = { ...useapi, durations: [5, 10], promptLimit: 512, seed: true, soundUntold: false } as const

/** The shapes by name, and the pixels that Runway's own API gives them. */
const gen4Sizes = sizes({ '720p': ['1280:720', '720:1280', '960:960', '1104:832', '832:1104', '1584:672'] })
const gen4Names = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9']
const gen4Shape = {
  kind: 'listed',
  formats:
    gen4Sizes.kind === 'listed' ? gen4Sizes.formats.map((one, at) => ({ ...one, name: gen4Names[at] ?? '' })) : [],
} as const
const gen4 = { ...useapi, shape: gen4Shape, textShape: null, prompt: 'required', start: 'required' } as const

export const useapiModels: readonly VideoModel[] = [
  {
    ...gen3,
    id: 'gen3turbo',
    label: 'Gen-3 Alpha Turbo',
    shape: { kind: 'listed', formats: [landscape, portrait] },
    textShape: null,
    prompt: 'optional',
    start: 'required',
    end: 'withStart',
    extend: { from: 'task', steps: [8], mostTimes: 3, mostSeconds: 34 },
    summary: 'Takes a first and a last frame. 5 credits a second of your Runway account, or none in Explore mode.',
  },
  {
    ...gen3,
    id: 'gen3',
    label: 'Gen-3 Alpha',
    shape: { kind: 'listed', formats: [landscape] },
    textShape: { kind: 'listed', formats: [landscape] },
    prompt: 'requiredWithoutPicture',
    start: 'optional',
    extend: { from: 'task', steps: [5, 10], mostTimes: 3, mostSeconds: 40 },
    summary: 'From a picture or from words alone, 5 or 10 s, landscape.',
  },
  {
    ...gen4,
    id: 'gen4_5',
    label: 'Gen-4.5',
    durations: [5, 8, 10],
    textShape: { kind: 'listed', formats: gen4Shape.formats.slice(0, 1) },
    promptLimit: 5000,
    prompt: 'requiredWithoutPicture',
    start: 'optional',
    seed: true,
    summary:
      'From a picture in any shape, or from words alone in 16:9. Enter what a second costs you in Settings, Prices.',
  },
  {
    ...gen4,
    id: 'gen4',
    label: 'Gen-4',
    durations: [5, 10],
    promptLimit: 1000,
    seed: false,
    summary: 'From a picture, 5 or 10 s. Enter what a second costs you in Settings, Prices.',
  },
  {
    ...gen4,
    id: 'gen4turbo',
    label: 'Gen-4 Turbo',
    durations: [5, 10],
    promptLimit: 1000,
    seed: false,
    summary: 'From a picture, 5 or 10 s, faster. Enter what a second costs you in Settings, Prices.',
  },
]
