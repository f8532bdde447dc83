import type { TakeIndex } from '../continuity/pick'
import { cameraRequest } from '../film/camera-chain'
import { takeFrameOf } from '../film/still-of-shot'
import type { ShotId } from '../ids'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { sourceFrameOfConformed } from '../time/time'
import { canonicalJson } from './canonical-json'
import { findModel, retirementOf } from './catalogue'
import type { VideoModel } from './model'
import { modelProblems } from './model-problems'
import { extendedFormat, extensionProblems, planExtension } from './plan-extension'
import { formatFor, resolutionKey } from './model-sizes'
import { mostSeconds, priceFor, type Prices } from './prices'
import type { ShotProblem } from './quote'
import type { GenerationRequest, PlannedExtension, PlannedRequest, PlannedStill, RequestInputs } from './request'
import { sendReferences, type ReferenceNote, type SentReferences } from './send-references'
import { sha256 } from './sha256'

/** What a request is built from, besides the shot. */
export interface RequestContext {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  /** Shots that will have a new take before this request is sent. */
  readonly awaited: ReadonlySet<ShotId>
  readonly circular: ReadonlySet<ShotId>
  readonly prices: Prices
}

/** The one answer to "what would be sent, what would it cost, and what is in the way?". */
export interface BuiltRequest {
  readonly planned: PlannedRequest
  /** Micro-units of the provider's unit; null: not known. */
  readonly price: number | null
  readonly problems: readonly ShotProblem[]
  /** What was meant to go with it and does not, or not as it was meant. */
  readonly notes: readonly ReferenceNote[]
}

/** The options that this model has, as they are set; what another model left behind is not asked for. */
function optionsOf(shot: Shot, model: VideoModel | null): Shot['options'] {
  if (model === null) return shot.options
  const known = new Set(model.options.map((option) => option.key))
  if (model.shape.kind !== 'film') known.add(resolutionKey)
  const set = Object.entries(shot.options).filter(([key, value]) => known.has(key) && value !== '')
  return set.length === Object.keys(shot.options).length ? shot.options : Object.fromEntries(set)
}

/** What a request is made of that lies in the document alone. */
type Film = Pick<FilmDocument, 'settings' | 'references' | 'assets'>

type Settled = Omit<PlannedRequest, 'start' | 'end' | 'requestHash'>

function settledPart({ settings }: Film, shot: Shot, sent: SentReferences): Settled {
  const model = findModel(shot.provider, shot.model)
  const { size, ratio } = formatFor(model, shot, settings.size)
  return {
    shotId: shot.id,
    title: shot.name,
    provider: shot.provider,
    model: shot.model,
    prompt: sent.prompt,
    written: shot.prompt,
    seconds: mostSeconds(model, shot),
    ...(shot.autoSeconds && { autoSeconds: true }),
    ratio,
    size,
    rate: settings.rate,
    seed: shot.seed,
    audio: shot.audio,
    options: optionsOf(shot, model),
    references: sent.references,
    own: { start: shot.start, end: shot.end, references: shot.references },
  }
}

function ownInput(source: FrameSource | null, ratio: string): unknown {
  if (source?.kind === 'extension') return 'otherClip'
  if (source?.kind !== 'picture') return source && 'otherShot'
  return { assetId: source.assetId, framing: source.framings[ratio] ?? null }
}

/** References by what is sent of them. Those that wait for another shot count as its frames do. */
function ownReferences(references: PlannedRequest['references']): object {
  if (references.length === 0) return {}
  const own = references.map(({ kind, media }) => [kind, media.kind === 'asset' ? media.assetId : 'otherShot'])
  return { references: own }
}

type Known = Pick<Film, 'settings' | 'references'> & { readonly hash: string }

const hashed = new WeakMap<Shot, Known>()

/**
 * Fingerprint of what a shot asks for in its own settings. The film's pixel size and rate are left out (a take is
 * conformed to them), its shape is not. Remembered per shot record, so asking for a whole film again costs little.
 */
export function requestHashOf(film: Film, shot: Shot): string {
  const known = hashed.get(shot)
  if (known?.settings === film.settings && known.references === film.references) return known.hash
  const sent = sendReferences(film, shot, findModel(shot.provider, shot.model))
  const settled = settledPart(film, shot, sent)
  const { provider, model, prompt, seconds, ratio, seed, audio, options } = settled
  const shown = ownReferences(sent.references)
  // What takes of earlier versions could not ask for is left out where it is not asked for.
  const auto = settled.autoSeconds ? { autoSeconds: true } : {}
  const own = { provider, model, prompt, seconds, ...auto, ratio, seed, audio, options, ...shown }
  const hash = sha256(canonicalJson({ ...own, start: ownInput(shot.start, ratio), end: ownInput(shot.end, ratio) }))
  hashed.set(shot, { settings: film.settings, references: film.references, hash })
  return hash
}

/**
 * Fingerprint of what a request takes from other shots: of which take a frame (the take's own, so that another film rate
 * alone makes nothing stale) or the whole clip. Null when there is nothing, or while one of them does not exist yet.
 */
