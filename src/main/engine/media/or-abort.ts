/** Waits for work that goes on by itself; rejects with the signal's reason as soon as it fires. */
export async function orAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    const cancel = (): void => reject(signal.reason)
    if (signal.aborted) cancel()
    signal.addEventListener('abort', cancel, { once: true })
    stop = () => signal.removeEventListener('abort', cancel)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    stop()
  }
}
