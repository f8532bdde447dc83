import type { Clock } from '../clock'

const speed = 50

/** Real time, with waits that take a fiftieth: what backs off for a second is back in 20 milliseconds. */
export const hastyClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now() * speed,
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds / speed)
    return () => clearTimeout(timer)
  },
}
