import { nameWords } from '../references/names'
import type { VideoModel } from './model'
import type { TakenReferences } from './reference-support'
import type { ReferenceKind } from './request'
import type { ReferenceNote } from './send-references'

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** What goes with a shot's words: `with Mara (2 pictures), old harbour and 1 sound`; null when nothing does. */
export function shownWords(
  references: readonly { readonly kind: ReferenceKind; readonly name: string }[],
): string | null {
  const pictures = new Map<string, number>()
  for (const { kind, name } of references) if (kind === 'picture') pictures.set(name, (pictures.get(name) ?? 0) + 1)
  const parts = [...pictures].map(([name, count]) => `${nameWords(name)}${count > 1 ? ` (${count} pictures)` : ''}`)
  for (const kind of ['sound', 'video'] as const) {
    const count = references.filter((one) => one.kind === kind).length
    if (count > 0) parts.push(count === 1 ? `1 ${kind}` : `${count} ${kind}s`)
  }
  return parts.length === 0 ? null : `with ${listed(parts)}`
}

function takenWords(taken: TakenReferences): string {
  const parts = (['picture', 'sound', 'video'] as const).flatMap((kind) => {
    const limit = taken[kind]
    return limit ? [limit.most === null ? `${kind}s` : `up to ${limit.most} ${kind}s`] : []
  })
  return listed(parts)
}

/** `up to 9 pictures and up to 3 sounds from words alone`; null for a model that takes no references. */
export function supportWords({ references }: Pick<VideoModel, 'references'>): string | null {
  const [words, frame] = [takenWords(references.fromWords), takenWords(references.besideFrame)]
  const parts = [words !== '' && `${words} from words alone`, frame !== '' && `${frame} beside a start frame`]
  return parts.filter((part) => part !== false).join('; ') || null
}

/** That some names are sent as words, or that some sounds are not sent. */
function consequence(kind: ReferenceNote['kind'], names: readonly string[]): string {
  const one = names.length === 1
  if (kind !== 'picture') return `${listed(names.map((name) => `“${name}”`))} ${one ? 'is' : 'are'} not sent`
  return `${listed(names.map((name) => `@${name}`))} ${one ? 'is' : 'are'} sent as plain words`
}

function* sentences(notes: readonly ReferenceNote[], model: string): Generator<string> {
  const named = (kind: ReferenceNote['kind'], why: ReferenceNote['why']): readonly string[] =>
    notes.filter((note) => note.kind === kind && note.why === why).map(({ name }) => name)
  for (const name of named('picture', 'unknown')) {
    yield `There is no reference called ${name}. Add it under References, or take out the @.`
  }
  const frame = named('picture', 'frameInstead')
  if (frame.length > 0) {
    yield `${model} takes a first frame or references, not both: ${consequence('picture', frame)}.`
  }
  const alone = named('picture', 'goesOn')
  if (alone.length > 0) yield `A clip that goes on from another takes no references: ${consequence('picture', alone)}.`
  const words = named('picture', 'notTaken')
  if (words.length > 0) yield `${model} takes no reference pictures: ${consequence('picture', words)}.`
  for (const name of named('picture', 'empty')) yield `@${name} has no picture yet and is sent as plain words.`
  for (const kind of ['sound', 'video'] as const) {
    const [late, never] = [named(kind, 'frameInstead'), named(kind, 'notTaken')]
    if (late.length > 0) yield `${model} takes no reference ${kind}s beside a first frame: ${consequence(kind, late)}.`
    const without = named(kind, 'goesOn')
    if (without.length > 0) yield `A clip that goes on from another takes no ${kind}s: ${consequence(kind, without)}.`
    if (never.length > 0) yield `${model} takes no reference ${kind}s: ${consequence(kind, never)}.`
  }
}

/** What does not go with a shot as it was meant, a sentence each. `model`: what it is called. */
export function noteWords(notes: readonly ReferenceNote[], model: string): readonly string[] {
  return [...sentences(notes, model)]
}
