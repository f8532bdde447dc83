import { ticksPerFrame, ticksPerSecond, type Run } from './film-clock'

/** A piece of one mix block: `count` samples from `offset` on begin to sound at clock tick `tick`. */
export interface SoundPiece {
  readonly tick: number
  readonly block: number
  readonly offset: number
  readonly count: number
}

/** Film sample that sounds at a tick of a run, and how many samples are left before the run's range ends or repeats. */
function placeAt(run: Run, tick: number): { readonly sample: number; readonly left: number } | null {
  const perFrame = ticksPerFrame(run.rate)
  const start = run.range.start * perFrame
  const span = run.range.end * perFrame - start
  const gone = run.frame * perFrame - start + (tick - run.ticks)
  const rounds = Math.floor((gone + 0.5) / span)
  if (rounds > 0 && !run.loop) return null
  const into = gone - rounds * span
  return { sample: Math.max(0, Math.round(start + into)), left: Math.round(span - into) }
}

/**
 * What has to sound from tick `from` until at least tick `until`, seamlessly, around the loop too. Only for runs at
 * normal speed.
 */
export function soundPieces(run: Run, from: number, until: number): readonly SoundPiece[] {
  const pieces: SoundPiece[] = []
  let tick = Math.max(from, run.ticks)
  while (tick < until) {
    const place = placeAt(run, tick)
    if (!place) break
    const block = Math.floor(place.sample / ticksPerSecond)
    const offset = place.sample - block * ticksPerSecond
    const count = Math.max(1, Math.min(ticksPerSecond - offset, place.left))
    pieces.push({ tick, block, offset, count })
    tick += count
  }
  return pieces
}
