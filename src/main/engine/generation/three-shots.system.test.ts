import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { takeSchema, type Take } from '../../../shared/jobs/take'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { filmPixelsToPicture } from '../ffmpeg/film-codec'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { ownInput, untrustedInput } from '../ffmpeg/untrusted-input'
import { buildPictureWorker } from '../media/pictures/test-pictures'
import { faces, inStudio, lastFrameOf, shotId, withShots, type OpenStudio, type Studio } from './testing/studio'

let ffmpeg: Ffmpeg
let pictureWorker: string

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  pictureWorker = await buildPictureWorker()
})

const [one, two, three] = [shotId(1), shotId(2), shotId(3)]

async function pixels(input: readonly string[], filter: string): Promise<Uint8Array> {
  const args = [...input, '-vf', filter, '-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1']
  const { signal } = new AbortController()
  return (await ffmpeg.run({ args, signal, timeLimit: 20_000, output: 'collect' })).output
}

/** A picture, a shot that continues from it, and one of words alone. */
async function threeShots(studio: Studio): Promise<OpenStudio> {
  const open = await studio.create('film')
  const asset = await studio.picture(open)
  const start = { kind: 'picture', assetId: asset.id, framings: {} } as const
  open.edit('add shots', (document) =>
    withShots(
      document,
      [
        { number: 1, over: { prompt: 'push in', start } },
        { number: 2, over: { prompt: 'pan left', start: lastFrameOf(1) } },
        { number: 3, over: { prompt: 'a lighthouse', seed: 7 } },
      ],
      [asset],
    ),
  )
  return open
}

async function checkDisk(studio: Studio, { session }: OpenStudio, takes: readonly Take[]): Promise<void> {
  const names = await readdir(session.paths.takes)
  expect(names.sort()).toEqual(takes.flatMap((take) => [`${take.id}.json`, `${take.id}.mp4`]).sort())
  for (const take of takes) {
    const text = await readFile(join(session.paths.takes, `${take.id}.json`), 'utf8')
    expect(takeSchema.parse(JSON.parse(text))).toEqual(take)
  }
  for (const folder of ['arrivals', 'rehearsal', 'lost-and-found']) expect(await studio.inAppData(folder)).toEqual([])
}

describe('generating three shots by rehearsal', () => {
  it('chains from the exact last frame, runs the others side by side, and leaves whole takes and nothing else', () =>
    inStudio({ ffmpeg, pictureWorker }, async (studio) => {
      const open = await threeShots(studio)
      const { generation, session } = open
      expect(await generation.quote([one, two, three])).toMatchObject({
        totals: [],
        dollars: 0,
        items: [one, two, three].map((id) => ({ shotId: id, price: 0, problems: [] })),
      })
      await open.approve(one, two, three)
      expect(faces(open)).toEqual({ s1: 'waiting', s2: 'waiting', s3: 'waiting' })
      expect(generation.jobs.map((job) => [job.shotId, job.waitsFor])).toContainEqual([two, [one]])
      await open.reaches(two, 'running', 'committed')
      expect(generation.takes.map((take) => take.shotId)).toContain(one)
      await open.finishes()
      expect(faces(open)).toEqual({ s1: 'ready', s2: 'ready', s3: 'ready' })
      expect(open.arrived).toEqual(generation.takes)
      expect(generation.takes.map(({ frames, provider, cost }) => [frames, provider, cost])).toEqual(
        [one, two, three].map(() => [48, 'rehearsal', 0]),
      )
      const take = (id: string) => generation.takes.find((candidate) => candidate.shotId === id)!
      expect(take(three)).toMatchObject({ seed: 7, upstreamHash: null })
      const inputs = join(session.paths.cache, 'inputs')
      const clip = join(session.paths.takes, `${take(one).id}.mp4`)
      const lastFrame = await pixels(untrustedInput(clip, 'mp4'), `select=eq(n\\,47),${filmPixelsToPicture}`)
      const names = await readdir(inputs)
      const sent = await Promise.all(
        names.map((name) => pixels(['-f', 'png_pipe', ...ownInput(join(inputs, name))], 'null')),
      )
      expect(sent).toHaveLength(2)
      expect(sent.filter((picture) => Buffer.compare(picture, lastFrame) === 0)).toHaveLength(1)
      await open.close()
      await checkDisk(studio, open, generation.takes)
      const again = await studio.open('film')
      expect([again.generation.takes, again.generation.notices]).toEqual([generation.takes, []])
      expect(faces(again)).toEqual({ s1: 'ready', s2: 'ready', s3: 'ready' })
    }))
})
