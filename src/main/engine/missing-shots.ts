import type { z } from 'zod'
import type { FilmPlan } from '../../shared/film/plan'
import type { missingShotSchema } from '../../shared/ipc/contract'
import type { FilmDocument } from '../../shared/project/document'

type MissingShot = z.infer<typeof missingShotSchema>

/** The shots on the film that have no take, once each, with what stands in for them. */
export function missingShots(plan: FilmPlan, document: FilmDocument): MissingShot[] {
  const missing = new Map<string, MissingShot>()
  for (const { shotId, source } of plan.clips) {
    const shot = document.shots.get(shotId)
    if (source.kind === 'take' || !shot) continue
    const why = source.kind === 'still' ? 'Not generated: its picture stands in.' : 'Not generated: a card stands in.'
    missing.set(shotId, { shotId, name: shot.name, why })
  }
  return [...missing.values()]
}
