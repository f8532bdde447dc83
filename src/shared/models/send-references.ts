import type { FilmDocument, Reference, Shot } from '../project/document'
import { mentionsIn, nameKey, nameWords, referenceNamed, replaceMentions } from '../references/names'
import { toNumber } from '../time/rational'
import type { VideoModel } from './model'
import type { ShotProblem } from './quote'
import { nothingTaken, type ReferenceLimit, type TakenReferences } from './reference-support'
import type { PlannedReference, ReferenceKind } from './request'

/** Something that is meant to go with a shot and does not, or not as it was meant. */
export interface ReferenceNote {
  readonly kind: ReferenceKind
  /** As the prompt calls it, or the file's name. */
  readonly name: string
  /**
   * `notTaken`: the model takes nothing of the kind. `frameInstead`: it does, but not beside a first frame. `goesOn`: not
   * for a clip that goes on from another one. `empty`: it has no picture. `unknown`: the film has no reference of that
   * name.
   */
  readonly why: 'notTaken' | 'frameInstead' | 'goesOn' | 'empty' | 'unknown'
}

/** What goes with a shot's words. */
export interface SentReferences {
  /** The exact text that is sent: prompt and style line, with words in the place of names after an `@`. */
  readonly prompt: string
  readonly references: readonly PlannedReference[]
  readonly notes: readonly ReferenceNote[]
  readonly problems: readonly ShotProblem[]
}

type Film = Pick<FilmDocument, 'settings' | 'references' | 'assets'>

/** The shot's prompt with the film's style line after it, as they are written. */
function writtenText({ settings }: Film, shot: Shot): string {
  return [shot.prompt.trim(), settings.style.trim()].filter((part) => part !== '').join('\n')
}

interface Named {
  /** In the order of the text, then those that are attached. */
  readonly known: readonly Reference[]
  readonly unknown: readonly string[]
}

function namedIn(film: Film, shot: Shot, text: string): Named {
  const known = new Set<Reference>()
  const unknown = new Map<string, string>()
  for (const { name } of mentionsIn(text)) {
    const reference = referenceNamed(film, name)
    if (reference) known.add(reference)
    else unknown.set(nameKey(name), name)
  }
  for (const attached of shot.references) {
    const reference = attached.kind === 'reference' ? film.references.get(attached.referenceId) : undefined
    if (reference) known.add(reference)
  }
  return { known: [...known], unknown: [...unknown.values()] }
}

/** What a model takes beside a shot as it starts. */
export function takenBy(model: VideoModel | null, shot: Shot): TakenReferences {
  // What goes on from a clip is asked for with the clip alone.
  if (model === null || shot.start?.kind === 'extension') return nothingTaken
  return shot.start === null ? model.references.fromWords : model.references.besideFrame
}

function whyNot(model: VideoModel | null, shot: Shot, kind: ReferenceKind): ReferenceNote['why'] {
  if (!model?.references.fromWords[kind]) return 'notTaken'
  return shot.start?.kind === 'extension' ? 'goesOn' : 'frameInstead'
}

/** A reference whose pictures are sent, and the numbers they have among all, from 1. */
interface Shown {
  readonly reference: Reference
  readonly numbers: readonly number[]
}

function number(references: readonly Reference[]): readonly Shown[] {
  let count = 0
  return references.map((reference) => ({ reference, numbers: reference.assetIds.map(() => ++count) }))
}

function addresses({ numbers }: Shown): string {
  return numbers.map((at) => `[Image ${at}]`).join(' ')
}

/** Names become words, with the address of their pictures where the model has one. */
function spoken(film: Film, text: string, shown: ReadonlyMap<Reference, Shown>, addressed: boolean): string {
  return replaceMentions(text, (name) => {
    const reference = referenceNamed(film, name)
    if (!reference) return null
    const one = shown.get(reference)
    return one && addressed ? `${nameWords(reference.name)} ${addresses(one)}` : nameWords(reference.name)
  })
}

/**
 * Tells which picture is whose, in plain words: `Reference images: 1 and 2 Mara, 3 old harbour.` Models that have an
 * address for them read it where the name stands, and here only for those that no words name.
 */
function legend(shown: readonly Shown[], named: ReadonlySet<Reference>, addressed: boolean): string {
  const told = addressed ? shown.filter(({ reference }) => !named.has(reference)) : shown
  if (told.length === 0) return ''
  const parts = told.map((one) => {
    const { name, kind } = one.reference
    const which = addressed ? addresses(one) : one.numbers.join(' and ')
    return `${which} ${nameWords(name)}${kind === 'style' ? ' (style)' : ''}`
  })
  return `Reference images: ${parts.join(', ')}.`
}

/** Seconds of each reference that has a length. */
function lengthsOf(film: Film, references: readonly PlannedReference[]): readonly number[] {
  return references.flatMap(({ media }) => {
    const duration = media.kind === 'asset' ? film.assets.get(media.assetId)?.duration : null
    return duration ? [toNumber(duration)] : []
  })
}

