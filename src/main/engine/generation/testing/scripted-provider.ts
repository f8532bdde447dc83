import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenerationRequest } from '../../../../shared/models/request'
import { rate } from '../../../../shared/time/time'
import type { Ffmpeg } from '../../ffmpeg/ffmpeg'
import { writeNumberedClip } from '../../ffmpeg/numbered-clip'
import { inTemporaryFolder } from '../../project/testing/temporary-folder'
import { succeed, type Result } from '../../../../shared/result'
import type { CreateOutcome, Failure, PreparedCreate, Provider, TaskStatus } from '../../providers/provider'
import { size } from './studio'

export interface Script {
  /** What the creates answer, in order; the last one for all that follow. An error is a lost answer. */
  readonly creates?: readonly (CreateOutcome | Error)[]
  /** What each task says when it is asked for, in order. */
  readonly statuses?: readonly (TaskStatus | Error)[]
  /** What the fetches bring, in order: a clip, half of it, or an error. */
  readonly fetches?: readonly ('whole' | 'half' | Error)[]
  /** Tasks run until `finish` or a cancel, which comes too late, and only then follow `statuses`. */
  readonly held?: boolean
  /** The whole clip. */
  readonly clip: Uint8Array
}

const clips = new Map<number, Promise<Uint8Array>>()

/** A clip of so many frames at 24 a second, made once in a test run. */
export function clipOf(ffmpeg: Ffmpeg, frames: number): Promise<Uint8Array> {
  const known = clips.get(frames)
  if (known) return known
  const made = inTemporaryFolder(async (folder) => {
    const path = join(folder, 'clip.mp4')
    await writeNumberedClip(ffmpeg, path, frames, { size, rate: rate(24) })
    return readFile(path)
  })
  clips.set(frames, made)
  return made
}

function pick<Step>(steps: readonly Step[] | undefined, count: number, otherwise: Step): Step {
  return steps?.[Math.min(count, steps.length - 1)] ?? otherwise
}

/** A provider that behaves as its script says and keeps count. */
export class ScriptedProvider implements Provider {
  readonly id = 'rehearsal'
  readonly endpoint = null
  readonly tellsSeed = true
  readonly places = (): number => 2
  readonly pollInterval = 100
  readonly requests: { readonly key: string; readonly request: GenerationRequest }[] = []
  readonly released: string[] = []
  readonly cancelled: string[] = []
  fetches = 0
  /** How often each task was asked for. */
  readonly #asked = new Map<string, number>()
  readonly #script: Script
  #finished = false

  constructor(script: Script) {
    this.#script = script
  }

  async prepare(request: GenerationRequest, key: string): Promise<Result<PreparedCreate, Failure>> {
    return succeed({ endpoint: null, balance: null, send: () => this.#create(request, key) })
  }

  async #create(request: GenerationRequest, key: string): Promise<CreateOutcome> {
    const step = pick(this.#script.creates, this.requests.length, {
      kind: 'accepted',
      taskId: `task-${key}`,
      estimate: 0,
    })
    this.requests.push({ key, request })
    if (step instanceof Error) throw step
    return step
  }

  async status(taskId: string): Promise<TaskStatus> {
    if (this.#script.held && !this.#finished) return { kind: 'running', progress: 0.5 }
    const count = this.#asked.get(taskId) ?? 0
    this.#asked.set(taskId, count + 1)
    const step = pick(this.#script.statuses, count, { kind: 'succeeded', seed: 42, cost: 0 })
    if (step instanceof Error) throw step
    return step
  }

  async fetch(_taskId: string, destination: string): Promise<void> {
    const step = pick(this.#script.fetches, this.fetches++, 'whole')
    if (step instanceof Error) throw step
    const { clip } = this.#script
    await writeFile(destination, step === 'half' ? clip.subarray(0, clip.length / 2) : clip)
  }

  async cancel(taskId: string): Promise<void> {
    this.cancelled.push(taskId)
    this.finish()
  }

  /** Lets held tasks go on. */
  finish(): void {
    this.#finished = true
  }

  async release(taskId: string): Promise<void> {
    this.released.push(taskId)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
