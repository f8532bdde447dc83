import { constants, copyFile, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedError } from '../../../../shared/ipc/app-error'
import type { GenerationRequest } from '../../../../shared/models/request'
import { FfmpegError, type Ffmpeg } from '../../ffmpeg/ffmpeg'
import type { MediaLibrary } from '../../media/media-library'
import { errorCode, fileProblem } from '../../project/file-problem'
import { succeed, type Result } from '../../../../shared/result'
import type { CreateOutcome, Failure, FoundTask, PreparedCreate, Provider, TaskStatus } from '../provider'
import { Places } from './places'
import { fileExists, keepTask, readTask, removeTask, taskFiles, taskIdOf, writeTask } from './rehearsal-task'
import { renderRehearsal } from './render-rehearsal'

const concurrency = 2
const free = { code: 'REHEARSAL.FAILED', charged: 'no', cost: 0 } as const

export interface RehearsalDeps {
  /** `<app data>/rehearsal`: like a server's own disk, apart from the project. */
  readonly folder: string
  /** The project's `cache/inputs`, where the pictures of a request lie. */
  readonly inputs: string
  readonly ffmpeg: Ffmpeg
  readonly media: Pick<MediaLibrary, 'cardFile'>
  readonly log: (message: string) => void
}

interface Rendering {
  readonly controller: AbortController
  /** Null while it waits for its turn. */
  progress: number | null
  done: Promise<void>
}

function failureWords(error: unknown): string {
  if (error instanceof ExpectedError) return error.message
  if (!(error instanceof FfmpegError)) return 'The rehearsal could not be made.'
  if (error.reason === 'diskFull') return 'The disk is full. Free some space and try again.'
  if (error.reason === 'notStarted') return 'ffmpeg could not be started.'
  if (error.reason === 'timeLimit') return 'ffmpeg took too long and was stopped.'
  return `ffmpeg could not make the clip: ${error.errorLines.at(-1) ?? 'it gave no reason'}`
}

/** The free local provider: a clip of the request's picture, with the camera move that its prompt names. */
class Rehearsal implements Provider {
  readonly id = 'rehearsal'
  readonly endpoint = null
  readonly tellsSeed = true
  readonly places = (): number => concurrency
  readonly pollInterval = 200
  readonly #deps: RehearsalDeps
  readonly #renderings = new Map<string, Rendering>()
  readonly #seats = new Places(concurrency)
  #closed = false

  constructor(deps: RehearsalDeps) {
    this.#deps = deps
  }

