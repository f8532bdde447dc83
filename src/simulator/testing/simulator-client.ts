import { randomBytes } from 'node:crypto'
import { startSimulator, type Simulator, type SimulatorOptions } from '../start-simulator'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The parsed body; null when it is no JSON. */
  readonly json: Record<string, unknown> | null
  readonly text: string
}

export interface Calling {
  readonly method?: string
  /** Null sends no key. */
  readonly key?: string | null
  /** Null sends no version. */
  readonly version?: string | null
  readonly body?: unknown
}

/** A body that is taken. */
export const textRequest = { model: 'gen4.5', promptText: 'A harbour at dawn', ratio: '1280:720', duration: 5 }

export const onePixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export const pictureRequest = { ...textRequest, promptImage: onePixel }

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

function headersFor(simulator: Simulator, { key, version, body }: Calling): Record<string, string> {
  return {
    ...(key === null ? {} : { authorization: `Bearer ${key ?? simulator.key}` }),
    ...(version === null ? {} : { 'x-runway-version': version ?? '2024-11-06' }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
}

/** One call as a client makes it, over real HTTP. */
export async function call(simulator: Simulator, path: string, calling: Calling = {}): Promise<Answer> {
  const { body } = calling
  const response = await fetch(`${simulator.baseUrl}${path}`, {
    method: calling.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: headersFor(simulator, calling),
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: parsed(text), text }
}

/** Makes a task and gives its id. */
export async function makeTask(simulator: Simulator, body: object = textRequest, key?: string): Promise<string> {
  const path = 'promptImage' in body ? '/v1/image_to_video' : '/v1/text_to_video'
  const answer = await call(simulator, path, { body, ...(key === undefined ? {} : { key }) })
  if (typeof answer.json?.['id'] !== 'string') throw new Error(`No task was made: ${answer.text}`)
  return answer.json['id']
}

export async function taskOf(simulator: Simulator, id: string): Promise<Record<string, unknown>> {
  return (await call(simulator, `/v1/tasks/${id}`)).json ?? {}
}

export function newKey(): string {
  return `key_${randomBytes(64).toString('hex')}`
}

/** Runs `body` with a simulator whose clock stands and whose files are blocks of bytes, and closes it. */
export async function withSimulator(
  body: (simulator: Simulator) => Promise<void>,
  options: Partial<SimulatorOptions> = {},
): Promise<void> {
  const simulator = await startSimulator({ ffmpeg: null, ...options })
  try {
    await simulator.control.change({ standing: true })
    await body(simulator)
  } finally {
    await simulator.close()
  }
}
