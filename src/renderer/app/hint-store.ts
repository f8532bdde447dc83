import { z } from 'zod'
import { createStore } from 'zustand/vanilla'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { sessionStore } from '../state/session-store'
import { dismissHint, followFilm, hints, type FilmProgress, type HintState } from './next-hint'

const seenSchema = z.array(z.enum(hints))
const key = 'hints'

/** The hints that were seen; null for whoever knew the app before there were any, or has had them all. */
function remembered(): HintState['seen'] | null {
  const stored = localStorage.getItem(key)
  if (stored === null) return null
  const parsed = seenSchema.safeParse(safeJson(stored))
  return parsed.success && parsed.data.length < hints.length ? parsed.data : null
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Written by another version: whoever had hints has seen them.
    return null
  }
}

/** The hint that shows now. */
export const hintStore = createStore<HintState>(() => ({ shown: null, seen: [] }))

function progress(): FilmProgress | null {
  const { document, readOnly } = documentStore.getState()
  if (!document || readOnly || sessionStore.getState().sample) return null
  const { takes, jobs } = factsStore.getState()
  const shots = [...document.shots.values()]
  const prompted = shots.filter(({ prompt }) => prompt.trim() !== '').length
  return { shots: shots.length, prompted, generations: jobs.length, takes: takes.byId.size }
}

function adopt(next: HintState): void {
  const { seen } = hintStore.getState()
  hintStore.setState(next, true)
  if (next.seen !== seen) localStorage.setItem(key, JSON.stringify(next.seen))
}

/** Takes the hint away for good. */
export function readHint(): void {
  adopt(dismissHint(hintStore.getState()))
}

/** Shows hints to whoever starts the app for the first time; the returned function stops it. */
export function followHints(): () => void {
  const ends: (() => void)[] = []
  const begin = (seen: HintState['seen']): void => {
    hintStore.setState({ shown: null, seen }, true)
    const look = (): void => adopt(followFilm(hintStore.getState(), progress()))
    ends.push(documentStore.subscribe(look), factsStore.subscribe(look), sessionStore.subscribe(look))
  }
  const known = remembered()
  if (known !== null) begin(known)
  else {
    const end = sessionStore.subscribe(({ info }) => {
      if (info === null) return
      end()
      if (!info.greets || localStorage.getItem(key) !== null) return
      localStorage.setItem(key, '[]')
      begin([])
    })
    ends.push(end)
  }
  return () => ends.forEach((end) => end())
}
