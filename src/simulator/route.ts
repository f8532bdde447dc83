import type { CallKind } from './fault'

interface Route {
  readonly method: string
  readonly pattern: RegExp
  /** The path as counts name it. */
  readonly name: string
  readonly call: CallKind
}

const routes: readonly Route[] = [
  { method: 'POST', pattern: /^\/v1\/(?:image|text|video)_to_video$/, name: '', call: 'create' },
  { method: 'GET', pattern: /^\/v1\/tasks\/([^/]+)$/, name: '/v1/tasks/{id}', call: 'poll' },
  { method: 'DELETE', pattern: /^\/v1\/tasks\/([^/]+)$/, name: '/v1/tasks/{id}', call: 'cancel' },
  { method: 'POST', pattern: /^\/v1\/uploads$/, name: '', call: 'upload' },
  { method: 'GET', pattern: /^\/v1\/organization$/, name: '', call: 'organization' },
  { method: 'POST', pattern: /^\/v1\/organization\/usage$/, name: '', call: 'organization' },
  { method: 'POST', pattern: /^\/[a-z\d]+\/runwayml\/v1\/image_to_video$/, name: '', call: 'create' },
  {
    method: 'GET',
    pattern: /^\/[a-z\d]+\/runwayml\/v1\/tasks\/([^/]+)$/,
    name: '/runwayml/v1/tasks/{id}',
    call: 'poll',
  },
  { method: 'POST', pattern: /^\/v1\/runwayml\/[a-z\d_]+\/(?:create|extend)$/, name: '', call: 'create' },
  { method: 'GET', pattern: /^\/v1\/runwayml\/tasks\/([^/]+)$/, name: '/v1/runwayml/tasks/{id}', call: 'poll' },
  { method: 'GET', pattern: /^\/v1\/runwayml\/(?:tasks|scheduler|assets)\/$/, name: '', call: 'list' },
  { method: 'POST', pattern: /^\/v1\/runwayml\/assets\/$/, name: '', call: 'upload' },
  { method: 'POST', pattern: /^\/storage\/([^/]+)$/, name: '/storage/{id}', call: 'storage' },
  { method: 'GET', pattern: /^\/output\/([^/]+)\.mp4$/, name: '/output/{id}.mp4', call: 'download' },
  { method: 'HEAD', pattern: /^\/output\/([^/]+)\.mp4$/, name: '/output/{id}.mp4', call: 'download' },
]

export interface MatchedRoute {
  /** Null for what the simulator does not have. */
  readonly call: CallKind | null
  readonly name: string
  /** The id in the path, or nothing. */
  readonly id: string
  /** Whether the path exists, perhaps for other methods only. */
  readonly known: boolean
}

/** Whether a key belongs where a route leads. */
export function takesKeys(route: string): boolean {
  return /^(\/[a-z\d]+)?(\/runwayml)?\/v1\//.test(route)
}

export function matchRoute(method: string, path: string): MatchedRoute {
  const onPath = routes.filter(({ pattern }) => pattern.test(path))
  const route = onPath.find((one) => one.method === method)
  const name = (route ?? onPath[0])?.name || path.slice(0, 200)
  const id = (route ?? onPath[0])?.pattern.exec(path)?.[1] ?? ''
  return { call: route?.call ?? null, name, id, known: onPath.length > 0 }
}
