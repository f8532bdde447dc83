import type { ShotId } from '../../shared/ids'
import type { FilmDocument } from '../../shared/project/document'
import { updateShots, type ShotChange } from '../../shared/timeline/edits/update-shots'
import type { PlannedEdit } from './row-changes'

export interface Replacement {
  readonly find: string
  readonly replace: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  /** Where it is looked for. */
  readonly where: 'prompts' | 'names' | 'both'
}

/** What finds the words themselves: nothing in them has a meaning of its own. */
function finderOf({ find, matchCase, wholeWord }: Replacement): RegExp | null {
  if (find === '') return null
  const words = find.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  const whole = wholeWord ? String.raw`(?<![\p{L}\p{M}\p{N}_])${words}(?![\p{L}\p{M}\p{N}_])` : words
  return new RegExp(whole, matchCase ? 'gu' : 'giu')
}

interface Replaced {
  readonly text: string
  readonly count: number
}

/** Puts other words in the place of every match; what is put in is taken as it is. */
export function replaceWords(text: string, replacement: Replacement): Replaced {
  const finder = finderOf(replacement)
  if (finder === null) return { text, count: 0 }
  let count = 0
  const replaced = text.replace(finder, () => {
    count++
    return replacement.replace
  })
  return { text: replaced, count }
}

interface PlannedReplacement extends PlannedEdit {
  /** How many places are changed. */
  readonly count: number
}

/** Replaces words in shots, but for those that are left out. */
export function planReplacement(
  film: FilmDocument,
  shotIds: readonly ShotId[],
  replacement: Replacement,
  skipped: ReadonlySet<ShotId>,
): PlannedReplacement {
  const notes = new Map<ShotId, readonly string[]>()
  const changes: ShotChange[] = []
  let count = 0
  for (const id of shotIds) {
    const shot = film.shots.get(id)
    if (!shot || skipped.has(id)) continue
    const none = (text: string): Replaced => ({ text, count: 0 })
    const name = replacement.where === 'prompts' ? none(shot.name) : replaceWords(shot.name, replacement)
    const prompt = replacement.where === 'names' ? none(shot.prompt) : replaceWords(shot.prompt, replacement)
    if (name.count + prompt.count === 0) continue
    if (name.text.length > 200 || prompt.text.length > 20_000)
      notes.set(id, ['It would be too long, and stays as it is.'])
    else {
      count += name.count + prompt.count
      changes.push({ shotId: id, patch: { name: name.text, prompt: prompt.text } })
    }
  }
  return { after: updateShots(film, changes), notes, count }
}
