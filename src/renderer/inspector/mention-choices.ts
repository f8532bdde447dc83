import { pictureAddress } from '../../shared/ipc/media-address'
import type { FilmDocument } from '../../shared/project/document'
import { mentionsIn, nameKey, referenceNamed } from '../../shared/references/names'
import type { Completion, TextMark } from '../ui/CompletingArea'
import { kindWords } from '../state/reference-actions'

/** An `@` at the caret with the letters of a name so far, as `mentionsIn` would find it. */
const begun = /(?<![\p{L}\p{M}\p{N}_@.+-])@([\p{L}\p{M}\p{N}_-]*)$/u
const rest = /^[\p{L}\p{M}\p{N}_-]*/u

/** The references whose names go on from what stands before the caret; those that begin so first. */
export function mentionChoices(film: FilmDocument, text: string, caret: number): Completion | null {
  const match = begun.exec(text.slice(0, caret))
  if (!match) return null
  const letters = nameKey(match[1] ?? '')
  const from = match.index
  const to = caret + (rest.exec(text.slice(caret))?.[0].length ?? 0)
  const found = [...film.references.values()].filter(({ name }) => nameKey(name).includes(letters))
  // A name that is written out asks for nothing more.
  if (found.length === 1 && nameKey(found[0]?.name ?? '') === letters) return null
  const isBegun = (name: string): number => Number(!nameKey(name).startsWith(letters))
  found.sort((a, b) => isBegun(a.name) - isBegun(b.name) || a.name.localeCompare(b.name))
  const choices = found.map(({ id, name, kind, assetIds: [first] }) => ({
    id,
    text: `@${name}`,
    label: name,
    detail: kindWords[kind],
    picture: first === undefined ? undefined : pictureAddress(first, 320),
  }))
  return { from, to, label: 'References', choices }
}

/** Every name after an `@`, known or not. */
export function mentionMarks(film: FilmDocument, text: string): readonly TextMark[] {
  return mentionsIn(text).map(({ from, to, name }) => ({
    from,
    to,
    tone: referenceNamed(film, name) ? 'known' : 'unknown',
  }))
}
