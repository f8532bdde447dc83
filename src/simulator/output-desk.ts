import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { SimulatorClock } from './clock'
import { storageProblem, type Reply } from './reply'
import type { Task } from './task'
import type { TaskBoard } from './task-board'

/** Which bytes of `length` a Range header asks for; null when it asks for none, or in a way that is not understood. */
function rangeOf(header: string | undefined, length: number): { readonly from: number; readonly to: number } | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '')
  if (!match) return null
  const to = match[2] ? Math.min(Number(match[2]), length - 1) : length - 1
  return { from: Number(match[1]), to }
}

/** Links to finished clips. They are signed and die; asking for the task again makes new ones. */
export class OutputDesk {
  /** How long a link works, in simulated milliseconds. */
  life = 24 * 60 * 60 * 1000
  readonly #secret = randomBytes(32)
  readonly #clock: SimulatorClock
  readonly #board: TaskBoard

  constructor(clock: SimulatorClock, board: TaskBoard) {
    this.#clock = clock
    this.#board = board
  }

  links(task: Task, base: string): readonly string[] {
    const until = Math.round(this.#clock.now() + this.life)
    const claim = Buffer.from(JSON.stringify({ task: task.id, until })).toString('base64url')
    return [`${base}/output/${task.id}.mp4?_jwt=${claim}.${this.#sign(claim)}`]
  }

  /** GET of a link; knows ranges. */
  async fetch(id: string, token: string, range: string | undefined): Promise<Reply> {
    const task = this.#board.findOutput(id)
    if (!this.#isAlive(id, token)) return storageProblem(403, 'AccessDenied')
    if (task?.ending?.status !== 'SUCCEEDED' || task.file.kind !== 'made') return storageProblem(404, 'NoSuchKey')
    const body = await readFile(task.file.path)
    const headers = {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      etag: `"${task.id}"`,
    }
    const wanted = rangeOf(range, body.length)
    if (!wanted) return { status: 200, headers, body }
    if (wanted.from > wanted.to) {
      return { status: 416, headers: { ...headers, 'content-range': `bytes */${body.length}` }, body: Buffer.alloc(0) }
    }
    const contentRange = `bytes ${wanted.from}-${wanted.to}/${body.length}`
    const part = body.subarray(wanted.from, wanted.to + 1)
    return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: part }
  }

  #sign(claim: string): string {
    return createHmac('sha256', this.#secret).update(claim).digest('base64url')
  }

  #isAlive(id: string, token: string): boolean {
    const [claim = '', signature = ''] = token.split('.')
    const [given, right] = [Buffer.from(signature), Buffer.from(this.#sign(claim))]
    if (given.length !== right.length || !timingSafeEqual(given, right)) return false
    const { task, until } = JSON.parse(Buffer.from(claim, 'base64url').toString()) as { task: string; until: number }
    return task === id && this.#clock.now() < until
  }
}
