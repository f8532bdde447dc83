import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRedactor, type Redactor } from '../engine/secrets/redactor'
import { canaryKey, spellingIn } from '../engine/secrets/testing/canary'
import { createLog, type Log } from './log'

const token = 'made-up+token/of~a.gateway'

let folder: string
let redactor: Redactor
let log: Log
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamline-log-'))
  redactor = createRedactor()
  log = createLog(folder, redactor.redact)
})
afterEach(() => rm(folder, { recursive: true }))

async function written(): Promise<string> {
  const names = await readdir(join(folder, 'logs'))
  expect(names).toContain('seamline.log')
  return (await Promise.all(names.map((name) => readFile(join(folder, 'logs', name), 'utf8')))).join('\n')
}

test('a line is written as it is', async () => {
  log.write('film opened (24 shots)')
  expect(await written()).toMatch(/film opened \(24 shots\)\n$/)
})

test('no key gets into the file, however it is spelled', async () => {
  redactor.learn(token)
  for (const secret of [canaryKey, token]) {
    log.write(secret)
    log.write(`401 for ${secret}, ${encodeURIComponent(secret)}`)
    log.write(inspect({ headers: { Authorization: `Bearer ${secret}` }, body: { key: secret } }))
    log.write(JSON.stringify({ error: JSON.stringify({ key: secret }) }))
    log.write(new Error(`refused ${secret}`, { cause: secret }).stack ?? '')
  }
  for (const offset of ['', 'x', 'xy']) log.write(Buffer.from(`${offset}${token}, more`).toString('base64'))
  const text = await written()
  expect(text).toContain('[hidden]')
  for (const secret of [canaryKey, token]) expect(spellingIn(text, secret)).toBeNull()
})

test('no prompt and no signed link gets into the file', async () => {
  log.write(JSON.stringify({ promptText: 'a canary on a boat', model: 'any' }))
  log.write('GET https://example.invalid/clip.mp4?Expires=1&_jwt=canary.canary.canary failed')
  const text = await written()
  expect(text).not.toContain('canary')
  expect(text).toContain('https://example.invalid/clip.mp4')
})
