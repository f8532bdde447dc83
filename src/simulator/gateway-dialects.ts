import type { Task } from './task'

/*
 * How servers that resell Runway's models differ, for the simulator alone. From what they publish, read 2026-11-25; what
 * they don't say is made up here the way most of them do it, which the comments mark with "unverified".
 */

type Body = Readonly<Record<string, unknown>>

export interface TaskLook {
  readonly task: Task
  readonly status: string
  readonly progress: number | null
  readonly links: readonly string[]
}

export interface Dialect {
  /** Stands first in the path: `/comet/runwayml/v1/image_to_video`. */
  readonly name: string
  readonly models: readonly string[]
  readonly ratios: readonly string[]
  readonly data: boolean
  readonly list: 'never' | 'may' | 'must'
  readonly seedMost: number
  readonly needsVersion: boolean
  readonly created: (task: Task) => Body
  readonly told: (look: TaskLook) => Body
  readonly problem: (status: number, message: string, code: string) => Body
}

const wide = ['1280:768', '768:1280']

function bare({ task, status, progress, links }: TaskLook): Body {
  return {
    id: task.id,
    status,
    createdAt: task.createdTold,
    progress,
    ...(links.length > 0 ? { output: links } : {}),
    ...failureOf(task),
  }
}

function failureOf({ ending }: Task): Body {
  if (ending?.status !== 'FAILED') return {}
  return { failure: ending.failure, ...(ending.failureCode === undefined ? {} : { failureCode: ending.failureCode }) }
}

/** The shape of the program that most of these servers run (new-api). Unverified for each of them. */
function common(_status: number, message: string, code: string): Body {
  return { error: { message, type: 'new_api_error', code } }
}

const usual = {
  ratios: wide,
  data: true,
  list: 'never',
  seedMost: 4_294_967_295,
  needsVersion: false,
  created: ({ id }: Task): Body => ({ id }),
  told: bare,
  problem: common,
} as const

const jobStates: Readonly<Record<string, string>> = {
  PENDING: 'QUEUED',
  THROTTLED: 'QUEUED',
  RUNNING: 'IN_PROGRESS',
  SUCCEEDED: 'SUCCESS',
  FAILED: 'FAILURE',
  CANCELLED: 'FAILURE',
}

/** https://apidoc.cometapi.com/api/video/runway: the state of its own job around that of the task. */
function comet(look: TaskLook): Body {
  const { task, status, progress, links } = look
  const share = status === 'SUCCEEDED' ? 1 : (progress ?? 0)
  return {
    code: 'success',
    message: '',
    data: {
      task_id: task.id,
      action: 'IMAGE_TO_VIDEO',
      status: jobStates[status] ?? status,
      fail_reason: task.ending?.failure ?? '',
      submit_time: Math.round(task.createdAt / 1000),
      start_time: 0,
      finish_time: Math.round((task.ending?.at ?? 0) / 1000),
      progress: `${Math.round(share * 100)}%`,
      // What its supplier calls the task is of no use to anybody who asks here.
      data: { id: `supplier-${task.createdAt}`, status, createdAt: task.createdTold, output: links },
    },
  }
}

const lumaStates: Readonly<Record<string, string>> = {
  PENDING: 'pending',
  THROTTLED: 'pending',
  RUNNING: 'processing',
  SUCCEEDED: 'completed',
  FAILED: 'failed',
}

/** https://v98store.com/html_docs/api-247132317.html; the words of the later states are unverified. */
function v98({ task, status, links }: TaskLook): Body {
  const [url] = links
  return {
    id: task.id,
    prompt: '',
    state: lumaStates[status] ?? status.toLowerCase(),
    queue_state: null,
    created_at: task.createdTold,
    batch_id: '',
    video: url === undefined ? null : { url, width: 1280, height: 768, thumbnail: null },
    video_raw: null,
    liked: null,
    estimate_wait_seconds: null,
    thumbnail: null,
    last_frame: null,
    ...(task.ending?.failure === undefined ? {} : { failure_reason: task.ending.failure }),
  }
}

function waiting(task: Task): TaskLook {
  return { task, status: 'PENDING', progress: null, links: [] }
}

export const dialects: readonly Dialect[] = [
  // https://gpt.morphogen.top/en/video/runway/generate.html
  { ...usual, name: 'gptge', models: ['gen3a_turbo', 'gen4a_turbo'], list: 'may' },
  {
    ...usual,
    name: 'comet',
    models: ['gen3a_turbo'],
    ratios: [...wide, '1280:720', '720:1280'],
    data: false,
    seedMost: 999_999_999,
    needsVersion: true,
    told: comet,
    problem: (_status, message, code) => ({ code, message, data: null }),
  },
  {
    ...usual,
    name: 'yunwu',
    models: ['runwayml-gen4_turbo-5', 'runwayml-gen4_turbo-10'],
    created: (task) => ({ code: 200, message: 'success', data: bare(waiting(task)) }),
    told: (look) => ({ code: 200, message: 'success', data: bare(look) }),
  },
  {
    ...usual,
    name: 'gptproto',
    models: ['runwayml-gen3a_turbo-5', 'runwayml-gen3a_turbo-10'],
    problem: (status, message, code) =>
      status === 401 ? { error: { message, type: String(status) } } : { message, type: 'invalid_request_error', code },
  },
  // https://f.openai-hk.com/docs/en/lab/runwayml-video.html
  { ...usual, name: 'openaihk', models: ['gen4_turbo', 'gen3a_turbo'], ratios: [...wide, '960:960'], list: 'must' },
  {
    ...usual,
    name: 'crazyrouter',
    models: ['gen3a_turbo'],
    ratios: ['16:9', '9:16'],
    data: false,
    // Its page lists no seed: whether it is looked at is unverified.
    seedMost: -1,
    created: ({ id }) => ({ id, status: 'PENDING' }),
  },
  { ...usual, name: 'v98', models: ['gen4_turbo'], created: (task) => v98(waiting(task)), told: v98 },
  { ...usual, name: 'yutoai', models: ['gen4_turbo', 'gen3a_turbo'] },
  // Nobody in particular: whatever most of them take.
  { ...usual, name: 'gateway', models: ['gen4_turbo', 'gen3a_turbo', 'house-model'], list: 'may' },
]
