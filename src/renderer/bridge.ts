import type { ShotId } from '../shared/ids'
import type { AppError } from '../shared/ipc/app-error'
import type { EventChannel, RequestChannel } from '../shared/ipc/channels'
import type { EventPayload, ImportResult, RequestInput, RequestOutput } from '../shared/ipc/contract'
import type { WindowApi } from '../shared/ipc/window-api'
import type { Result } from '../shared/result'

declare global {
  interface Window {
    readonly seamline: WindowApi
  }
}

/** Asks the engine. The engine checks input and output against the contract, so the answer has the contract's type. */
export async function request<Channel extends RequestChannel>(
  channel: Channel,
  input: RequestInput<Channel>,
): Promise<Result<RequestOutput<Channel>, AppError>> {
  return (await window.seamline.requests[channel](input)) as Result<RequestOutput<Channel>, AppError>
}

/** Listens to the engine; the returned function ends it. */
export function listen<Channel extends EventChannel>(
  channel: Channel,
  listener: (payload: EventPayload<Channel>) => void,
): () => void {
  return window.seamline.events[channel]((payload) => listener(payload as EventPayload<Channel>))
}

/** Hands files that were dropped on the window to the engine; with a shot, as takes of it. */
export async function importDropped(
  files: readonly File[],
  shotId: ShotId | null = null,
): Promise<Result<ImportResult, AppError>> {
  return (await window.seamline.importDropped(files, shotId)) as Result<ImportResult, AppError>
}

/** Hands picture or sound bytes that have no file (paste, drop from a browser) to the engine. */
export async function importBytes(name: string, bytes: Blob): Promise<Result<ImportResult, AppError>> {
  const response = await fetch('/import', {
    method: 'POST',
    headers: { 'x-name': encodeURIComponent(name) },
    body: bytes,
  })
  return (await response.json()) as Result<ImportResult, AppError>
}

/** The bytes behind a `media://` address, or null when the engine does not have them now. */
export async function readMedia(address: string): Promise<ArrayBuffer | null> {
  const response = await fetch(address)
  return response.ok ? response.arrayBuffer() : null
}
