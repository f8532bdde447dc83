import { beforeAll, describe, expect, test, vi } from 'vitest'
import { moveWindowAt, type CameraPath } from '../../../shared/film/camera-move'
import { planPrompt } from '../../../shared/film/camera-plan'
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

async function frames(path: CameraPath, picture: Uint8Array): Promise<Uint8Array[]> {
  async function* input(): AsyncGenerator<Uint8Array> {
    yield picture
  }
  const filter = movingStillFilter(path, { size: { width, height }, rate: rate(24) })
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

/** Where a point of the picture is in a window, in pixels. */
function shownAt(point: { readonly x: number; readonly y: number }, path: CameraPath, frame: number) {
  const window = moveWindowAt(path, frame)
  const [dx, dy] = [point.x - window.x * width, point.y - window.y * height]
  const [cos, sin] = [Math.cos(window.roll), Math.sin(window.roll)]
  return {
    x: (cos * dx + sin * dy) / window.scale + width / 2,
    y: (cos * dy - sin * dx) / window.scale + height / 2,
  }
}

describe('every frame shows the window of the move to a fraction of a pixel', () => {
  test.each([
    'push in',
    'pull back',
    'pan left',
    'tilt down',
    'orbit right',
    'roll clockwise',
    'handheld, crane up',
    'crash zoom in, then truck left',
    'hold 0.5 seconds, then pan right while zooming in',
    'static shot',
  ])('%s', async (prompt) => {
    const { path } = planPrompt(prompt, { length, rate: rate(24), size: { width, height } })
    const at = { x: 150.3, y: 84.6 }
    const shown = await frames(path, dot(at.x, at.y))
    expect(shown).toHaveLength(length)
    shown.forEach((frame, k) => {
      const [centre, wanted] = [centreOf(frame), shownAt(at, path, k)]
      expect(centre.x).toBeCloseTo(wanted.x, 1)
      expect(centre.y).toBeCloseTo(wanted.y, 1)
    })
  })
})
