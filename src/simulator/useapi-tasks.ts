import { assetIdOf, idPrefix } from './useapi-assets'
import { progressOf, statusOf, type Task } from './task'
import type { Body } from './useapi-rules'

/** What useapi.net remembers of a task beside what the board does. */
export interface UseapiTask {
  readonly task: Task
  readonly taskType: string
  readonly body: Body
  /** Seconds of the whole clip, those of the source too. */
  readonly seconds: number
  /** How many extensions are in it. */
  readonly extensions: number
  readonly extendedFrom: string | null
}

export function taskIdOf(uuid: string): string {
  return `${idPrefix}-task:${uuid}`
}

/** The task that made the video of an asset id: its clip has the uuid of its task here. */
export function taskOfAsset(assetId: unknown): string {
  return String(assetId).split('-asset:')[1] ?? ''
}

function errorOf({ ending }: Task): object | null {
  if (ending?.failure === undefined) return null
  return {
    errorMessage: ending.failure,
    reason: ending.failureCode ?? null,
    message: ending.failure,
    moderation_category: ending.failureCode?.startsWith('SAFETY') === true ? 'OTHER' : null,
    tally_asimov: false,
  }
}

function artifactsOf({ task, seconds }: UseapiTask, link: string): readonly object[] {
  if (task.ending?.status !== 'SUCCEEDED') return []
  const { size } = task.request.clip
  return [
    {
      assetId: assetIdOf(task.id),
      id: task.id,
      taskId: taskIdOf(task.id),
      filename: 'clip.mp4',
      url: link,
      fileSize: '123456',
      isDirectory: false,
      previewUrls: [],
      metadata: { frameRate: 24, duration: seconds, dimensions: [size.width, size.height], size },
    },
  ]
}

function progressRatio(task: Task, status: string, now: number): string | null {
  if (status === 'SUCCEEDED') return '1'
  return status === 'RUNNING' ? String(progressOf(task, now)) : null
}

/** A task as a create, a look at it and the list tell it. */
export function toldTask(one: UseapiTask, now: number, link: () => string, withReplyRef: boolean): object {
  const { task, taskType, body, extensions, extendedFrom } = one
  const status = statusOf(task, now)
  const { replyRef = null, replyUrl = null, ...options } = body
  const prompt = typeof body['text_prompt'] === 'string' ? body['text_prompt'] : ''
  return {
    taskId: taskIdOf(task.id),
    id: task.id,
    name: `${taskType} ${prompt}`,
    image: null,
    createdAt: task.createdTold,
    updatedAt: task.createdTold,
    taskType,
    options: { ...options, extended_count: extensions, extended_from_task_id: extendedFrom },
    status,
    error: errorOf(task),
    progressText: null,
    progressRatio: progressRatio(task, status, now),
    estimatedTimeToStartSeconds: status === 'THROTTLED' ? 30 : null,
    artifacts: artifactsOf(one, link()),
    sharedAsset: null,
    ...(withReplyRef ? { replyUrl, replyRef, code: 200 } : {}),
  }
}
