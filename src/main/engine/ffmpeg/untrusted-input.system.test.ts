import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rate } from '../../../shared/time/time'
import { FfmpegError, type Ffmpeg } from './ffmpeg'
import { writeNumberedClip } from './numbered-clip'
import { testFfmpeg } from './test-ffmpeg'
import { untrustedInput } from './untrusted-input'

// Real ffmpeg and pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string
let clip: string

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'untrusted-'))
  clip = join(folder, 'clip.mp4')
  await writeNumberedClip(ffmpeg, clip, 3, { size: { width: 64, height: 64 }, rate: rate(24) })
})
afterAll(() => rm(folder, { recursive: true }))

async function framesIn(path: string): Promise<number | FfmpegError> {
  const args = [...untrustedInput(path, 'mp4'), '-f', 'null', '-']
  const run = ffmpeg.run({ args, timeLimit: 10_000, signal: new AbortController().signal })
  return run.then(
    (result) => result.frames,
    (error: unknown) => {
      if (error instanceof FfmpegError) return error
      throw error
    },
  )
}

describe('opens a clip whatever its name', () => {
  test.each([
    '-i.mp4',
    'a%03d.mp4',
    'pipe:0',
    'concat:a|b',
    "it's.mp4",
    'line\nbreak.mp4',
    '🎬 film.mp4',
    'x,y[z];.mp4',
  ])('%j', async (name) => {
    const path = join(folder, name)
    await copyFile(clip, path)
    expect(await framesIn(path)).toBe(3)
  })
})

describe('does not follow what a file that is called a clip points to', () => {
  test.each([
    ['a concat list', () => `ffconcat version 1.0\nfile ${clip}\n`],
    ['a playlist', () => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${clip}\n#EXT-X-ENDLIST\n`],
    ['a picture list', () => `<?xml version="1.0"?><MPD><BaseURL>${clip}</BaseURL></MPD>`],
  ])('%s', async (_, text) => {
    const path = join(folder, 'pretender.mp4')
    await writeFile(path, text())
    expect(await framesIn(path)).toBeInstanceOf(FfmpegError)
  })
})
