import type { ShotId, TakeId } from '../../../shared/ids'
import type { Take } from '../../../shared/jobs/take'
import type { DocumentDiff } from '../../../shared/project/diff'

/** A prompt that this shot had before. */
export interface EarlierPrompt {
  readonly text: string
  /** The newest take that was made with it, from 1; null: it was only written. */
  readonly take: { readonly id: TakeId; readonly number: number } | null
}

interface Step {
  readonly diff: DocumentDiff
}

const most = 30

function promptIn(record: unknown): string | null {
  const prompt = (record as { readonly prompt?: unknown } | null)?.prompt
  return typeof prompt === 'string' ? prompt : null
}

/** What stood in the prompt before and after each step of this session, the newest first. */
function* written(shotId: ShotId, steps: readonly Step[]): Generator<string> {
  for (const { diff } of steps.toReversed()) {
    for (const change of diff) {
      if (change.table !== 'shots' || change.id !== shotId) continue
      const [before, after] = [promptIn(change.before), promptIn(change.after)]
      if (before === after) continue
      if (after !== null) yield after
      if (before !== null) yield before
    }
  }
}

/**
 * The prompts a shot had: those its takes were made with, newest first, then those that were written in this session.
 * Each is there once; the one that stands now and empty ones are left out.
 */
export function earlierPrompts(
  shotId: ShotId,
  now: string,
  takes: readonly Take[],
  steps: readonly Step[],
): readonly EarlierPrompt[] {
  const found = new Map<string, EarlierPrompt>()
  const add = (text: string, take: EarlierPrompt['take']): void => {
    const key = text.trim()
    if (key !== '' && key !== now.trim() && !found.has(key)) found.set(key, { text: key, take })
  }
  for (const [index, take] of [...takes.entries()].toReversed()) {
    add(take.written ?? take.prompt, { id: take.id, number: index + 1 })
  }
  for (const text of written(shotId, steps)) add(text, null)
  return [...found.values()].slice(0, most)
}
