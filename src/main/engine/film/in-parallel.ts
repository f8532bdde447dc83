/**
 * Works through a list, at most `limit` at a time, in order of beginning. The first failure aborts the rest; it is thrown
 * once nothing runs any more.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  signal: AbortSignal,
  work: (item: Item, index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController()
  const inner = AbortSignal.any([signal, failed.signal])
  const queue = items.entries()
  const workThrough = async (): Promise<void> => {
    for (const [index, item] of queue) {
      inner.throwIfAborted()
      await work(item, index, inner)
    }
  }
  const running = Array.from({ length: limit }, () =>
    workThrough().catch((error: unknown) => {
      failed.abort(error)
      throw error
    }),
  )
  await Promise.allSettled(running)
  signal.throwIfAborted()
  failed.signal.throwIfAborted()
}
