import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { options } from '../main/engine/ffmpeg/options'
import { testFfmpeg } from '../main/engine/ffmpeg/test-ffmpeg'
import { ownInput } from '../main/engine/ffmpeg/untrusted-input'
import { startSimulator, type Simulator } from './start-simulator'
import { makeTask, taskOf } from './testing/simulator-client'

let ffmpeg: Ffmpeg
let folder: string
let simulator: Simulator
const running = { timeLimit: 60_000, signal: new AbortController().signal }

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'simulator-clips-'))
  simulator = await startSimulator({ ffmpeg })
  await simulator.control.change({ standing: true })
})

afterAll(async () => {
  await simulator.close()
  await rm(folder, { recursive: true })
})

/** A picture of one colour as a data URI. */
async function picture(colour: string, size: string): Promise<string> {
  const path = join(folder, `${colour}.png`)
  await ffmpeg.run({ ...running, args: ['-f', 'lavfi', '-i', `color=${colour}:size=${size}`, '-frames:v', '1', path] })
  return `data:image/png;base64,${(await readFile(path)).toString('base64')}`
}

async function clipOf(body: object): Promise<string> {
  const id = await makeTask(simulator, body)
  await simulator.control.advance(10_000)
  const task = await taskOf(simulator, id)
  expect(task['status']).toBe('SUCCEEDED')
  const path = join(folder, `${id}.mp4`)
  const answer = await fetch((task['output'] as string[])[0] ?? '')
  await writeFile(path, Buffer.from(await answer.arrayBuffer()))
  return path
}

/** Every frame of a clip as 8 by 8 pixels of red, green and blue; fails when anything does not decode. */
async function framesOf(path: string): Promise<readonly Uint8Array[]> {
  const output = options('-map 0:v -vf scale=8:8:flags=area,format=rgb24 -fps_mode passthrough -f rawvideo pipe:1')
  const args = ['-xerror', ...ownInput(path), ...output]
  const { output: bytes } = await ffmpeg.run({ ...running, args, output: 'collect' })
  return Array.from({ length: bytes.length / 192 }, (_, index) => bytes.subarray(index * 192, (index + 1) * 192))
}

/** What ffmpeg says of a file's streams. */
async function described(path: string): Promise<string> {
  const args = ['-loglevel', 'info', ...ownInput(path), ...options('-frames:v 1 -f null -')]
  return (await ffmpeg.run({ ...running, args })).errorLines.join('\n')
}

function isColour(frame: Uint8Array | undefined, [red, green, blue]: readonly [number, number, number]): boolean {
  const [r = 0, g = 0, b = 0] = frame?.subarray(96, 99) ?? []
  return Math.abs(r - red) < 8 && Math.abs(g - green) < 8 && Math.abs(b - blue) < 8
}

test('a clip without a picture is a moving test card of the right size, rate and length, silent', async () => {
  const body = { model: 'gen4.5', promptText: 'A harbour', ratio: '720:1280', duration: 2 }
  const path = await clipOf(body)
  expect(await described(path)).toMatch(/Video: h264.*720x1280.*24 fps/)
  expect(await described(path)).toContain('bt709')
  expect(await described(path)).not.toContain('Audio')
  const frames = await framesOf(path)
  expect(frames.length).toBe(48)
  expect(frames[0]).not.toEqual(frames[40])
  const other = await framesOf(await clipOf({ ...body, promptText: 'A mountain' }))
  expect(other[0]).not.toEqual(frames[0])
})

test('a clip with sound has an AAC track', async () => {
  const path = await clipOf({ model: 'veo3.1_fast', promptText: 'Waves', ratio: '1280:720', duration: 4 })
  expect(await described(path)).toMatch(/Audio: aac/)
  expect((await framesOf(path)).length).toBe(96)
})

test('a clip begins with the picture that was sent, and ends with the last one if there is one', async () => {
  const [red, blue] = [await picture('red', '320x200'), await picture('blue', '200x320')]
  const promptImage = [
    { uri: red, position: 'first' },
    { uri: blue, position: 'last' },
  ]
  const path = await clipOf({ model: 'veo3.1', promptImage, ratio: '1280:720', duration: 4, audio: false })
  const frames = await framesOf(path)
  expect(frames.length).toBe(96)
  expect(isColour(frames[0], [255, 0, 0])).toBe(true)
  expect(isColour(frames.at(-1), [0, 0, 255])).toBe(true)
})

test('a clip of a picture alone takes the picture’s shape where the model does', async () => {
  const promptImage = await picture('green', '300x200')
  const path = await clipOf({ model: 'grok_imagine_1_5', promptImage, duration: 1, resolution: '480p' })
  expect(await described(path)).toMatch(/720x480/)
  expect(isColour((await framesOf(path))[0], [0, 128, 0])).toBe(true)
})

test('a picture that is none fails the task as an invalid asset, not charged', async () => {
  const promptImage = `data:image/png;base64,${Buffer.from('this is no picture').toString('base64')}`
  const before = simulator.control.state().charged
  const id = await makeTask(simulator, { model: 'gen4_turbo', promptImage, ratio: '1280:720' })
  await simulator.control.advance(10_000)
  expect(await taskOf(simulator, id)).toMatchObject({
    status: 'FAILED',
    failureCode: 'ASSET.INVALID',
    cost: { credits: 0 },
  })
  expect(simulator.control.state().charged).toBe(before)
})

test('equal requests share one file, and closing while encoding leaves nothing behind', async () => {
  const temporary = await mkdtemp(join(folder, 'equal-'))
  const own = await startSimulator({ ffmpeg, speed: 1000, temporary })
  try {
    const body = { model: 'gen4.5', promptText: 'Equal', ratio: '1280:720', duration: 2 }
    await makeTask(own, body)
    await makeTask(own, body)
    await own.control.filesMade()
    const [files = ''] = await readdir(temporary)
    expect(await readdir(join(temporary, files))).toHaveLength(1)
    await makeTask(own, { ...body, duration: 10, promptText: 'Long' })
  } finally {
    await own.close()
  }
  expect(await readdir(temporary)).toEqual([])
})
