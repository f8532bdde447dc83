/** An answer before it is sent; faults may still spoil it. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const docUrl = 'https://docs.dev.runwayml.com/api'

export function jsonReply(status: number, value: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(value)),
  }
}

export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: Buffer.alloc(0) }
}

/** The provider's own shape of a problem. */
export function problemReply(status: number, error: string): Reply {
  return jsonReply(status, { error })
}

/** A problem with a link to the documents, as every 400 has. */
export function badRequest(error: string, more: object = {}): Reply {
  return jsonReply(400, { error, ...more, docUrl })
}

/** What storage and output servers say: they are not the API. */
export function storageProblem(status: number, code: string): Reply {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(xml) }
}
