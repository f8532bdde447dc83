import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { assert } from '../../../shared/assert'
import type { TakeId } from '../../../shared/ids'
import type { JobFacts } from '../../../shared/jobs/job-machine'
import type { ClipFacts, TakePlace } from '../../../shared/jobs/job-record'
import type { Take } from '../../../shared/jobs/take'
import { fail, succeed, type Result } from '../../../shared/result'
import type { ClipFault, MediaLibrary } from '../media/media-library'
import { errorCode } from '../project/file-problem'
import { syncFile } from '../project/sync-file'
import type { Provider } from '../providers/provider'
import type { TakeStore } from './take-store'
import { checkServer } from './task-server'

/** How often a clip that does not pass the check is fetched anew before it is given up. */
const mostFetches = 3

const faults: Readonly<Record<ClipFault, string>> = {
  missing: 'The clip did not arrive.',
  damaged: 'The clip arrived damaged.',
  truncated: 'The clip arrived incomplete.',
  notVideo: 'What arrived is not a video.',
  tooLarge: 'The clip is too large.',
}

export interface ArrivalDeps {
  /** The app's own folder for clips of this project on their way. */
  readonly folder: string
  readonly media: Pick<MediaLibrary, 'verifyClip'>
  readonly store: TakeStore
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** The take that a finished job becomes: what was asked for, what came, and when it was verified. */
function takeOf(job: JobFacts, clip: ClipFacts): Take {
  const { request, takeId, taskId } = job
  assert(request !== null && takeId !== null && taskId !== null, 'a verified job has its request, take and task')
  const { shotId, provider, model, prompt, written, seconds, ratio, audio, options, own } = request
  const { autoSeconds, extension, requestHash, upstreamHash } = request
  const more = {
    ...(autoSeconds && { autoSeconds }),
    ...(extension && { extends: { takeId: extension.takeId, seconds: extension.seconds } }),
    ...(own && { own }),
  }
  const asked = { shotId, provider, model, prompt, written, seconds, ratio, audio, options, ...more }
  const seed = job.seed ?? request.seed
  const made = { seed, taskId, cost: job.cost, createdAt: job.updatedAt }
  return { id: takeId, ...asked, requestHash, upstreamHash, ...clip, ...made }
}

/** Brings finished clips home: fetch, check, keep. Each step can be done again after a crash. */
export class Arrival {
  readonly #deps: ArrivalDeps

  constructor(deps: ArrivalDeps) {
    this.#deps = deps
  }

  /**
   * Fetches and checks the clip of a job. Fails in words when it never arrives whole; rejects when it could not be
   * fetched this time.
   */
  async fetch(job: JobFacts, provider: Provider, signal: AbortSignal): Promise<Result<ClipFacts, string>> {
    const { takeId, taskId } = job
    assert(takeId !== null && taskId !== null, 'a job that is fetched has a task and a take')
    checkServer(job, provider)
    const part = this.#part(takeId)
    await mkdir(this.#deps.folder, { recursive: true })
    let fault: ClipFault = 'missing'
    for (let count = 0; count < mostFetches; count++) {
      await rm(part, { force: true })
      await provider.fetch(taskId, part, signal)
      const checked = await this.#deps.media.verifyClip(part, signal)
      if (checked.ok) {
        await syncFile(part)
        const { sha256, bytes, frames, rate, size, hasAudio } = checked.value
        return succeed({ sha256, bytes, frames, rate, size, hasAudio })
      }
      fault = checked.problem
    }
    await rm(part, { force: true })
    return fail(faults[fault])
  }

  /** Keeps the verified clip as a take; fetches it again when it went missing. Rejects when it can't be kept now. */
  async keep(
    job: JobFacts,
    provider: Provider,
    wanted: TakePlace,
    signal: AbortSignal,
  ): Promise<Result<TakePlace, string>> {
    const { takeId, clip } = job
    assert(takeId !== null && clip !== null, 'a job that is kept has been verified')
    const known = this.#deps.store.placeOf(takeId)
    if (known) return succeed(known)
    const part = this.#part(takeId)
    const fetched = (await exists(part)) ? succeed(clip) : await this.fetch(job, provider, signal)
    if (!fetched.ok) return fetched
    return succeed(await this.#deps.store.commit(takeOf(job, fetched.value), part, wanted))
  }

  /** Removes what was needed on the way. */
  async clear(takeId: TakeId): Promise<void> {
    await rm(this.#part(takeId), { force: true })
  }

  /** Removes clips that no open job is waiting for. */
  async sweep(expected: ReadonlySet<TakeId>): Promise<void> {
    const names = await readdir(this.#deps.folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    })
    const kept = new Set([...expected].map((id) => this.#part(id)))
    const paths = names.map((name) => join(this.#deps.folder, name))
    for (const path of paths) if (!kept.has(path)) await rm(path, { force: true })
  }

  #part(takeId: TakeId): string {
    return join(this.#deps.folder, `${takeId}.mp4.part`)
  }
}
