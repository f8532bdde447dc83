/** Time as the queue needs it, so that a test can be its master. */
export interface Clock {
  now(): Date
  /** Milliseconds that only ever grow, whatever happens to the wall clock. */
  elapsed(): number
  /** Calls back once after so many milliseconds; the result takes it back. */
  after(milliseconds: number, callback: () => void): () => void
}

/** The real time. */
export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** A call that runs at once and then at most once an interval (milliseconds), always once more after the last request. */
export interface Throttled {
  request(): void
  /** Takes back what still waits. */
  cancel(): void
}

export function throttle(clock: Clock, interval: number, call: () => void): Throttled {
  let stop: (() => void) | null = null
  let again = false
  const run = (): void => {
    again = false
    stop = clock.after(interval, () => {
      stop = null
      if (again) run()
    })
    call()
  }
  return {
    request: () => {
      if (stop === null) run()
      else again = true
    },
    cancel: () => {
      stop?.()
      stop = null
      again = false
    },
  }
}
