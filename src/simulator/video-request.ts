import { createHash } from 'node:crypto'
import type { ClipOrder } from './clip-order'
import { readDataUri } from './media-address'
import { limitsOf } from './model-limits'
import { officialRules, type Endpoint, type Form } from './official-rules'
import { classOf, outputSize, type PictureClass } from './output-size'
import { pictureAspectOf } from './picture-header'
import { creditsFor } from './prices'
import { promptPictures } from './request-conditions'
import { readVideo } from './video-header'

type Body = Readonly<Record<string, unknown>>

/** A request that passed every check, as what has to be made and paid. */
export interface VideoRequest {
  /** The path of the create; of the official API one of `Endpoint`. */
  readonly endpoint: string
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
  const videos = ['promptVideo', 'videoUri'].flatMap((name) => {
    const uri = text(body[name])
    return uri === null ? [] : [{ uri, path: [name] }]
  })
  return [...promptPictures(body), ...videos, ...lists]
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

/**
 * Whether the clip that comes of an extension begins with the one that was sent. UNVERIFIED: the SDK says of Gemini that
 * `duration` is "the amount of footage added to the input video", and of Seedance nothing. One answers this way here and
 * one the other, so that a client has to be right with both.
 */
function answersWhole(model: string): boolean {
  return model.startsWith('gemini')
}

/** The bytes at an address, as far as they are on this computer. */
export type FindBytes = (uri: string) => Promise<Buffer | null>

/** The clip that is to be gone on from; null where there is none, or where it is not on this computer. */
async function sourceOf(model: string, body: Body, bytesOf: FindBytes) {
  const address = text(body['promptVideo']) ?? text(body['videoUri'])
  const bytes = address === null ? null : await bytesOf(address)
  const facts = bytes && readVideo(bytes)
  return facts ? { ...facts, bytes, whole: answersWhole(model) } : null
}

/** How long the clip gets, and for how long it is held. */
function lengthsOf(
  model: string,
  { duration }: Body,
  card: string,
): { readonly seconds: number; readonly held: number } {
  const { seconds: range, usualSeconds } = limitsOf(model)
  if (duration === 'auto') return { seconds: chosenSeconds(model, card), held: range?.most ?? usualSeconds }
  const seconds = typeof duration === 'number' ? duration : usualSeconds
  return { seconds, held: seconds }
}

export async function planVideo(
  endpoint: Endpoint,
  model: string,
  body: Body,
  uploaded: FindBytes,
): Promise<VideoRequest> {
  const pictures = promptPictures(body)
  const bytesOf = async (uri: string): Promise<Buffer | null> =>
    uri.startsWith('data:') ? (readDataUri(uri)?.bytes ?? null) : uploaded(uri)
  const bytesAt = async (position: 'first' | 'last'): Promise<Buffer | null> => {
    const uri = pictures.find((picture) => picture.position === position)?.uri
    return uri === undefined ? null : bytesOf(uri)
  }
  const [first, last] = [await bytesAt('first'), await bytesAt('last')]
  const source = await sourceOf(model, body, bytesOf)
  const named = outputSize({
    ratio: text(body['ratio']),
    resolution: text(body['resolution']),
    usualClass: usualClass(endpoint, model),
    pictureAspect: first ? pictureAspectOf(first) : null,
  })
  // Without a ratio it has the size of the clip that it goes on from.
  const own = source && body['ratio'] === undefined ? source.size : null
  const { size, pictureClass } = own ? { size: own, pictureClass: classOf(own) } : named
  const card = JSON.stringify([model, body['promptText'], pictures[0]?.uri])
  const { seconds, held } = lengthsOf(model, body, card)
  const sound = hasSound(endpoint, model, body)
  const counted = addressesIn(body).filter(({ path }) => path[0] === 'promptImage' || path[0] === 'references')
  const outputFormat = text(body['outputFormat'])
  const priced = {
    model,
    sound,
    pictureClass,
    pictures: counted.length,
    outputFormat,
    inputSeconds: source?.seconds ?? 0,
  }
  return {
    endpoint,
    model,
    clip: { size, seconds, sound, first, last, source, card },
    estimate: creditsFor({ ...priced, seconds: held }),
    cost: creditsFor({ ...priced, seconds }),
  }
}
