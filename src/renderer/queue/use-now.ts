import { useSyncExternalStore } from 'react'

const tick = 1000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
let now = Date.now()

/** One clock for all that show a time; it stands still while nobody looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const one of listeners) one()
  }, tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

function read(): number {
  // Nobody kept it going: what is shown first is the time now.
  if (timer === null && Date.now() - now >= tick) now = Date.now()
  return now
}

const subscribeToNothing = (): (() => void) => () => undefined

/** Milliseconds since 1970, anew every second while `running`. */
export function useNow(running = true): number {
  return useSyncExternalStore(running ? subscribe : subscribeToNothing, read)
}
