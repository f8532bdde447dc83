import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSupportedVersion, locateFfmpeg, parseFfmpegVersion } from './locate-ffmpeg'

describe('the version', () => {
  test.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026', '5.1.9'],
    ['ffmpeg version n7.0.2 Copyright', '7.0.2'],
    ['ffmpeg version 6.0-static https://example.org', '6.0'],
    ['ffmpeg version N-112233-gabcdef0 Copyright', 'N-112233-gabcdef0'],
    ['ffmpeg version 2024-05-02-git-71669f2ad5-full_build', '2024-05-02-git-71669f2ad5-full_build'],
    ['something else 5.1', null],
  ])('of %s is %s', (banner, version) => {
    expect(parseFfmpegVersion(banner)).toBe(version)
  })

  test.each([
    ['4.4.2', false],
    ['5.0.1', false],
    ['5.1', true],
    ['5.1.9', true],
    ['8.1', true],
    ['9.0', false],
    ['N-112233-gabcdef0', true],
  ])('%s is supported: %s', (version, supported) => {
    expect(isSupportedVersion(version)).toBe(supported)
  })
})

describe.skipIf(process.platform === 'win32')('the search', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'locate-ffmpeg-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function program(name: string, version: string, built = '--enable-libx264'): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, `#!/bin/sh\necho "ffmpeg version ${version} Copyright"\necho "configuration: ${built}"\n`)
    await chmod(path, 0o755)
    return path
  }

  test('takes the environment before the setting, and the setting before what is packaged', async () => {
    const [first, second, third] = [await program('a', '8.0'), await program('b', '7.1'), await program('c', '6.1')]
    const all = { setting: second, packaged: third, environment: { SEAMLINE_FFMPEG: first } }
    expect(await locateFfmpeg(all)).toMatchObject({ ok: true, value: { path: first, version: '8.0' } })
    expect(await locateFfmpeg({ ...all, environment: {} })).toMatchObject({ ok: true, value: { path: second } })
    expect(await locateFfmpeg({ ...all, setting: null, environment: {} })).toMatchObject({ value: { path: third } })
  })

  test('finds the one on the PATH', async () => {
    const path = await program('ffmpeg', '5.1.9-0+deb12u1')
    const found = await locateFfmpeg({ setting: null, packaged: join(folder, 'gone'), environment: { PATH: folder } })
    expect(found).toMatchObject({ ok: true, value: { path, version: '5.1.9' } })
  })

  test('says what is wrong with the one that was set, instead of taking another', async () => {
    const old = await program('old', '4.4.2')
    const working = await program('working', '7.0')
    const found = await locateFfmpeg({ setting: old, packaged: working, environment: {} })
    expect(found).toMatchObject({ ok: false, problem: { kind: 'notUsable' } })
    if (!found.ok) expect(found.problem.message).toContain('version 4.4.2; versions 5.1 to 8 work')
  })

  test('refuses a build that can not write H.264', async () => {
    const found = await locateFfmpeg({ setting: await program('lgpl', '7.0', ''), packaged: null, environment: {} })
    expect(found).toMatchObject({ ok: false, problem: { message: expect.stringContaining('without H.264') } })
  })

  test('says what to do when there is none', async () => {
    const found = await locateFfmpeg({ setting: null, packaged: null, environment: { PATH: join(folder, 'empty') } })
    expect(found).toMatchObject({
      ok: false,
      problem: { kind: 'notFound', message: expect.stringContaining('Install') },
    })
  })
})
