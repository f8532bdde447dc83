import { gateways, type Gateway } from './gateways'
import { startPictureKey, type ModelOption, type Shape, type VideoModel } from './model'
import { named, sizes } from './model-sizes'
import { noReferences } from './reference-support'

/** Another id than the usual one, at a server that nobody knows. */
export const sentModelKey = 'sentModel'
/** Whether the clip gets the maker's mark. */
export const watermarkKey = 'watermark'

const watermark: ModelOption = {
  kind: 'choice',
  key: watermarkKey,
  label: 'Watermark',
  choices: [
    { value: 'none', label: 'none' },
    { value: 'shown', label: 'shown' },
  ],
}

const startUrl: ModelOption = {
  kind: 'text',
  key: startPictureKey,
  label: 'Picture at',
  limit: 2048,
  hint: 'https://… where the server finds the start picture',
}

const sentModel: ModelOption = {
  kind: 'text',
  key: sentModelKey,
  label: 'Model id there',
  limit: 100,
  hint: 'if the server has another name for it',
}

/** 512 characters, 1280:768 and 5 or 10 seconds: what all of them take (V-API, CometAPI; others say less or the same). */
const pixels = sizes({ '768p': ['1280:768', '768:1280'] })
/** Named by shape only; what comes is taken to have 720 lines. */
const shapes = named(['16:9', '9:16'], ['720p'])

const labels = { gen4_turbo: 'Gen-4 Turbo', gen3a_turbo: 'Gen-3 Alpha Turbo' } as const

function summaryOf(gateway: Gateway, id: keyof typeof labels): string {
  const retired = id === 'gen3a_turbo' ? 'Retired by Runway, still resold. ' : ''
  const price = 'What a second costs you enter in Settings, under Prices.'
  return gateway.pictures === 'address'
    ? `${retired}Takes the picture by its https address only. ${price}`
    : `${retired}Clips of 5 or 10 s from a picture. ${price}`
}

function optionsOf({ id, pictures }: Gateway): readonly ModelOption[] {
  return [watermark, ...(pictures === 'address' ? [startUrl] : []), ...(id === 'gateway' ? [sentModel] : [])]
}

function shapeOf({ formats }: Gateway): Shape {
  return formats === 'pixels' ? pixels : shapes
}

function shortName({ id, label }: Gateway): string {
  return id === 'gateway' ? 'other server' : label
}

function modelsOf(gateway: Gateway): readonly VideoModel[] {
  return gateway.models.map(({ id }) => ({
    id,
    provider: gateway.id,
    // Beside Runway's own of the same name, on bills and in tables.
    label: `${labels[id]} (${shortName(gateway)})`,
    durations: [5, 10],
    shape: shapeOf(gateway),
    textShape: null,
    promptLimit: 512,
    promptLeast: 1,
    prompt: 'optional',
    start: 'required',
    end: gateway.endFrame ? 'withStart' : 'refused',
    seed: gateway.seed,
    audio: false,
    soundUntold: false,
    pricedBy: 'model',
    options: optionsOf(gateway),
    references: noReferences,
    byAddress: gateway.pictures === 'address',
    summary: summaryOf(gateway, id),
  }))
}

/** What every Runway-compatible server is known to make. */
export const gatewayModels: readonly VideoModel[] = gateways.flatMap(modelsOf)
