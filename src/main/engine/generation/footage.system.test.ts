import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ShotId, TakeId } from '../../../shared/ids'
import { takeSchema, type Take } from '../../../shared/jobs/take'
import { rate } from '../../../shared/time/time'
import { codeOf, writeNumberedTake } from '../../../test-support/numbered-frames'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { options } from '../ffmpeg/options'
import { outputFile, untrustedInput } from '../ffmpeg/untrusted-input'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { verifyClip } from '../media/verify-clip'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { takeFootage } from './footage'

const forever = new AbortController().signal
const size = { width: 160, height: 90 }
let ffmpeg: Ffmpeg

interface Place {
  readonly root: string
  /** A video of 30 frames in the container that its name says. */
  readonly video: (name: string) => Promise<string>
  readonly take: (path: string) => ReturnType<typeof takeFootage>
  readonly kept: Take[]
}

async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (root) => {
    const folder = join(root, 'arrivals')
    const kept: Take[] = []
    const media = { verifyClip: (path: string, signal: AbortSignal) => verifyClip(ffmpeg, path, signal) }
    const take: Place['take'] = (path) =>
      takeFootage(
        { path, shotId: 's1' as ShotId, takeId: 't1' as TakeId },
        { folder, media, now: () => '2030-01-01T00:00:00.000Z' },
        async (one, file) => {
          expect((await readFile(file)).byteLength).toBe(one.bytes)
          kept.push(one)
        },
        forever,
      )
    const video: Place['video'] = async (name) => {
      const path = join(root, 'plain.mp4')
      await writeNumberedTake(ffmpeg, path, { frames: 30, firstCode: codeOf(1, 0), size, rate: rate(25) })
      if (name === 'plain.mp4') return path
      const target = join(root, name)
      const args = [...untrustedInput(path, 'mp4'), ...options('-c copy -f mov'), outputFile(target)]
      await ffmpeg.run({ args, signal: forever, timeLimit: 60_000 })
      return target
    }
    await work({ root, video, take, kept })
    expect(await readdir(folder).catch(() => []), 'no copy stays behind').toEqual([])
  })
}

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
})

describe('footage of the user’s own', () => {
  it.each(['plain.mp4', 'holiday.mov'])('becomes a free take with its provenance: %s', (name) =>
    inPlace(async ({ video, take, kept }) => {
      const taken = await take(await video(name))
      expect(taken).toMatchObject({
        ok: true,
        value: { provider: 'footage', cost: 0, frames: 30, rate: [25, 1], size },
      })
      expect(kept).toHaveLength(1)
      expect(kept[0]?.options).toEqual({ file: name })
      expect(takeSchema.safeParse(kept[0]).success).toBe(true)
    }),
  )

  it('is refused in plain words when it can’t be used', () =>
    inPlace(async ({ root, video, take, kept }) => {
      const text = join(root, 'notes.mp4')
      await writeFile(text, 'not a video at all, but long enough to be looked at')
      const empty = join(root, 'empty.mp4')
      await writeFile(empty, '')
      const cut = await video('cut.mov')
      await truncate(cut, Math.floor((await readFile(cut)).byteLength / 2))
      const problems: string[] = []
      for (const path of [text, empty, join(root, 'gone.mp4'), root, cut]) {
        const taken = await take(path)
        problems.push(taken.ok ? 'taken' : taken.problem)
      }
      expect(problems.slice(0, 4)).toEqual([
        'This is not a video that can be used. Footage can be MP4, MOV or WebM.',
        'The file is empty.',
        'The file is not there any more.',
        'This is not a video that can be used. Footage can be MP4, MOV or WebM.',
      ])
      expect(problems[4]).toMatch(/^The video is (damaged|not complete)/)
      expect(kept).toEqual([])
    }))
})
