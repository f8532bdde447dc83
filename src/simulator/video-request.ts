import { createHash } from 'node:crypto'
import type { ClipOrder } from './clip-order'
import { readDataUri } from './media-address'
import { limitsOf } from './model-limits'
import { officialRules, type Endpoint, type Form } from './official-rules'
import { outputSize, type PictureClass } from './output-size'
import { pictureAspectOf } from './picture-header'
import { creditsFor } from './prices'
import { promptPictures } from './request-conditions'

type Body = Readonly<Record<string, unknown>>

/** A request that passed every check, as what has to be made and paid. */
export interface VideoRequest {
  readonly endpoint: Endpoint
  readonly model: string
  readonly clip: ClipOrder
  /** The most that it may cost, which is what is held. */
  readonly estimate: number
  /** What it costs when it succeeds. */
  readonly cost: number
}

/** Every address of a medium in a body with its place. */
export function addressesIn(
  body: Body,
): readonly { readonly uri: string; readonly path: readonly (string | number)[] }[] {
  const lists = ['references', 'referenceVideos', 'referenceAudio'].flatMap((name) => {
    const list = (body[name] ?? []) as readonly { readonly uri: string }[]
    return list.map(({ uri }, index) => ({ uri, path: [name, index, 'uri'] }))
  })
  return [...promptPictures(body), ...lists]
}

function optionsOf(form: Form | undefined): readonly (string | number)[] {
  return form?.kind === 'literal' ? form.values : []
}

/** The documents name no usual resolution; 720p, or 768p where there is no 720p. */
function usualClass(endpoint: Endpoint, model: string): PictureClass {
  const options = optionsOf(officialRules.endpoints[endpoint][model]?.['resolution']?.form)
  return options.includes('768p') ? '768p' : '720p'
}

/** With sound unless told otherwise, where there is a switch at all; Wan's is taken to be off. */
function hasSound(endpoint: Endpoint, model: string, body: Body): boolean {
  if (typeof body['audio'] === 'boolean') return body['audio']
  const hasSwitch = officialRules.endpoints[endpoint][model]?.['audio'] !== undefined
  return hasSwitch && !model.startsWith('wan3')
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** What the model chooses when it is left to: one of the shorter lengths, by what it is asked for. */
function chosenSeconds(model: string, card: string): number {
  const { seconds, usualSeconds } = limitsOf(model)
  if (!seconds) return usualSeconds
  const lot = createHash('sha256').update(card).digest().readUInt8(0)
  return seconds.least + (lot % Math.min(4, seconds.most - seconds.least + 1))
}

/** The bytes at an address, as far as they are on this computer. */
export type FindBytes = (uri: string) => Promise<Buffer | null>

export async function planVideo(
  endpoint: Endpoint,
  model: string,
  body: Body,
  uploaded: FindBytes,
): Promise<VideoRequest> {
  const pictures = promptPictures(body)
  const bytesAt = async (position: 'first' | 'last'): Promise<Buffer | null> => {
    const uri = pictures.find((picture) => picture.position === position)?.uri
    if (uri === undefined) return null
    return uri.startsWith('data:') ? (readDataUri(uri)?.bytes ?? null) : uploaded(uri)
  }
  const [first, last] = [await bytesAt('first'), await bytesAt('last')]
  const { size, pictureClass } = outputSize({
    ratio: text(body['ratio']),
    resolution: text(body['resolution']),
    usualClass: usualClass(endpoint, model),
    pictureAspect: first ? pictureAspectOf(first) : null,
  })
  const { duration } = body
  const { seconds: range, usualSeconds } = limitsOf(model)
  const card = JSON.stringify([model, body['promptText'], pictures[0]?.uri])
  const freely = duration === 'auto' ? chosenSeconds(model, card) : usualSeconds
  const seconds = typeof duration === 'number' ? duration : freely
  const heldSeconds = duration === 'auto' ? (range?.most ?? seconds) : seconds
  const sound = hasSound(endpoint, model, body)
  const counted = addressesIn(body).filter(({ path }) => path[0] === 'promptImage' || path[0] === 'references')
  const outputFormat = text(body['outputFormat'])
  const priced = { model, sound, pictureClass, pictures: counted.length, outputFormat }
  return {
    endpoint,
    model,
    clip: { size, seconds, sound, first, last, card },
    estimate: creditsFor({ ...priced, seconds: heldSeconds }),
    cost: creditsFor({ ...priced, seconds }),
  }
}
