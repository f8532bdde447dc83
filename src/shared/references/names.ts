import type { FilmDocument, Reference } from '../project/document'

/** Equal for names that a reader takes for the same one. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** A name as words: `old_harbour` is `old harbour`. */
export function nameWords(name: string): string {
  return name.replaceAll('_', ' ')
}

/** The reference of that name, in whatever case; null when the film has none. */
export function referenceNamed({ references }: Pick<FilmDocument, 'references'>, name: string): Reference | null {
  const key = nameKey(name)
  for (const reference of references.values()) if (nameKey(reference.name) === key) return reference
  return null
}

/** Where a text names a reference, its `@` included. */
export interface Mention {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** As it is written, without the `@`. */
  readonly name: string
}

/**
 * An `@` inside a word (an address of mail) names nothing. `-` belongs to a name only between other signs of it, so that
 * a name may end a clause.
 */
const mention = /(?<![\p{L}\p{M}\p{N}_@.+-])@([\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?)/gu

/** Every place of a text that names a reference, known or not, in order. */
export function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(mention)].map((match) => {
    const [whole, name = ''] = match
    return { from: match.index, to: match.index + whole.length, name }
  })
}

/** The text with something else in the place of each mention; null leaves one as it is. */
export function replaceMentions(text: string, replacement: (name: string) => string | null): string {
  let [done, at] = ['', 0]
  for (const { from, to, name } of mentionsIn(text)) {
    done += text.slice(at, from) + (replacement(name) ?? text.slice(from, to))
    at = to
  }
  return done + text.slice(at)
}
