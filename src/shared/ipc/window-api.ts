import type { EventChannel, RequestChannel } from './channels'

/** What the preload puts on the window: named functions only, each bound to one channel. */
export interface WindowApi {
  /** Each answers with a `Result<output, AppError>` of its contract. */
  readonly requests: Readonly<Record<RequestChannel, (input: unknown) => Promise<unknown>>>
  /** Each takes a listener and gives back the function that removes it. */
  readonly events: Readonly<Record<EventChannel, (listener: (payload: unknown) => void) => () => void>>
  /** Imports dropped `File`s; the preload resolves their real paths, which no page script can name. With a shot, videos become takes of it. */
  importDropped(files: readonly unknown[], shotId?: string | null): Promise<unknown>
}
