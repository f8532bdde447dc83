/**
 * What Runway-compatible servers answer, read tolerantly: bare, in `data`, or twice in `data` with the state of the
 * server's own job around that of the task (CometAPI); states in any case and from several vocabularies; progress as a
 * number, as `"40%"`, or left out. Nothing here throws, whatever an answer holds, and nothing of it is trusted: words are
 * cut, and what could be a key or a signed link is taken out of them.
 */

type Layer = Readonly<Record<string, unknown>>

const mostLayers = 5
const mostWords = 300

function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The answer and what is wrapped in it, the outermost first. */
function layersOf(answer: unknown): readonly Layer[] {
  const layers: Layer[] = []
  let next = answer
  while (isLayer(next) && layers.length < mostLayers) {
    layers.push(next)
    next = isLayer(next['data']) ? next['data'] : next['task']
  }
  return layers
}

/** A field of one's own, so that `constructor` is none. */
function field(layer: Layer, ...names: readonly string[]): unknown {
  const name = names.find((one) => Object.hasOwn(layer, one) && layer[one] !== null && layer[one] !== undefined)
  return name === undefined ? undefined : layer[name]
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** Ids go into paths and journals: letters, digits and a few signs, as every server's are. */
function idOf(layer: Layer): string | null {
  const id = textOf(field(layer, 'id', 'task_id', 'taskId'))
  return id !== null && /^[\w.:-]{1,200}$/.test(id) && !/^\.+$/.test(id) ? id : null
}

/** The task that a create made, by the id that the server wants to hear again; null when it names none. */
export function createdTask(answer: unknown): string | null {
  const layers = layersOf(answer)
  // What the server calls the task itself stands outside; what its own supplier calls it, inside.
  const named = layers.map(idOf).find((id) => id !== null)
  if (named !== undefined) return named ?? null
  const [last] = layers.slice(-1)
  return last && isSuccess(last) ? idOf({ id: field(last, 'data') }) : null
}

/** For servers that put nothing but the id into `data`: an error's text must not be taken for one. */
function isSuccess(layer: Layer): boolean {
  return /^(success|200|0)$/i.test(textOf(field(layer, 'code')) ?? '')
}

export type GatewayState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled'

const states: ReadonlyMap<string, GatewayState> = new Map([
  ...['pending', 'queued', 'in_queue', 'submitted', 'throttled', 'created', 'not_start', 'not_started', 'waiting'].map(
    (word) => [word, 'waiting'] as const,
  ),
  ...['running', 'processing', 'in_progress', 'generating', 'started', 'dreaming'].map(
    (word) => [word, 'running'] as const,
  ),
  ...['succeeded', 'success', 'completed', 'complete', 'finished', 'done'].map((word) => [word, 'succeeded'] as const),
  ...['failed', 'failure', 'fail', 'error', 'rejected'].map((word) => [word, 'failed'] as const),
  ...['cancelled', 'canceled', 'aborted'].map((word) => [word, 'cancelled'] as const),
])

/** What counts when the layers of an answer disagree: an end is an end. */
const precedence: readonly GatewayState[] = ['succeeded', 'failed', 'cancelled', 'running', 'waiting']

function stateWord(layer: Layer): string | null {
  return textOf(field(layer, 'status', 'state', 'task_status', 'taskStatus'))
}

/** The layers that speak of the task: those with an id; an envelope's `"status": "success"` is about the call. */
function taskLayers(layers: readonly Layer[]): readonly Layer[] {
  const named = layers.filter((layer) => idOf(layer) !== null)
  return named.length > 0 ? named : layers.slice(-1)
}

function progressOf(layers: readonly Layer[]): number | null {
  for (const layer of layers) {
    const told = field(layer, 'progress')
    const percent = typeof told === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(told)?.[1] : undefined
    const number = percent === undefined ? Number(textOf(told) ?? Number.NaN) : Number(percent) / 100
    // Whole numbers above one are percents as well.
    if (Number.isFinite(number) && number >= 0) return Math.min(1, number > 1 ? number / 100 : number)
  }
  return null
}

const linkFields = ['output', 'outputs', 'video', 'video_url', 'videoUrl', 'video_raw', 'result_url', 'url'] as const

function linkIn(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return /^https?:\/\//i.test(value.trim()) ? value.trim().slice(0, 4096) : null
  if (depth > 3) return null
  if (Array.isArray(value))
    return (
      value
        .slice(0, 20)
        .map((one) => linkIn(one, depth + 1))
        .find(Boolean) ?? null
    )
  if (!isLayer(value)) return null
  return (
    ['url', 'uri', 'download_url', 'video_url', 'video']
      .map((name) => linkIn(field(value, name), depth + 1))
      .find(Boolean) ?? null
  )
}

function linkOf(layers: readonly Layer[]): string | null {
  for (const layer of layers.toReversed()) {
    for (const name of linkFields) {
      const link = linkIn(field(layer, name))
      if (link !== null) return link
    }
  }
  return null
}

/** Text between words that could be a key, a signed link, or the bytes of a picture. */
export function safeWords(text: string, secrets: readonly string[]): string {
  let safe = text
  for (const secret of secrets) if (secret !== '') safe = safe.replaceAll(secret, '…')
  return safe
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/data:[\w/+.-]+[;,]\S*/gi, '…')
    .replace(/(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1')
    .replace(/\b(bearer)\s+\S+/gi, '$1 …')
    .replace(/\b(?:sk|hk|key|pk|rk)[-_][\w-]{6,}/gi, '…')
    .replace(/[\w+/=-]{40,}/g, '…')
    .trim()
    .slice(0, mostWords)
}

function errorText(value: unknown): string | null {
  if (isLayer(value)) return textOf(field(value, 'message', 'errorMessage', 'reason', 'error', 'msg'))
  return typeof value === 'string' ? textOf(value) : null
}

/** What an answer says went wrong, in its own words; nothing where it says nothing. */
export function wordsOf(answer: unknown, secrets: readonly string[]): string {
  const names = ['failure', 'fail_reason', 'failReason', 'failure_reason', 'error', 'message', 'msg'] as const
  for (const layer of layersOf(answer).toReversed()) {
    for (const name of names) {
      const text = errorText(field(layer, name))
      // An envelope says `success` of the call.
      if (text !== null && !/^(success|ok)$/i.test(text)) return safeWords(text, secrets)
    }
  }
  return ''
}

/** The server's own word for the failure; null where it has none. */
function codeOf(layers: readonly Layer[]): string | null {
  for (const layer of layers.toReversed()) {
    const error = field(layer, 'error')
    const code =
      textOf(field(layer, 'failureCode', 'failure_code')) ?? (isLayer(error) ? textOf(field(error, 'code')) : null)
    if (code !== null && /^[\w.-]{1,100}$/.test(code)) return code
  }
  return null
}

/** Whether an answer says that there is no such task, which right after a create need not be so. */
export function saysNoSuchTask(answer: unknown): boolean {
  return layersOf(answer).some((layer) => {
    const error = field(layer, 'error')
    const words = [
      field(layer, 'code', 'type'),
      field(layer, 'message', 'msg'),
      isLayer(error) ? field(error, 'code') : error,
      errorText(error),
    ]
    return words.some(
      (word) => typeof word === 'string' && /task_not_exist|task.{0,3}not.{0,3}(exist|found)/i.test(word),
    )
  })
}

export interface GatewayTask {
  /** Null for a state that this version does not know; `word` has it. */
  readonly state: GatewayState | null
  readonly word: string
  readonly progress: number | null
  readonly link: string | null
  /** Why it failed, without secrets. */
  readonly words: string
  readonly code: string | null
}

/** What an answer says of a task; null when it speaks of none. `secrets`: what must not be in its words. */
export function readGatewayTask(answer: unknown, secrets: readonly string[]): GatewayTask | null {
  const layers = layersOf(answer)
  const told = taskLayers(layers).flatMap((layer) => stateWord(layer) ?? [])
  const [first] = told
  if (first === undefined) return null
  const known = new Set(told.map((word) => states.get(word.toLowerCase())))
  return {
    state: precedence.find((state) => known.has(state)) ?? null,
    word: safeWords(told.at(-1) ?? first, secrets).slice(0, 40),
    progress: progressOf(layers.toReversed()),
    link: linkOf(layers),
    words: wordsOf(answer, secrets),
    code: codeOf(layers),
  }
}