  async prepare(request: GenerationRequest, key: string): Promise<Result<PreparedCreate, Failure>> {
    return succeed({ endpoint: null, balance: null, send: (signal) => this.#create(request, key, signal) })
  }

  async #create(request: GenerationRequest, key: string, signal: AbortSignal): Promise<CreateOutcome> {
    const taskId = taskIdOf(key)
    if ((await this.findTask(key)).kind === 'none') {
      try {
        await keepTask(this.#deps.folder, key, request, await this.#pictures(request, signal))
      } catch (error) {
        await this.release(taskId)
        const problem = fileProblem(error, 'keep the rehearsal')
        if (problem instanceof ExpectedError) {
          return { kind: 'rejected', reason: problem.message, code: null, retry: false, wait: null }
        }
        throw problem
      }
    }
    this.#start(taskId)
    return { kind: 'accepted', taskId, estimate: 0 }
  }

  async findTask(key: string): Promise<FoundTask> {
    const taskId = taskIdOf(key)
    const task = await readTask(taskFiles(this.#deps.folder, taskId).task)
    return task ? { kind: 'found', taskId } : { kind: 'none' }
  }

  async status(taskId: string): Promise<TaskStatus> {
    const files = taskFiles(this.#deps.folder, taskId)
    const task = await readTask(files.task)
    if (task === null) return { kind: 'failed', reason: 'This rehearsal is gone.', ...free }
    if (task.ending?.kind === 'failed') return { ...task.ending, ...free }
    if (task.ending?.kind === 'cancelled') return { kind: 'cancelled', charged: 'no', cost: 0 }
    if (await fileExists(files.clip)) return { kind: 'succeeded', seed: task.seed, cost: 0 }
    const { progress } = this.#start(taskId)
    return progress === null ? { kind: 'throttled' } : { kind: 'running', progress }
  }

  async fetch(taskId: string, destination: string): Promise<void> {
    const { clip } = taskFiles(this.#deps.folder, taskId)
    const temporary = `${destination}.copy`
    try {
      await copyFile(clip, temporary, constants.COPYFILE_FICLONE)
      await rename(temporary, destination)
    } catch (error) {
      throw fileProblem(error, 'fetch the rehearsal')
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async cancel(taskId: string): Promise<void> {
    const files = taskFiles(this.#deps.folder, taskId)
    const task = await readTask(files.task)
    if (task === null || task.ending !== null || (await fileExists(files.clip))) return
    // Written first, so that nobody who asks meanwhile starts it again.
    await writeTask(files.task, { ...task, ending: { kind: 'cancelled' } })
    const rendering = this.#renderings.get(taskId)
    rendering?.controller.abort()
    await rendering?.done
  }

  async release(taskId: string): Promise<void> {
    await removeTask(taskFiles(this.#deps.folder, taskId))
  }

  async close(): Promise<void> {
    this.#closed = true
    const renderings = [...this.#renderings.values()]
    for (const { controller } of renderings) controller.abort()
    await Promise.all(renderings.map(({ done }) => done))
  }

  async #pictures(
    request: GenerationRequest,
    signal: AbortSignal,
  ): Promise<{ readonly start: Uint8Array; readonly end: Uint8Array | null }> {
    const { inputs, media } = this.#deps
    const end = request.end ? await readFile(join(inputs, request.end.file)) : null
    if (request.start) return { start: await readFile(join(inputs, request.start.file)), end }
    const card = { title: request.title, text: request.prompt, size: request.size }
    return { start: await readFile(await media.cardFile(card, signal)), end }
  }

  #start(taskId: string): Rendering {
    const known = this.#renderings.get(taskId)
    if (known) return known
    const rendering: Rendering = { controller: new AbortController(), progress: null, done: Promise.resolve() }
    // What is created or asked for during the close is taken up at the next start.
    if (this.#closed) return rendering
    this.#renderings.set(taskId, rendering)
    rendering.done = this.#render(taskId, rendering).finally(() => this.#renderings.delete(taskId))
    return rendering
  }

  async #render(taskId: string, rendering: Rendering): Promise<void> {
    const files = taskFiles(this.#deps.folder, taskId)
    const { signal } = rendering.controller
    if (!(await this.#seats.take(signal))) return
    try {
      const task = await readTask(files.task)
      if (task === null || (await fileExists(files.clip))) return
      rendering.progress = 0
      const onProgress = (share: number): void => {
        rendering.progress = share
      }
      await renderRehearsal({ ffmpeg: this.#deps.ffmpeg, task, files, signal, onProgress })
    } catch (error) {
      if (!signal.aborted) await this.#fail(taskId, error)
    } finally {
      this.#seats.leave()
    }
  }

  async #fail(taskId: string, error: unknown): Promise<void> {
    this.#deps.log(`Rehearsal ${taskId} failed: ${String(error)}`)
    const { task: path } = taskFiles(this.#deps.folder, taskId)
    try {
      const task = await readTask(path)
      if (task) await writeTask(path, { ...task, ending: { kind: 'failed', reason: failureWords(error) } })
    } catch (problem) {
      // Nothing is lost: without an ending the next question starts it again.
      this.#deps.log(`Rehearsal ${taskId}: its failure could not be written (${errorCode(problem) ?? String(problem)})`)
    }
  }
}

/** Makes the rehearsal provider of one open project. */
export function createRehearsal(deps: RehearsalDeps): Provider {
  return new Rehearsal(deps)
}
