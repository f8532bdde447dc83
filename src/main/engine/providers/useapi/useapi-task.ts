import { z } from 'zod'
import { diagnose } from '../../../../shared/jobs/failure-doctor'
import { withAside } from '../../../../shared/sentence'
import { ProviderHold, type TaskStatus } from '../provider'

const text = z.string().nullish().catch(null)

const errorSchema = z.object({ errorMessage: text, reason: text, message: text, moderation_category: text })
const artifactSchema = z.object({ url: text, assetId: text })

/** A task as useapi.net tells it. Everything but the status may be missing or be something else. */
const taskSchema = z.object({
  status: z.string(),
  taskId: text,
  createdAt: text,
  /** Null: it has none. Left out: this answer does not tell. */
  replyRef: z.string().nullable().optional().catch(undefined),
  progressRatio: z.union([z.string(), z.number()]).nullish().catch(null),
  error: z.union([errorSchema, z.string()]).nullish().catch(null),
  artifacts: z.array(artifactSchema).nullish().catch(null),
})
export type UseapiTask = z.infer<typeof taskSchema>

/** Null for what is no task. */
export function readUseapiTask(body: unknown): UseapiTask | null {
  const parsed = taskSchema.safeParse(body)
  return parsed.success ? parsed.data : null
}

/** The entries of a list that can be read, whether it comes bare or in a field of that name; null for what is no list. */
export function listIn(body: unknown, name: string): readonly unknown[] | null {
  if (Array.isArray(body)) return body
  const inside: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null
  return Array.isArray(inside) ? inside : null
}

const createdSchema = z.union([
  z.object({ taskId: z.string().min(1).max(500) }),
  // Seen by a public client of newer endpoints; its pages show the bare form.
  z.object({ task: z.object({ taskId: z.string().min(1).max(500) }) }),
])

/** The task that the answer to a create names; null when it names none. */
export function createdTask(body: unknown): string | null {
  const parsed = createdSchema.safeParse(body)
  if (!parsed.success) return null
  return 'task' in parsed.data ? parsed.data.task.taskId : parsed.data.taskId
}

/** What an error says, in useapi.net's own words, without the token should it be said back. */
export function wordsOf(body: unknown, secret: string): string {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  return typeof error === 'string' ? error.replaceAll(secret, '…').trim().slice(0, 300) : ''
}

/** Progress comes as text, such as "0.35"; null while there is none. */
function shareOf(ratio: UseapiTask['progressRatio']): number | null {
  const share = typeof ratio === 'string' && ratio.trim() !== '' ? Number(ratio) : ratio
  return typeof share === 'number' && Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null
}

/** Runway's failure codes are words in capitals; anything else that stands there is no code. */
function codeOf(error: z.infer<typeof errorSchema>): string | null {
  if (error.reason && /^[A-Z_]+(\.[A-Z0-9_]+)*$/.test(error.reason)) return error.reason
  return error.moderation_category ? 'SAFETY' : null
}

/** Whether a failed task was charged is told nowhere. */
function failed({ error }: UseapiTask): TaskStatus {
  const told = typeof error === 'object' && error !== null ? error : null
  const code = told && codeOf(told)
  const known = code === null ? 'useapi.net says that the task failed.' : diagnose(code).words
  const own = typeof error === 'string' ? error : (told?.errorMessage ?? told?.message ?? '')
  const words = own.trim().slice(0, 300)
  const reason = words === '' ? known : withAside(known, words)
  return { kind: 'failed', reason, code, charged: 'unknown', cost: null }
}

/** How a task stands. A status this version does not know is waited for: it may be a new kind of waiting. */
export function statusOfTask(task: UseapiTask): TaskStatus {
  switch (task.status.toUpperCase()) {
    case 'PENDING':
    case 'THROTTLED':
      return { kind: 'throttled' }
    case 'RUNNING':
      return { kind: 'running', progress: shareOf(task.progressRatio) }
    case 'SUCCEEDED':
      return { kind: 'succeeded', seed: null, cost: null }
    case 'FAILED':
      return failed(task)
    case 'CANCELLED':
      return { kind: 'cancelled', charged: 'unknown', cost: null }
    default:
      throw new ProviderHold(
        'STATUS.UNKNOWN',
        `useapi.net says “${task.status.slice(0, 40)}”, which is new. It is asked again.`,
      )
  }
}