function* limitProblems(film: Film, sent: readonly PlannedReference[], limit: ReferenceLimit): Generator<ShotProblem> {
  if (limit.most !== null && sent.length > limit.most) yield 'tooManyReferences'
  const lengths = lengthsOf(film, sent)
  const all = lengths.reduce((sum, seconds) => sum + seconds, 0)
  if (limit.total !== null && all > limit.total) yield 'referencesTooLong'
  const { each } = limit
  if (each && lengths.some((seconds) => seconds < each[0] || seconds > each[1])) yield 'referenceLengthRefused'
}

/** What the provider reads of sound: MP3, AAC, FLAC, PCM and ALAC (docs.dev.runwayml.com, Inputs). */
const readableSounds: ReadonlySet<string> = new Set(['mp3', 'aac', 'm4a', 'flac', 'wav'])

function isReadable(film: Film, { media }: PlannedReference): boolean {
  const asset = media.kind === 'asset' ? film.assets.get(media.assetId) : undefined
  return asset?.kind !== 'sound' || readableSounds.has(asset.extension)
}

function* problemsOf(
  film: Film,
  shot: Shot,
  model: VideoModel,
  references: readonly PlannedReference[],
): Generator<ShotProblem> {
  const taken = takenBy(model, shot)
  for (const kind of ['picture', 'sound', 'video'] as const) {
    const limit = taken[kind]
    const sent = references.filter((one) => one.kind === kind)
    if (limit && sent.length > 0) yield* limitProblems(film, sent, limit)
  }
  if (!references.every((one) => isReadable(film, one))) yield 'soundFormatRefused'
  const { resolutions, soundNeedsPicture } = model.references
  const kinds = new Set(references.map(({ kind }) => kind))
  if (soundNeedsPicture && kinds.has('sound') && !kinds.has('picture')) yield 'soundNeedsPicture'
  const wanted = shot.options['resolution']
  const isRefused = kinds.has('picture') && resolutions !== null && typeof wanted === 'string'
  if (isRefused && !resolutions.includes(wanted)) yield 'resolutionWithReferences'
}

function soundsOf(film: Film, shot: Shot): readonly PlannedReference[] {
  return shot.references.flatMap((attached): PlannedReference[] => {
    const asset = attached.kind === 'sound' ? film.assets.get(attached.assetId) : undefined
    return asset ? [{ kind: 'sound', name: asset.name, media: { kind: 'asset', assetId: asset.id } }] : []
  })
}

/**
 * What goes with a shot's words to its model: the references that its prompt and the film's style line name, and those
 * attached to it. What the model does not take is told in `notes`, and its name goes as plain words.
 */
export function sendReferences(film: Film, shot: Shot, model: VideoModel | null): SentReferences {
  const written = writtenText(film, shot)
  if (shot.references.length === 0 && !written.includes('@')) {
    return { prompt: written, references: [], notes: [], problems: [] }
  }
  const { known, unknown } = namedIn(film, shot, written)
  const taken = takenBy(model, shot)
  const shown = taken.picture === null ? [] : number(known.filter(({ assetIds }) => assetIds.length > 0))
  const sounds = soundsOf(film, shot)
  const pictures = shown.flatMap(({ reference: { name, assetIds } }) =>
    assetIds.map((assetId): PlannedReference => ({ kind: 'picture', name, media: { kind: 'asset', assetId } })),
  )
  const references = [...pictures, ...(taken.sound === null ? [] : sounds)]
  const addressed = model?.references.addressed === true
  const named = new Set(
    mentionsIn(written)
      .map(({ name }) => referenceNamed(film, name))
      .filter((one) => one !== null),
  )
  const byReference = new Map(shown.map((one) => [one.reference, one]))
  const lines = [spoken(film, written, byReference, addressed), legend(shown, named, addressed)]
  const notes = [
    ...unknown.map((name): ReferenceNote => ({ kind: 'picture', name, why: 'unknown' })),
    ...known.flatMap(({ name, assetIds }): ReferenceNote[] => {
      if (assetIds.length === 0) return [{ kind: 'picture', name, why: 'empty' }]
      return taken.picture === null ? [{ kind: 'picture', name, why: whyNot(model, shot, 'picture') }] : []
    }),
    ...(taken.sound === null ? sounds : []).map(({ name }): ReferenceNote => ({
      kind: 'sound',
      name,
      why: whyNot(model, shot, 'sound'),
    })),
  ]
  const problems = [
    ...(unknown.length > 0 ? (['referenceUnknown'] as const) : []),
    ...(model ? problemsOf(film, shot, model, references) : []),
  ]
  return { prompt: lines.filter((line) => line !== '').join('\n'), references, notes, problems }
}
