import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const script = new URL('../../scripts/simulator.mjs', import.meta.url).pathname

let temporary: string

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'simulator-command-'))
})

afterAll(async () => {
  await rm(temporary, { recursive: true })
})

function start(...args: readonly string[]) {
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return { child, ended: once(child, 'close'), said: () => said }
}

test('npm run simulator tells its address and key, serves them, and ends with Ctrl-C without a trace', async () => {
  const { child, ended, said } = start('--balance', '77', '--speed', '100')
  try {
    await expect.poll(said, { timeout: 60_000 }).toContain('/__control')
    const [baseUrl = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said()) ?? []
    const [key = ''] = /key_[0-9a-f]{128}/.exec(said()) ?? []
    const headers = { authorization: `Bearer ${key}`, 'x-runway-version': '2024-11-06' }
    const answer = await fetch(`${baseUrl}/v1/organization`, { headers })
    expect(await answer.json()).toMatchObject({ creditBalance: 77 })
    const taken = start('--port', new URL(baseUrl).port)
    expect(await taken.ended).toEqual([1, null])
    expect(taken.said()).toContain('This port is taken.')
  } finally {
    child.kill('SIGINT')
    expect(await ended).toEqual([0, null])
  }
  expect((await readdir(temporary)).filter((name) => name.startsWith('seamline-'))).toEqual([])
})

test.each([['--port', 'http'], ['--speed', '0'], ['--baance', '5'], ['5']])(
  'npm run simulator -- %s %s tells how it is used',
  async (...args) => {
    const { ended, said } = start(...args)
    expect(await ended).toEqual([1, null])
    expect(said()).toContain('--balance')
  },
)
