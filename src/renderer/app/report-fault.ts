import { request } from '../bridge'

function describe(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 4000)
}

/** Writes a fault of the window into the app's log. */
export function reportFault(error: unknown): void {
  void request('log:rendererError', { message: describe(error) })
}

/** Reports what nobody caught; the returned function ends it. */
export function watchFaults(): () => void {
  const ended = new AbortController()
  window.addEventListener('error', (event) => reportFault(event.error ?? event.message), ended)
  window.addEventListener('unhandledrejection', (event) => reportFault(event.reason), ended)
  return () => ended.abort()
}
