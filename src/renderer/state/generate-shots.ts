import type { ShotId } from '../../shared/ids'
import { isSettled, type ShotFace } from '../../shared/jobs/job'
import type { Quote } from '../../shared/models/quote'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { accountStore } from './account-store'
import { announceGoing, approve, openBill, quoteSendable } from './bill-store'
import { showNotice } from './dialog-store'
import { documentStore } from './document-store'
import type { LeftOut } from './estimate'
import { faceOf, faceStore } from './face-store'
import { factsStore } from './facts-store'
import { isModerated } from './moderated'
import { problemWords } from './problem-words'
import { selectionStore } from './selection-store'
import { priceOfShot } from './shot-price'

/** Shots in the order of the film, each once. */
function shotsOnTrack(document: FilmDocument, wanted: (clipId: string) => boolean): readonly ShotId[] {
  const ids = document.track.clipIds.filter(wanted).flatMap((id) => document.clips.get(id)?.shotId ?? [])
  return [...new Set(ids)]
}

const wanting = new Set(['draft', 'edited', 'stale', 'failed', 'rejected', 'cancelled'])

/** False while it is being generated, and while the same again is what moderation refused. */
function mayGo(shotId: ShotId, face: ShotFace): boolean {
  const job = factsStore.getState().jobByShot.get(shotId)
  return (job === undefined || isSettled(job.state)) && !isModerated(face, job)
}

/** The shots that "Generate" means now: the selected ones; with none selected, all that are not as they are asked for. */
export function shotsToGenerate(): readonly ShotId[] {
  const { document } = documentStore.getState()
  if (!document) return []
  const { clipIds } = selectionStore.getState()
  const chosen: ReadonlySet<string> = clipIds
  const ids = shotsOnTrack(document, (id) => chosen.size === 0 || chosen.has(id))
  const faces = faceStore.getState()
  return ids.filter((id) => {
    const face = faceOf(faces, id)
    return mayGo(id, face) && (chosen.size > 0 || wanting.has(face.kind))
  })
}

function shotOf(shotId: ShotId): Shot | undefined {
  return documentStore.getState().document?.shots.get(shotId)
}

function tellLeftOut(leftOut: readonly LeftOut[]): void {
  const [first] = leftOut
  const [problem] = first?.problems ?? []
  if (!first || !problem) return
  const rest = leftOut.length > 1 ? ` ${leftOut.length - 1} more can't be generated as they are.` : ''
  const shot = shotOf(first.shotId)
  showNotice('warning', `${shot?.name ?? 'A shot'} was left out. ${problemWords(problem, shot)}${rest}`)
}

async function freeQuote(shotIds: readonly ShotId[]): Promise<Quote | null> {
  const answer = await quoteSendable(shotIds)
  if (!answer.ok) {
    showNotice('problem', answer.problem.message)
    return null
  }
  tellLeftOut(answer.value.leftOut)
  return answer.value.quote
}

function isFreeOfCharge({ items }: Quote): boolean {
  return items.every(({ price }) => price === 0)
}

/** Sends what costs nothing without a second question. A bill that turns out to have a price is shown after all. */
async function sendFree(shotIds: readonly ShotId[]): Promise<void> {
  let quote = await freeQuote(shotIds)
  while (quote && isFreeOfCharge(quote)) {
    const answer = await approve(quote)
    if (!answer.ok) {
      showNotice('problem', answer.problem.message)
      return
    }
    if (answer.value.outcome === 'approved') return announceGoing(quote.items.length)
    const sendable = answer.value.quote.items.every((item) => item.problems.length === 0)
    quote = sendable ? answer.value.quote : await freeQuote(shotIds)
  }
  if (quote) await openBill(shotIds)
}

/** Asks for shots to be generated: at once when it is free, else after a yes to the bill. */
export async function generateShots(shotIds: readonly ShotId[]): Promise<void> {
  if (shotIds.length === 0) return
  const { document } = documentStore.getState()
  const { prices } = accountStore.getState()
  const costs = shotIds.some((id) => {
    const shot = document?.shots.get(id)
    return document !== null && shot !== undefined && priceOfShot(document, shot, prices) !== 0
  })
  return costs ? openBill(shotIds) : sendFree(shotIds)
}
