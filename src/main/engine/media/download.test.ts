import { createServer, request as plainRequest, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { downloadPicture } from './download'
import { fetchFrom, type DownloadNetwork, type FetchedAnswer } from './safe-fetch'

const signal = new AbortController().signal
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

interface Recorded {
  readonly network: DownloadNetwork
  /** Address and name of every connection that was asked for. */
  readonly connections: string[]
}

function answer(status: number, headers: FetchedAnswer['headers'], ...body: readonly Uint8Array[]): FetchedAnswer {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* body
  }
  return { status, headers, body: chunks(), close: () => undefined }
}

/** A network in which every name is public unless told otherwise, and nothing is connected to. */
function recorded(
  give: (url: URL) => FetchedAnswer,
  names: Readonly<Record<string, readonly string[]>> = {},
): Recorded {
  const connections: string[] = []
  const network: DownloadNetwork = {
    resolve: async (hostname) => names[hostname] ?? ['93.184.216.34'],
    fetch: async (url, address) => {
      connections.push(`${address} ${url.href}`)
      return give(url)
    },
  }
  return { network, connections }
}

const picture = (): FetchedAnswer => answer(200, {}, png)
const redirect = (location: string): FetchedAnswer => answer(302, { location })

describe('never connects for', () => {
  test.each([
    '',
    ...`
    picture.png //example.org/a.png http://example.org/a.png HTTP://example.org/a.png
    ftp://example.org/a.png file:///etc/passwd data:image/png;base64,iVBORw0KGgo= javascript:alert(1)
    blob:https://example.org/1 https: https:// https://user@example.org/a.png https://u:p@example.org/
    https://example.org:8443/a.png https://example.org:22/ https://127.0.0.1/a.png https://127.1/a.png
    https://2130706433/ https://0x7f000001/ https://0177.0.0.1/ https://0/ https://[::1]/
    https://[::ffff:127.0.0.1]/ https://[::ffff:7f00:1]/ https://[fe80::1]/ https://[fd00::1]/
    https://[64:ff9b::a9fe:a9fe]/ https://10.0.0.1/ https://192.168.0.1/ https://169.254.169.254/latest/
    https://172.16.5.4/ https://100.100.100.200/ https://224.0.0.1/ https://１２７.０.０.１/
    https://127。0。0。1/ https://local.example/a.png https://mixed.example/a.png https://metadata.example/
    https://nowhere.example/
  `
      .trim()
      .split(/\s+/),
  ])('%j', async (url) => {
    const { network, connections } = recorded(picture, {
      'local.example': ['127.0.0.1'],
      'mixed.example': ['93.184.216.34', '10.0.0.8'],
      'metadata.example': ['::ffff:169.254.169.254'],
      'nowhere.example': [],
    })
    const result = await downloadPicture(url, signal, network)
    expect(result).toMatchObject({ ok: false, problem: expect.stringMatching(/\.$/) })
    expect(connections).toEqual([])
  })
})

describe('redirects', () => {
  test.each([
    'http://example.org/a.png',
    'https://127.0.0.1/',
    'https://local.example/',
    'https://u:p@b.example/',
    'file:///etc/passwd',
  ])('to %s are not followed', async (location) => {
    const { network, connections } = recorded(() => redirect(location), { 'local.example': ['127.0.0.1'] })
    expect(await downloadPicture('https://a.example/x', signal, network)).toMatchObject({ ok: false })
    expect(connections).toHaveLength(1)
  })

  test('are followed three times, each name looked up anew', async () => {
    const { network, connections } = recorded((url) => {
      const hop = Number(url.searchParams.get('hop'))
      return hop === 3 ? picture() : redirect(`/a.png?hop=${hop + 1}`)
    })
    expect(await downloadPicture('https://a.example/?hop=0', signal, network)).toMatchObject({
      ok: true,
      value: { name: 'a.png' },
    })
    expect(connections).toHaveLength(4)
  })

  test('that never end are given up', async () => {
    const { network, connections } = recorded(() => redirect('https://a.example/again'))
    expect(await downloadPicture('https://a.example/', signal, network)).toMatchObject({ ok: false })
    expect(connections).toHaveLength(4)
  })
})

describe('what arrives', () => {
  test.each([
    [
      'a page',
      answer(200, { 'content-type': 'image/png' }, Buffer.from('<!doctype html><title>not a picture</title>')),
      /no picture/,
    ],
    ['a drawing', answer(200, {}, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')), /SVG/],
    ['an error', answer(404, {}, png), /404/],
    ['too many bytes, declared', answer(200, { 'content-length': String(60 * 1024 * 1024) }, png), /50 MB/],
    [
      'too many bytes, undeclared',
      answer(200, {}, ...Array.from({ length: 60 }, () => new Uint8Array(1024 * 1024))),
      /50 MB/,
    ],
    ['fewer bytes than declared', answer(200, { 'content-length': '900' }, png), /broke off/],
  ])('%s is refused in plain words', async (_, given, words) => {
    const { network } = recorded(() => given)
    expect(await downloadPicture('https://a.example/', signal, network)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(words),
    })
  })

  test('is named by its address, without what is not fit for a file name', async () => {
    const { network } = recorded(picture)
    const url = 'https://a.example/folder/caf%C3%A9%2F..%2Fa%00b.png?size=1'
    expect(await downloadPicture(url, signal, network)).toMatchObject({
      ok: true,
      value: { name: 'café_.._a_b.png', bytes: png },
    })
  })

  test('a failing connection is told, a cancel is thrown', async () => {
    const network: DownloadNetwork = {
      resolve: async () => ['1.1.1.1'],
      fetch: async () => Promise.reject(new Error('ECONNRESET')),
    }
    expect(await downloadPicture('https://a.example/', signal, network)).toEqual({
      ok: false,
      problem: 'The connection failed.',
    })
    await expect(downloadPicture('https://a.example/', AbortSignal.abort(), network)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})

describe('a connection', () => {
  let server: Server | null = null
  afterEach(() => new Promise((done) => (server ? server.close(done) : done(undefined))))

  /** The real fetch against this machine, without encryption: the part under test is where it connects and how it ends. */
  async function fetchLocally(listener: RequestListener, abort = signal): Promise<FetchedAnswer> {
    const started = createServer(listener)
    server = started
    await new Promise<void>((done) => started.listen(0, '127.0.0.1', done))
    const { port } = started.address() as AddressInfo
    return fetchFrom(new URL('https://pictures.example/a.png'), '127.0.0.1', abort, (url, options) =>
      plainRequest(new URL(url.href.replace('https:', 'http:')), { ...options, port }),
    )
  }

  test('goes to the address that was checked, whatever the name would resolve to', async () => {
    let host: string | undefined
    const fetched = await fetchLocally((request, response) => {
      host = request.headers.host
      response.end(png)
    })
    const chunks = []
    for await (const chunk of fetched.body) chunks.push(chunk)
    expect(Buffer.concat(chunks)).toEqual(png)
    expect(fetched.status).toBe(200)
    expect(host).toContain('pictures.example')
  })

  test('sends no cookies, no credentials, no referrer', async () => {
    let names: string[] = []
    const fetched = await fetchLocally((request, response) => {
      names = Object.keys(request.headers).sort()
      response.end()
    })
    fetched.close()
    expect(names).toEqual(['accept', 'accept-encoding', 'connection', 'host'])
  })

  test('is dropped on cancel', async () => {
    const leaving = new AbortController()
    const waiting = fetchLocally(() => leaving.abort(), leaving.signal)
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })
})
