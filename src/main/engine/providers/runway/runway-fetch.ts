/** More than any answer of the API has, and little enough to hold in memory. */
const largestAnswer = 4 * 1024 * 1024
/** Headers that may leave this computer; anything else, such as one set by the environment, stays here. */
const sentHeaders = /^(accept|authorization|content-type|content-length|user-agent|x-runway-version|x-stainless-.*)$/i

export class AnswerTooLarge extends Error {}

async function boundedBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += (chunk as Uint8Array).byteLength
    if (length > largestAnswer) throw new AnswerTooLarge('The answer is larger than any the API gives.')
    chunks.push(chunk as Uint8Array)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

const bodiless = new Set([101, 204, 205, 304])

/**
 * A `fetch` that reaches exactly one origin, follows no redirect and reads no more than an answer can have. The key
 * travels in a header, so where a request goes is decided here and nowhere else.
 */
export function fetchAt(origin: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== origin) throw new Error(`Requests go to ${origin} only`)
    const headers = new Headers(init?.headers)
    const kept = new Headers([...headers].filter(([name]) => sentHeaders.test(name)))
    const response = await fetch(url, { ...init, headers: kept, redirect: 'manual' })
    const { status, statusText } = response
    const body = bodiless.has(status) ? null : await boundedBody(response)
    return new Response(body, { status, statusText, headers: response.headers })
  }
}
