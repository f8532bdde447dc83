import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentSecurityPolicy, createAppHandler, pageFile } from './app-protocol'

describe('the page protocol', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'seamline-page-'))
    await writeFile(join(root, 'index.html'), '<!doctype html>')
    await writeFile(join(root, '..', 'outside-of-the-page.html'), 'secret')
  })
  afterAll(async () => {
    await rm(root, { recursive: true })
    await rm(join(root, '..', 'outside-of-the-page.html'))
  })

  const ask = (address: string): Promise<Response> =>
    createAppHandler(root, () => Promise.resolve(new Response('received')))(new Request(address))

  test('serves the page with the policy', async () => {
    const response = await ask('app://seamline/')
    expect(await response.text()).toBe('<!doctype html>')
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  })

  test('the policy allows no script but the app’s own', () => {
    expect(contentSecurityPolicy).toContain("script-src 'self';")
    expect(contentSecurityPolicy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/)
  })

  test.each([
    'app://seamline/..%2foutside-of-the-page.html',
    'app://seamline/%2e%2e%2foutside-of-the-page.html',
    'app://seamline/..%5coutside-of-the-page.html',
    'app://seamline/x/..%2f..%2foutside-of-the-page.html',
    'app://seamline/index.html%00.png',
    'app://seamline/%E0%A4%A',
    'app://elsewhere/index.html',
    'app://seamline/missing.js',
    'app://seamline/package.json',
  ])('%s is not found', async (address) => {
    expect((await ask(address)).status).toBe(404)
  })

  test('nothing outside the build has a file', () => {
    expect(pageFile('/page', 'app://seamline/..%2fpage-evil%2findex.html')).toBeNull()
  })
})
