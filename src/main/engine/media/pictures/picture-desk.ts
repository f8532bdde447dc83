import PQueue from 'p-queue'
import { orAbort } from '../or-abort'
import type { PictureAnswer, PictureJob } from './picture-job'
import { PictureThread } from './picture-thread'

export interface PictureDesk {
  /**
   * Does a job in the picture thread; jobs run one after the other. A job that takes longer than `timeLimit`
   * milliseconds ends its thread and counts as a damaged picture. Rejects when the signal fires before it is done, and
   * on faults of our own (a full disk, say).
   */
  run(job: PictureJob, signal: AbortSignal, timeLimit?: number): Promise<PictureAnswer>
  close(): Promise<void>
}

const usualTimeLimit = 60_000
/** The thread holds the memory of the largest picture it saw; after so long without work it gives all of it back. */
const idleTime = 20_000

/** How long closing waits for the picture under way, in milliseconds; most take a fraction of a second. */
const patience = 5_000

/** The larger goes first: what the monitor waits for, then the timeline's strips, then the library's thumbnails. */
function urgencyOf(job: PictureJob): number {
  return job.kind === 'frame' || job.kind === 'card' ? job.size.width : 0
}

/** Starts no thread until there is work. `workerFile` is the built `picture-worker`. */
export function createPictureDesk(workerFile: string | URL): PictureDesk {
  const thread = new PictureThread(workerFile)
  const queue = new PQueue({ concurrency: 1 })
  const closing = new AbortController()
  let idle: NodeJS.Timeout | null = null

  async function work(job: PictureJob, timeLimit: number): Promise<PictureAnswer> {
    const reply = await thread.ask(job, timeLimit)
    if (reply.kind === 'answer') return reply.answer
    if (reply.kind === 'fault') throw Object.assign(new Error(reply.message), { code: reply.code })
    await thread.end()
    return { ok: false, refusal: 'damaged' }
  }

  function restLater(): void {
    if (idle) clearTimeout(idle)
    idle = setTimeout(() => {
      if (queue.pending === 0 && queue.size === 0) void thread.end()
    }, idleTime).unref()
  }

  return {
    async run(job, signal, timeLimit = usualTimeLimit) {
      const either = AbortSignal.any([signal, closing.signal])
      // A job that was given up still has the thread until it ends: the next one must not take its answer for its own.
      const step = async (): Promise<PictureAnswer> => {
        either.throwIfAborted()
        return work(job, timeLimit)
      }
      const done = queue.add(step, { priority: urgencyOf(job) })
      return orAbort(done.finally(restLater), either)
    },
    async close() {
      closing.abort()
      // Electron 33 dies when a thread is ended in the middle of libvips' own threads: what runs may finish first.
      await Promise.race([queue.onIdle(), new Promise((resolve) => setTimeout(resolve, patience).unref())])
      await thread.end()
      if (idle) clearTimeout(idle)
    },
  }
}
