import { Worker } from 'node:worker_threads'
import type { PictureJob, PictureReply } from './picture-job'

/** The thread that decodes pictures: started by the first job, ended and started anew when a picture breaks it. */
export class PictureThread {
  readonly #file: string | URL
  #worker: Worker | null = null

  constructor(file: string | URL) {
    this.#file = file
  }

  /** Sends one job and waits for its answer; only one may be under way. Rejects when the thread itself dies. */
  ask(job: PictureJob, timeLimit: number): Promise<PictureReply> {
    const worker = this.#start()
    return new Promise<PictureReply>((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        worker.off('message', onMessage)
        worker.off('error', onError)
        worker.off('exit', onExit)
        settle()
      }
      const onMessage = (reply: PictureReply): void => finish(() => resolve(reply))
      const onError = (error: unknown): void => finish(() => reject(error))
      const onExit = (): void => finish(() => reject(new Error('The picture thread ended')))
      const tooLong = (): void => finish(() => resolve({ kind: 'broken', message: 'It took too long', code: null }))
      const timer = setTimeout(tooLong, timeLimit)
      worker.on('message', onMessage)
      worker.on('error', onError)
      worker.on('exit', onExit)
      worker.postMessage(job, [])
    })
  }

  /** Ends the thread and gives its memory back; the next job starts another. */
  async end(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    // What decoders mutter about bad files is for nobody; errors of ours come as messages.
    const worker = new Worker(this.#file, { name: 'pictures', stdout: true, stderr: true })
    worker.stdout.resume()
    worker.stderr.resume()
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null
    })
    this.#worker = worker
    return worker
  }
}
