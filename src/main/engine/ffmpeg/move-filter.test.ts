import { beforeAll, describe, expect, test, vi } from 'vitest'
import { moveWindowAt, type CameraMove } from '../../../shared/film/camera-move'
import { rate } from '../../../shared/time/time'
import type { Ffmpeg } from './ffmpeg'
import { movingStillFilter } from './move-filter'
import { testFfmpeg } from './test-ffmpeg'

// Real ffmpeg and pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
const [width, height, length] = [320, 180, 40]

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
})

/** A soft dot on black, wide enough that its centre of gravity is known to a hundredth of a pixel. */
function dot(x: number, y: number): Uint8Array {
  const picture = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    const [dx, dy] = [(at % width) + 0.5 - x, Math.floor(at / width) + 0.5 - y]
    picture.fill(Math.round(235 * Math.exp(-(dx * dx + dy * dy) / 128)), at * 3, at * 3 + 3)
  }
  return picture
}

function centreOf(frame: Uint8Array): { readonly x: number; readonly y: number } {
  let [weight, x, y] = [0, 0, 0]
  for (let at = 0; at < width * height; at++) {
    const value = Math.max(0, (frame[at] ?? 0) - 20)
    weight += value
    x += value * ((at % width) + 0.5)
    y += value * (Math.floor(at / width) + 0.5)
  }
  return { x: x / weight, y: y / weight }
}

async function frames(move: CameraMove, picture: Uint8Array): Promise<Uint8Array[]> {
  async function* input(): AsyncGenerator<Uint8Array> {
    yield picture
  }
  const filter = movingStillFilter(move, length, { size: { width, height }, rate: rate(24) })
  const source = ['-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', `${width}x${height}`, '-i', 'pipe:0']
  const { output } = await ffmpeg.run({
    args: [
      ...source,
      '-vf',
      `${filter},format=gray`,
      '-fps_mode',
      'passthrough',
      '-frames:v',
      String(length),
      '-f',
      'rawvideo',
      'pipe:1',
    ],
    input: input(),
    output: 'collect',
    timeLimit: 20_000,
    signal: new AbortController().signal,
  })
  const bytes = width * height
  return Array.from({ length: output.byteLength / bytes }, (_, k) => output.subarray(k * bytes, (k + 1) * bytes))
}

describe('every frame shows the window of the move to a fraction of a pixel', () => {
  test.each(['pushIn', 'pullBack', 'panLeft', 'tiltDown', 'hold'] as const)('%s', async (move) => {
    const at = { x: 140.3, y: 80.6 }
    const shown = await frames(move, dot(at.x, at.y))
    expect(shown).toHaveLength(length)
    shown.forEach((frame, k) => {
      const window = moveWindowAt(move, k, length)
      const centre = centreOf(frame)
      expect(centre.x).toBeCloseTo(((at.x / width - window.x) / window.scale + 0.5) * width, 1.5)
      expect(centre.y).toBeCloseTo(((at.y / height - window.y) / window.scale + 0.5) * height, 1)
    })
  })
})
