export interface MultipartPart {
  readonly name: string
  readonly isFile: boolean
  readonly value: Buffer
}

const lineEnd = Buffer.from('\r\n')
const headerEnd = Buffer.from('\r\n\r\n')

function parsePart(part: Buffer): MultipartPart | null {
  const at = part.indexOf(headerEnd)
  if (at === -1) return null
  const head = part.toString('utf8', 0, at)
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1]
  const name = /(?:^|[;\s])name="([^"]*)"/i.exec(disposition ?? '')?.[1]
  if (name === undefined) return null
  return { name, isFile: /filename\*?=/i.test(disposition ?? ''), value: part.subarray(at + headerEnd.length) }
}

/** The parts of a multipart body in their order; null when it is not one. */
export function parseMultipart(contentType: string, body: Buffer): readonly MultipartPart[] | null {
  const match = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) return null
  const mark = Buffer.from(`--${boundary}`)
  const parts: MultipartPart[] = []
  for (let at = body.indexOf(mark); at !== -1;) {
    const begin = at + mark.length
    if (body.toString('latin1', begin, begin + 2) === '--') return parts
    const next = body.indexOf(Buffer.concat([lineEnd, mark]), begin)
    const part = next === -1 ? null : parsePart(body.subarray(begin + lineEnd.length, next))
    if (!part) return null
    parts.push(part)
    at = next + lineEnd.length
  }
  return null
}
