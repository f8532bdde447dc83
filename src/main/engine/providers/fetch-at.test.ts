import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchAt, neverConnected, NotConnected } from './fetch-at'

interface Seen {
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

/** Two servers: one to ask, and one that is never to be asked. */
const seen: Seen[] = []
const strayed: Seen[] = []
const servers: Server[] = []
let [origin, other] = ['', '']

async function listen(list: Seen[]): Promise<string> {
  const server = createServer((request, response) => {
    list.push({ url: request.url ?? '', headers: request.headers })
    const status = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('status') ?? 200)
    response.writeHead(status, { location: `${other}/stolen` })
    response.end(request.url?.startsWith('/large') ? Buffer.alloc(5_000_000) : '{}')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  other = await listen(strayed)
  origin = await listen(seen)
})
beforeEach(() => void seen.splice(0))
afterAll(() => {
  for (const server of servers) server.close()
})

const own = { authorization: 'Bearer canary', 'x-runway-version': '2024-11-06' }

describe('requests to the API', () => {
  it.each([301, 302, 303, 307, 308])('do not follow a redirect (%i): the key stays here', async (status) => {
    const answer = await fetchAt(origin, own)(`${origin}/v1?status=${status}`)
    expect(answer.status).toBe(status)
    expect(strayed).toEqual([])
  })

  it('go to one origin only', async () => {
    const ask = fetchAt(origin, own)
    await expect(ask(`${other}/v1`)).rejects.toThrow('only')
    await expect(ask(new Request(`${other}/v1`))).rejects.toThrow('only')
    await expect(ask(origin.replace('http://', 'http://user@').replace('127.0.0.1', 'localhost'))).rejects.toThrow(
      'only',
    )
    expect(strayed).toEqual([])
  })

  it('carry the headers that are decided here and no others', async () => {
    const headers = {
      authorization: 'Bearer of the environment',
      'x-secret': 'x',
      'x-stainless-os': 'x',
      cookie: 'a=b',
    }
    await fetchAt(origin, own)(`${origin}/v1`, { method: 'POST', body: '{}', headers })
    expect(seen[0]!.headers).toMatchObject({ ...own, accept: 'application/json', 'content-type': 'application/json' })
    expect(Object.keys(seen[0]!.headers).filter((name) => /secret|stainless|cookie/.test(name))).toEqual([])
  })

  it('end when an answer is larger than any can be', async () => {
    await expect(fetchAt(origin, own)(`${origin}/large`)).rejects.toThrow('larger')
  })

  it('say when nothing was sent because nobody was there', async () => {
    const vacated = await new Promise<string>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo
        server.close(() => resolve(`http://127.0.0.1:${port}`))
      })
    })
    await expect(fetchAt(vacated, own)(`${vacated}/v1`, { method: 'POST', body: '{}' })).rejects.toThrow(NotConnected)
  })
})

function failed(code: string, syscall?: string): Error {
  return Object.assign(new Error(code), { code, ...(syscall !== undefined && { syscall }) })
}

describe('whether a byte has left', () => {
  const refused = failed('ECONNREFUSED', 'connect')
  const cases: readonly (readonly [string, unknown, boolean])[] = [
    ['a refused connection', refused, true],
    ['a name that is not known', failed('ENOTFOUND', 'getaddrinfo'), true],
    ['a resolver that has no answer now', failed('EAI_AGAIN', 'getaddrinfo'), true],
    ['a connection that took too long', failed('ETIMEDOUT', 'connect'), true],
    ['the same, told by the HTTP client', failed('UND_ERR_CONNECT_TIMEOUT'), true],
    ['no way to the network', failed('ENETUNREACH', 'connect'), true],
    ['a way that was lost while an answer was awaited', failed('ENETUNREACH', 'read'), false],
    ['a host that was lost while an answer was awaited', failed('EHOSTUNREACH', 'read'), false],
    ['an answer that took too long', failed('ETIMEDOUT', 'read'), false],
    ['a reset', failed('ECONNRESET', 'read'), false],
    ['a reset while writing', failed('EPIPE', 'write'), false],
    ['a closed socket', failed('UND_ERR_SOCKET'), false],
    ['late headers', failed('UND_ERR_HEADERS_TIMEOUT'), false],
    ['an error without a code', new Error('x'), false],
    ['no error at all', undefined, false],
    ['every address refused', new AggregateError([refused, failed('ENETUNREACH', 'connect')]), true],
    ['one address reached and lost', new AggregateError([refused, failed('ECONNRESET', 'read')]), false],
    ['a cause further down', new TypeError('fetch failed', { cause: new Error('x', { cause: refused }) }), true],
  ]
  it.each(cases)('%s', (_name, error, expected) => {
    expect(neverConnected(error)).toBe(expected)
  })

  it('can be asked of an error that causes itself', () => {
    const error: Error & { cause?: unknown } = new Error('x')
    error.cause = error
    expect(neverConnected(error)).toBe(false)
  })
})
