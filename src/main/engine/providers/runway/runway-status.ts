import { z } from 'zod'
import { diagnose } from '../../../../shared/jobs/failure-doctor'
import { micro } from '../../../../shared/models/money'
import { withAside } from '../../../../shared/sentence'
import { ProviderHold, type TaskStatus } from '../provider'

const credits = z.object({ credits: z.number().min(0) })

/**
 * A task as the API tells it. Everything but the status may be missing: costs are told since August 2026 only, and the
 * set of failure codes is open.
 */
const taskSchema = z.object({
  status: z.string(),
  progress: z.number().nullish().catch(null),
  output: z.array(z.string()).nullish().catch(null),
  failure: z.string().nullish().catch(null),
  failureCode: z.string().nullish().catch(null),
  cost: credits.nullish().catch(null),
})
export type RunwayTask = z.infer<typeof taskSchema>

/**
 * Credits as integer micro-units, rounded up so that no charge is ever told too low, and within what a journal can hold:
 * an absurd number must not make the record unreadable that names the task.
 */
export function microCredits(amount: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.ceil(amount * micro - 1e-6)))
}

function costOf(task: RunwayTask): number | null {
  return task.cost ? microCredits(task.cost.credits) : null
}

function chargedBy(cost: number | null, pays: 'user' | 'provider' | 'nobody' | 'unknown'): 'no' | 'yes' | 'unknown' {
  if (cost !== null) return cost > 0 ? 'yes' : 'no'
  return pays === 'user' ? 'yes' : 'unknown'
}

function failed(task: RunwayTask): TaskStatus {
  const code = task.failureCode ?? null
  const { words, pays } = diagnose(code)
  const cost = costOf(task)
  const said = task.failure?.trim().slice(0, 300)
  const reason = said ? withAside(words, said) : words
  return { kind: 'failed', reason, code: code ?? 'INTERNAL', charged: chargedBy(cost, pays), cost }
}

/** Reads what `GET /v1/tasks/{id}` said. Throws `ProviderHold` when it is no task at all. */
export function readTask(answer: unknown): RunwayTask {
  const parsed = taskSchema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new ProviderHold('ANSWER.UNREADABLE', 'Runway’s answer can’t be read. It is asked again.')
}

function shareOf(progress: number | null): number | null {
  return progress === null ? null : Math.min(1, Math.max(0, progress))
}

/** How a task stands. A status this version does not know is waited for: it may be a new kind of waiting. */
export function statusOfTask(task: RunwayTask): TaskStatus {
  switch (task.status) {
    case 'PENDING':
    case 'THROTTLED':
      return { kind: 'throttled' }
    case 'RUNNING':
      return { kind: 'running', progress: shareOf(task.progress ?? null) }
    case 'SUCCEEDED':
      return { kind: 'succeeded', seed: null, cost: costOf(task) }
    case 'FAILED':
      return failed(task)
    case 'CANCELLED': {
      const cost = costOf(task)
      return { kind: 'cancelled', charged: chargedBy(cost, 'unknown'), cost }
    }
    default:
      throw new ProviderHold(
        'STATUS.UNKNOWN',
        `Runway says “${task.status.slice(0, 40)}”, which is new. It is asked again.`,
      )
  }
}
