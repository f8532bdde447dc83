/** All bytes of a body, or null as soon as there are more than `limit`: a large one is never held whole. */
export async function readLimited(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | null> {
  if (!body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let length = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts, length)
    length += value.byteLength
    if (length > limit) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}
