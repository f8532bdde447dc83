import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ExpectedError } from '../../../../shared/ipc/app-error'
import { RunwayConnection } from './runway-connection'

const key = `key_${'c'.repeat(128)}`
const seen: { method: string; url: string; headers: IncomingHttpHeaders }[] = []
let server: Server
let baseUrl = ''
let answer = { status: 200, body: '{"creditBalance":1}', headers: {} as Record<string, string> }

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    request.resume()
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  vi.unstubAllEnvs()
  seen.splice(0)
  answer = { status: 200, body: '{"creditBalance":1}', headers: {} }
})

afterAll(() => void server.close())

function connected(readKey: (endpoint: string) => Promise<string | null> = async () => key): RunwayConnection {
  return new RunwayConnection({ baseUrl: () => baseUrl, readKey })
}

describe('a client', () => {
  it('takes nothing from the environment', async () => {
    vi.stubEnv('RUNWAYML_BASE_URL', 'http://127.0.0.1:9')
    vi.stubEnv('RUNWAYML_API_SECRET', `key_${'d'.repeat(128)}`)
    vi.stubEnv('RUNWAYML_LOG', 'debug')
    const lines = ['Authorization: Bearer other', 'authorization: Bearer other', 'X-Runway-Version: 1', 'x-own: secret']
    vi.stubEnv('RUNWAYML_CUSTOM_HEADERS', [...lines, 'User-Agent: other', 'X-Stainless-OS: secret'].join('\n'))
    const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
    const client = await connected().client()
    await client.organization.retrieve()
    await client.textToVideo.create({ model: 'gen4.5', promptText: 'x', ratio: '1280:720', duration: 2 })
    expect(seen.map(({ url }) => url)).toEqual(['/v1/organization', '/v1/text_to_video'])
    for (const { headers } of seen) {
      expect(headers).toMatchObject({ authorization: `Bearer ${key}`, 'x-runway-version': '2024-11-06' })
      expect(JSON.stringify(headers)).not.toMatch(/other|secret|stainless/)
    }
    for (const spy of said) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  it.each([429, 500, 503, 504, 408, 409])(
    'repeats nothing by itself, whatever the server wishes (%i)',
    async (status) => {
      answer = { status, body: '{"error":"x"}', headers: { 'x-should-retry': 'true', 'retry-after-ms': '1' } }
      const client = await connected().client()
      const body = { model: 'gen4.5', promptText: 'x', ratio: '1280:720', duration: 2 } as const
      await expect(client.textToVideo.create(body)).rejects.toMatchObject({ status })
      expect(seen).toHaveLength(1)
    },
  )

  it('is not made without a key, nor while the keychain does not tell, and is once it does', async () => {
    await expect(connected(async () => null).client()).rejects.toMatchObject({ code: 'KEY.MISSING' })
    const answers = [new ExpectedError('providerProblem', 'The keychain is locked.'), key]
    const connection = connected(async () => {
      const next = answers.shift()
      if (next instanceof Error) throw next
      return next ?? null
    })
    await expect(connection.client()).rejects.toMatchObject({ code: 'KEY.MISSING', message: 'The keychain is locked.' })
    expect((await connection.client()).apiKey).toBe(key)
  })

  it('asks the keychain once, until another key is stored or another server is set', async () => {
    let asked = 0
    let address = baseUrl
    const connection = new RunwayConnection({
      baseUrl: () => address,
      readKey: async (endpoint) => `${++asked} for ${endpoint}`,
    })
    await connection.client()
    await connection.client()
    expect(asked).toBe(1)
    connection.forgetKey()
    expect((await connection.client()).apiKey).toBe(`2 for ${baseUrl}`)
    address = 'https://gateway.example/runwayml'
    expect((await connection.client()).apiKey).toBe('3 for https://gateway.example/runwayml')
  })

  it('is for the server that the key was asked for, also when another is set meanwhile', async () => {
    let address = baseUrl
    let tell: (key: string) => void = () => undefined
    const connection = new RunwayConnection({
      baseUrl: () => address,
      readKey: () => new Promise((resolve) => (tell = resolve)),
    })
    const making = connection.client()
    address = 'https://other.example'
    tell(key)
    expect((await making).baseURL).toBe(baseUrl)
  })
})
