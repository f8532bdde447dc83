import type RunwayML from '@runwayml/sdk'
import { findModel } from '../../../../shared/models/catalogue'
import type { Format } from '../../../../shared/models/model'
import { formatFor } from '../../../../shared/models/model-sizes'
import type { GenerationRequest, ReferenceKind } from '../../../../shared/models/request'

type ImageBody = RunwayML.ImageToVideoCreateParams
type TextBody = RunwayML.TextToVideoCreateParams
type VideoBody = RunwayML.VideoToVideoCreateParams

/** A create as it is sent: to which endpoint, and its body, typed by the SDK. */
export type RunwayCreate =
  | { readonly endpoint: 'imageToVideo'; readonly body: ImageBody }
  | { readonly endpoint: 'textToVideo'; readonly body: TextBody }
  | { readonly endpoint: 'videoToVideo'; readonly body: VideoBody }

export interface ReferenceAddress {
  readonly kind: ReferenceKind
  readonly uri: string
}

/** Where the provider reads the files of a request: data or upload addresses. */
export interface InputAddresses {
  readonly start: string | null
  readonly end: string | null
  /** The clip to go on from. */
  readonly extension?: string
  readonly references: readonly ReferenceAddress[]
}

/** What the SDK takes of one model at one endpoint. */
export type ImageOf<Model extends ImageBody['model']> = Extract<ImageBody, { model: Model }>
export type TextOf<Model extends TextBody['model']> = Extract<TextBody, { model: Model }>

/*
 * Sizes, durations and choices are lists of the catalogue, which a test compares with the SDK's own: told to the compiler
 * as the SDK's literals, they are what it takes.
 */

export function textOption(request: GenerationRequest, key: string): string | undefined {
  const value = request.options[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function seedOf({ seed }: GenerationRequest): { seed?: number } {
  return seed === null ? {} : { seed }
}

export function promptOf({ prompt }: GenerationRequest): { promptText?: string } {
  return prompt === '' ? {} : { promptText: prompt }
}

function formatOf(request: GenerationRequest): Format {
  return formatFor(findModel(request.provider, request.model), request, request.size)
}

/** What may stand in a field of a model's body. */
type ValueOf<Arm, Field extends keyof Arm> = Extract<Arm[Field], string>

/** The provider's word for the format: `1280:720`, or `21:9` where it names shapes. */
export function ratioOf<Arm extends { ratio?: string }>(request: GenerationRequest): ValueOf<Arm, 'ratio'> {
  const { name } = formatOf(request)
  return name as ValueOf<Arm, 'ratio'>
}

export function resolutionOf<Arm extends { resolution?: string }>(
  request: GenerationRequest,
): ValueOf<Arm, 'resolution'> {
  const { resolution } = formatOf(request)
  return resolution as ValueOf<Arm, 'resolution'>
}

/** For formats that follow the first picture and are told all the same. */
export function autoRatioOf(request: GenerationRequest): NonNullable<ImageOf<'wan3'>['ratio']> {
  return `auto_${formatOf(request).resolution}` as NonNullable<ImageOf<'wan3'>['ratio']>
}

/** For models that may be left to choose: `auto`, which is held at the longest and settled by what is made. */
export function lengthOf({ seconds, autoSeconds }: GenerationRequest): number | 'auto' {
  return autoSeconds ? 'auto' : seconds
}

type Frames<Position> = { uri: string; position: Position }[]

/** For models that take a first frame only. */
export function firstFrame({ start }: InputAddresses): Frames<'first'> {
  return start === null ? [] : [{ uri: start, position: 'first' }]
}

export function bothFrames(inputs: InputAddresses): Frames<'first' | 'last'> {
  const first = firstFrame(inputs)
  return inputs.end === null ? first : [...first, { uri: inputs.end, position: 'last' }]
}

/** One kind of reference of a request, as a list of the body; nothing when there are none. */
function addressesOf({ references }: InputAddresses, kind: ReferenceKind): readonly string[] {
  return references.filter((one) => one.kind === kind).map(({ uri }) => uri)
}

export function pictureReferences(inputs: InputAddresses): { references?: { uri: string }[] } {
  const uris = addressesOf(inputs, 'picture')
  return uris.length === 0 ? {} : { references: uris.map((uri) => ({ uri })) }
}

export function soundReferences(inputs: InputAddresses): { referenceAudio?: { type: 'audio'; uri: string }[] } {
  const uris = addressesOf(inputs, 'sound')
  return uris.length === 0 ? {} : { referenceAudio: uris.map((uri) => ({ type: 'audio', uri })) }
}

export function videoReferences(inputs: InputAddresses): { referenceVideos?: { type: 'video'; uri: string }[] } {
  const uris = addressesOf(inputs, 'video')
  return uris.length === 0 ? {} : { referenceVideos: uris.map((uri) => ({ type: 'video', uri })) }
}

/** All of them, for models that take each kind. */
export function allReferences(inputs: InputAddresses) {
  return { ...pictureReferences(inputs), ...soundReferences(inputs), ...videoReferences(inputs) }
}

export function fromImage(body: ImageBody): RunwayCreate {
  return { endpoint: 'imageToVideo', body }
}

export function fromText(body: TextBody): RunwayCreate {
  return { endpoint: 'textToVideo', body }
}

export function fromVideo(body: VideoBody): RunwayCreate {
  return { endpoint: 'videoToVideo', body }
}

/** Makes the body of one model. */
export type MakeBody = (request: GenerationRequest, inputs: InputAddresses) => RunwayCreate
