import type { ShotId } from '../../shared/ids'
import { isSettled } from '../../shared/jobs/job'
import type { Quote } from '../../shared/models/quote'
import type { FilmDocument } from '../../shared/project/document'
import { request } from '../bridge'
import { announce } from './announcement-store'
import { showNotice } from './dialog-store'
import { documentStore } from './document-store'
import { faceOf, faceStore } from './face-store'
import { factsStore } from './facts-store'
import { problemWords } from './problem-words'
import { selectionStore } from './selection-store'

/** Shots in the order of the film, each once. */
function shotsOnTrack(document: FilmDocument, wanted: (clipId: string) => boolean): readonly ShotId[] {
  const ids = document.track.clipIds.filter(wanted).flatMap((id) => document.clips.get(id)?.shotId ?? [])
  return [...new Set(ids)]
}

const wanting = new Set(['draft', 'edited', 'stale', 'failed', 'rejected', 'cancelled'])

function isFree(shotId: ShotId): boolean {
  const job = factsStore.getState().jobByShot.get(shotId)
  return job === undefined || isSettled(job.state)
}

/** The shots that "Generate" means now: the selected ones; with none selected, all that are not as they are asked for. */
export function shotsToGenerate(): readonly ShotId[] {
  const { document } = documentStore.getState()
  if (!document) return []
  const { clipIds } = selectionStore.getState()
  const chosen: ReadonlySet<string> = clipIds
  const ids = shotsOnTrack(document, (id) => chosen.size === 0 || chosen.has(id))
  const faces = faceStore.getState()
  return ids.filter((id) => isFree(id) && (chosen.size > 0 || wanting.has(faceOf(faces, id).kind)))
}

function nameOf(shotId: ShotId): string {
  return documentStore.getState().document?.shots.get(shotId)?.name ?? 'A shot'
}

function tellBlocked(quote: Quote): void {
  const blocked = quote.items.filter((item) => item.problems.length > 0)
  const [first] = blocked
  const [problem] = first?.problems ?? []
  if (!first || !problem) return
  const rest = blocked.length > 1 ? ` ${blocked.length - 1} more can't be generated as they are.` : ''
  showNotice('warning', `${nameOf(first.shotId)} was left out. ${problemWords(problem)}${rest}`)
}

async function quoteOf(shotIds: readonly ShotId[]): Promise<Quote | null> {
  const answer = await request('generation:quote', { shotIds })
  if (answer.ok) return answer.value
  showNotice('problem', answer.problem.message)
  return null
}

/** The quote for those of the shots that can be sent. Leaving one out may take the frame another one starts from. */
async function sendableQuote(shotIds: readonly ShotId[]): Promise<Quote | null> {
  let quote = await quoteOf(shotIds)
  if (quote) tellBlocked(quote)
  while (quote && quote.items.some((item) => item.problems.length > 0)) {
    const left = quote.items.filter((item) => item.problems.length === 0).map((item) => item.shotId)
    quote = left.length === 0 ? null : await quoteOf(left)
  }
  return quote
}

/** Sends shots to be generated. What costs nothing needs no second question. */
export async function generateShots(shotIds: readonly ShotId[]): Promise<void> {
  if (shotIds.length === 0) return
  let quote = await sendableQuote(shotIds)
  while (quote) {
    const approved: readonly ShotId[] = quote.items.map((item) => item.shotId)
    const answer = await request('generation:approve', { shotIds: approved, quoteHash: quote.hash })
    if (!answer.ok) {
      showNotice('problem', answer.problem.message)
      return
    }
    if (answer.value.outcome === 'approved') {
      announce(approved.length === 1 ? 'Generating one shot' : `Generating ${approved.length} shots`)
      return
    }
    // Nothing here has a price, so a bill that changed meanwhile needs no new yes.
    quote = answer.value.quote.items.every((item) => item.problems.length === 0)
      ? answer.value.quote
      : await sendableQuote(approved)
  }
}
