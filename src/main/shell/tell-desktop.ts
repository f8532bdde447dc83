import type { QueueView } from '../../shared/ipc/generation-view'
import { isSettled, type Job } from '../../shared/jobs/job'

/** What the desktop around the window can show. */
export interface Desktop {
  /** 0 to 1 in the task bar; null takes it away. */
  readonly setProgress: (share: number | null) => void
  readonly notify: (title: string, body: string) => void
  /** Whether the user has the window in front: then it tells by itself. */
  readonly isLooking: () => boolean
}

/** Told of work as it goes on. */
export interface DesktopTeller {
  readonly queue: (view: QueueView) => void
  /** The share of an export that is done; null: none runs. */
  readonly exporting: (share: number | null) => void
  readonly exportEnded: (title: string, body: string) => void
}

function shots(count: number): string {
  return count === 1 ? '1 shot' : `${count} shots`
}

/** `3 shots are ready, 1 was not generated.`; null when all were taken back by the user. */
function endWords(ended: readonly Job[]): { readonly title: string; readonly body: string } | null {
  const count = (...states: readonly Job['state'][]): number =>
    ended.filter(({ state }) => states.includes(state)).length
  const [ready, failed, unknown] = [count('committed'), count('failed', 'rejected'), count('unknown')]
  if (ready + failed + unknown === 0) return null
  const parts = [
    ready > 0 && `${shots(ready)} ${ready === 1 ? 'is' : 'are'} ready`,
    failed > 0 && `${shots(failed)} ${failed === 1 ? 'was' : 'were'} not generated`,
    unknown > 0 && `${shots(unknown)} may have been charged`,
  ].filter((part) => part !== false)
  return { title: failed + unknown === 0 ? 'Generated' : 'Generation ended', body: `${parts.join(', ')}.` }
}

class WorkTeller implements DesktopTeller {
  readonly #desktop: Desktop
  /** The jobs that were seen open since the last time nothing was, so that the share only grows while they come in. */
  #batch: ReadonlySet<string> = new Set()
  #generating: number | null = null
  #exported: number | null = null
  #shown: number | null = null

  constructor(desktop: Desktop) {
    this.#desktop = desktop
  }

  queue = ({ jobs }: QueueView): void => {
    const seen = jobs.filter((job) => this.#batch.has(job.attemptId))
    const open = jobs.filter((job) => !isSettled(job.state))
    if (open.length > 0) {
      const batch = new Map([...seen, ...open].map((job) => [job.attemptId, job]))
      this.#batch = new Set(batch.keys())
      const done = [...batch.values()].map((job) => (isSettled(job.state) ? 1 : (job.progress ?? 0)))
      this.#generating = done.reduce((sum, share) => sum + share, 0) / batch.size
    } else {
      this.#batch = new Set()
      this.#generating = null
      this.#notify(endWords(seen))
    }
    this.#show()
  }

  exporting = (share: number | null): void => {
    this.#exported = share
    this.#show()
  }

  exportEnded = (title: string, body: string): void => this.#notify({ title, body })

  #notify(words: { readonly title: string; readonly body: string } | null): void {
    if (words !== null && !this.#desktop.isLooking()) this.#desktop.notify(words.title, words.body)
  }

  #show(): void {
    const share = this.#exported ?? this.#generating
    if (share === this.#shown) return
    this.#shown = share
    this.#desktop.setProgress(share)
  }
}

/** Keeps task bar and notifications for a user who looks elsewhere: an export goes before the queue. */
export function createDesktopTeller(desktop: Desktop): DesktopTeller {
  return new WorkTeller(desktop)
}