export function upstreamHashOf(planned: PlannedRequest, takes: TakeIndex): string | null {
  const frame = (still: PlannedStill | null): unknown => {
    if (still?.kind !== 'takeFrame') return null
    const take = takes.byId.get(still.takeId)
    const own = take ? sourceFrameOfConformed(still.frame, take.frames, take.rate, planned.rate) : still.frame
    return { takeId: still.takeId, frame: own }
  }
  const stills = [planned.start, planned.end]
  const media = planned.references.map((reference) => reference.media)
  const { extension } = planned
  const isAwaited = extension?.kind === 'awaitedTake' || media.some(({ kind }) => kind === 'awaitedTake')
  if (isAwaited || stills.some((still) => still?.kind === 'awaited')) return null
  const clips = media.flatMap((one) => (one.kind === 'take' ? [one.takeId] : []))
  if (!extension && clips.length === 0 && !stills.some((still) => still?.kind === 'takeFrame')) return null
  const frames = { start: frame(planned.start), end: frame(planned.end) }
  const shown = clips.length === 0 ? {} : { clips }
  return sha256(canonicalJson({ ...frames, ...shown, ...(extension && { extends: extension.takeId }) }))
}

function planStill(source: FrameSource | null, ratio: string, context: RequestContext): PlannedStill | null {
  if (source === null || source.kind === 'extension') return null
  if (source.kind === 'picture') {
    if (!context.document.assets.has(source.assetId)) return null
    return { kind: 'asset', assetId: source.assetId, framing: source.framings[ratio] ?? null }
  }
  const follows = source.take === 'pick' && context.document.shots.get(source.shotId)?.pick === null
  if (follows && context.awaited.has(source.shotId)) return { kind: 'awaited', source }
  const still = takeFrameOf(context.document, context.takes, source)
  return still?.kind === 'takeFrame' ? still : null
}

function* linkProblems(shot: Shot, planned: PlannedRequest, circular: ReadonlySet<ShotId>): Generator<ShotProblem> {
  if (circular.has(shot.id)) {
    yield 'upstreamCircular'
    return
  }
  if (shot.start && !planned.start && !planned.extension)
    yield shot.start.kind === 'picture' ? 'startFrameMissing' : 'upstreamMissing'
  if (shot.end && !planned.end) yield shot.end.kind === 'picture' ? 'endFrameMissing' : 'upstreamMissing'
}

/** A clip that goes on from another one has that one's format, and is paid for by it. */
function goingOn(planned: PlannedRequest, model: VideoModel | null, extension: PlannedExtension): PlannedRequest {
  const format = model && extendedFormat(model, extension.size)
  if (!format) return { ...planned, extension, size: extension.size }
  const { size, ratio, resolution } = format
  const options = resolution === null ? planned.options : { ...planned.options, [resolutionKey]: resolution }
  return { ...planned, extension, size, ratio, options }
}

/** Builds a shot's request together with its price and everything that keeps it from being sent. */
export function buildRequest(shot: Shot, context: RequestContext): BuiltRequest {
  const { document } = context
  const model = findModel(shot.provider, shot.model)
  const sent = sendReferences(document, shot, model)
  const settled = settledPart(document, shot, sent)
  const own: PlannedRequest = {
    ...settled,
    requestHash: requestHashOf(document, shot),
    start: planStill(shot.start, settled.ratio, context),
    end: planStill(shot.end, settled.ratio, context),
    // A rehearsal goes on with the move of the shot before it; a model would see that from the frame alone.
    ...(shot.provider === 'rehearsal' && { camera: cameraRequest(document, shot) }),
  }
  const extension = planExtension(shot, context)
  const planned = extension ? goingOn(own, model, extension) : own
  const links = linkProblems(shot, planned, context.circular)
  const { notes } = sent
  if (model === null) {
    const unknown = retirementOf(shot.provider, shot.model) === null ? 'unknownModel' : 'modelRetired'
    return { planned, price: null, problems: [...new Set([unknown, ...sent.problems, ...links] as const)], notes }
  }
  const price = priceFor(model, planned, context.prices)
  const refused = [
    ...modelProblems(shot, settled.prompt, model, document.settings.size),
    ...extensionProblems(shot, model, extension, document),
  ]
  const problems = new Set([...refused, ...sent.problems, ...links])
  if (price === null) problems.add('priceUnknown')
  return { planned, price, problems: [...problems], notes }
}

/** The request that is sent: the approved one with its files. Every take it awaits must be there. */
export function completeRequest(planned: PlannedRequest, takes: TakeIndex, inputs: RequestInputs): GenerationRequest {
  const { extension: _planned, ...asked } = planned
  return { ...asked, ...inputs, upstreamHash: upstreamHashOf(planned, takes) }
}

/** Fingerprint of the whole request as it is sent. */
export function payloadHashOf(request: GenerationRequest | PlannedRequest): string {
  return sha256(canonicalJson(request))
}
