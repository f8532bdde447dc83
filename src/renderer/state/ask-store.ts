import { createStore } from 'zustand/vanilla'
import type { ShotId } from '../../shared/ids'
import { isSettled } from '../../shared/jobs/job'
import { accountStore } from './account-store'
import { documentStore } from './document-store'
import { estimate, noEstimate, type Estimate, type EstimateSources } from './estimate'
import { faceStore } from './face-store'
import { factsStore } from './facts-store'
import { shotsToGenerate } from './generate-shots'
import { selectionStore } from './selection-store'

interface AskState {
  /** What "Generate" would do and cost now. */
  readonly ask: Estimate
}

/**
 * What "Generate" means now, with its price. Derived when something it depends on changes, not at every render; a
 * gesture's previews change no price.
 */
export const askStore = createStore<AskState>(() => ({ ask: noEstimate }))

/** What an estimate is worked out from, as it stands; null while no film is open. */
export function estimateSources(): EstimateSources | null {
  const { document, gestureBase } = documentStore.getState()
  const { takes, jobByShot } = factsStore.getState()
  const settled = gestureBase ?? document
  const open = new Set([...jobByShot].flatMap(([id, job]) => (isSettled(job.state) ? [] : [id])))
  return settled && { document: settled, takes, prices: accountStore.getState().prices, open }
}

interface Inputs extends EstimateSources {
  readonly wanted: readonly ShotId[]
}

let known: Inputs | null = null

function same(a: Inputs, b: Inputs): boolean {
  if (a.document !== b.document || a.takes !== b.takes || a.prices !== b.prices) return false
  return a.wanted.join() === b.wanted.join() && [...a.open].join() === [...b.open].join()
}

function derive(): void {
  const sources = estimateSources()
  if (!sources) {
    known = null
    askStore.setState({ ask: noEstimate })
    return
  }
  const inputs = { ...sources, wanted: shotsToGenerate() }
  if (known && same(known, inputs)) return
  known = inputs
  askStore.setState({ ask: estimate(inputs.wanted, sources) })
}

/**
 * Keeps what "Generate" means up to date; the returned function stops it. What changes in one turn is answered once, in
 * a turn of its own: the price of a long film is not worth holding up what the user does to it.
 */
export function followAsk(): () => void {
  known = null
  derive()
  let timer: ReturnType<typeof setTimeout> | null = null
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      derive()
    }, 0)
  }
  const ends = [
    documentStore.subscribe((state, before) => {
      if (state.gestureBase === null && (state.document !== before.document || before.gestureBase !== null)) schedule()
    }),
    ...[faceStore, factsStore, selectionStore, accountStore].map((store) => store.subscribe(schedule)),
  ]
  return () => {
    if (timer !== null) clearTimeout(timer)
    ends.forEach((end) => end())
  }
}
