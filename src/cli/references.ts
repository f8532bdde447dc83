import { randomUUID } from 'node:crypto'
import type { MediaLibrary } from '../main/engine/media/media-library'
import { referenceIdSchema } from '../shared/ids'
import { referenceNameSchema, type Asset, type FilmDocument, type Reference } from '../shared/project/document'
import { nameKey, referenceNamed } from '../shared/references/names'
import { addAssets } from '../shared/timeline/edits/change-settings'
import { addReference, changeReference } from '../shared/timeline/edits/edit-references'
import { CommandFailure } from './command-failure'
import type { OptionTable } from './command'
import { expandPatterns } from './expand-patterns'
import { importNamedPictures } from './import-files'

/** The same in every command that makes shots or a film. */
export const referenceOptions = {
  ref: {
    type: 'text',
    value: 'NAME=PICTURE',
    help: 'a reference that prompts call by @NAME: --ref mara=mara.jpg side.jpg boat:prop=boat.png (character, place, prop or style)',
    count: 'greedy',
  },
} as const satisfies OptionTable

/** A reference as it was typed. */
export interface ReferenceWish {
  readonly name: string
  /** Null: not said. */
  readonly kind: Reference['kind'] | null
  readonly patterns: readonly string[]
}

const kinds: readonly Reference['kind'][] = ['character', 'place', 'prop', 'style']

function usage(message: string): CommandFailure {
  return new CommandFailure('usage', message)
}

function kindOf(word: string | undefined): Reference['kind'] | null {
  if (word === undefined) return null
  const kind = kinds.find((one) => one === word)
  if (kind) return kind
  throw usage(`--ref: ${word} is no kind of reference; there are ${kinds.join(', ')}.`)
}

/** Reads the words after `--ref`: each with `NAME=` begins a reference, the others are more pictures of it. */
export function readReferences(words: readonly string[]): readonly ReferenceWish[] {
  const wishes: ReferenceWish[] = []
  for (const word of words) {
    const match = /^@?([^=:/\\]+)(?::([^=/\\]*))?=(.*)$/u.exec(word)
    const last = wishes.at(-1)
    if (match) {
      const [, name = '', kind, picture = ''] = match
      if (!referenceNameSchema.safeParse(name).success) {
        throw usage(`--ref ${name}: a name has letters, digits, _ and -, and no spaces.`)
      }
      wishes.push({ name, kind: kindOf(kind), patterns: picture === '' ? [] : [picture] })
    } else if (last) wishes[wishes.length - 1] = { ...last, patterns: [...last.patterns, word] }
    else throw usage(`--ref ${word}: write a name and its pictures, such as --ref mara=${word}`)
  }
  const keys = wishes.map(({ name }) => nameKey(name))
  const twice = wishes.find(({ name }, index) => keys.indexOf(nameKey(name)) !== index)
  if (twice) throw usage(`--ref: ${twice.name} is named twice; give all its pictures at once.`)
  return wishes
}

/** Adds a reference, or its pictures to the one of that name. */
function layReference(film: FilmDocument, { name, kind }: ReferenceWish, pictures: readonly Asset[]): FilmDocument {
  const known = referenceNamed(film, name)
  const stored = addAssets(film, { assets: pictures })
  const assetIds = [...new Set([...(known?.assetIds ?? []), ...pictures.map(({ id }) => id)])]
  if (assetIds.length > 30) throw usage(`--ref ${name}: a reference has at most 30 pictures.`)
  if (known) {
    const patch = { assetIds, ...(kind === null ? {} : { kind }) }
    return changeReference(stored, { referenceId: known.id, patch })
  }
  const id = referenceIdSchema.parse(randomUUID())
  return addReference(stored, { reference: { id, name, kind: kind ?? 'character', assetIds } })
}

/** Puts references with their pictures into a film. Throws `CommandFailure` for a picture that is none. */
export async function layReferences(
  film: FilmDocument,
  wishes: readonly ReferenceWish[],
  { media, cwd, signal }: { readonly media: MediaLibrary; readonly cwd: string; readonly signal: AbortSignal },
): Promise<FilmDocument> {
  let laid = film
  for (const wish of wishes) {
    const files = await expandPatterns(cwd, wish.patterns)
    laid = layReference(laid, wish, await importNamedPictures(media, files, signal))
  }
  return laid
}

/** `the reference mara`, `the references mara and boat`: what was added. */
export function referenceList(wishes: readonly ReferenceWish[]): readonly string[] {
  if (wishes.length === 0) return []
  const names = wishes.map(({ name }) => name)
  return [`the ${names.length === 1 ? 'reference' : 'references'} ${names.join(', ')}`]
}
