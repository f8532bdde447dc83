import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileResponse, parseRange } from './range-response'

describe('a range header', () => {
  test.each([
    [null, null],
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=2-99', { start: 2, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['items=0-1', null],
  ])('%s of ten bytes', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected)
  })
})

describe('a file answer', () => {
  let folder: string
  let file: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seamline-range-'))
    file = join(folder, 'clip.mp4')
    await writeFile(file, '0123456789')
  })
  afterAll(() => rm(folder, { recursive: true }))

  const ask = (headers: Record<string, string>, method = 'GET'): Promise<Response> =>
    fileResponse(new Request('https://example.invalid/', { headers, method }), file, 'video/mp4')

  test('is the whole file without a range', async () => {
    const response = await ask({})
    expect([response.status, await response.text()]).toEqual([200, '0123456789'])
    expect(response.headers.get('accept-ranges')).toBe('bytes')
  })

  test('is the part that was asked for, so that video can seek', async () => {
    const response = await ask({ range: 'bytes=4-6' })
    expect([response.status, await response.text()]).toEqual([206, '456'])
    expect(response.headers.get('content-range')).toBe('bytes 4-6/10')
    expect(response.headers.get('content-length')).toBe('3')
  })

  test('says so when the range lies beyond the end', async () => {
    const response = await ask({ range: 'bytes=10-12' })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  })

  test('has no body when only the head is asked for', async () => {
    const response = await ask({}, 'HEAD')
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['10', ''])
  })
})
