import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** A byte range as asked for: `null` the whole file, `unsatisfiable` beyond its end. Inclusive, in bytes. */
export type ByteRange = { readonly start: number; readonly end: number } | null | 'unsatisfiable'

/** Reads a `Range` header (one range, as players send). A header of another form asks for the whole file (RFC 9110 14.2). */
export function parseRange(header: string | null, size: number): ByteRange {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (!from && !to) return null
  const [start, end] = from ? [Number(from), to ? Number(to) : size - 1] : [size - Number(to), size - 1]
  if (start >= size) return 'unsatisfiable'
  return end < start ? null : { start: Math.max(0, start), end: Math.min(end, size - 1) }
}

function streamOf(file: string, start: number, end: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  const stream = createReadStream(file, { start, end, signal })
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}

/**
 * Answers with a file or a part of it. Electron's own file answers ignore `Range`, and video then can't seek
 * (electron issue 38749), so the parts are made here.
 */
export async function fileResponse(request: Request, file: string, type: string): Promise<Response> {
  const { size } = await stat(file)
  const common = { 'content-type': type, 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff' }
  const range = parseRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${size}` } })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const headers: Record<string, string> = { ...common, 'content-length': String(end - start + 1) }
  if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`
  const body = request.method === 'HEAD' || size === 0 ? null : streamOf(file, start, end, request.signal)
  return new Response(body, { status: range ? 206 : 200, headers })
}
