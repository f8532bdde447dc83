import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { testFfmpeg } from '../main/engine/ffmpeg/test-ffmpeg'
import { rate } from '../shared/time/time'
import {
  cellsOf,
  codeOf,
  greyPictures,
  readCells,
  readCode,
  writeNumberedTake,
  type GreyPicture,
} from './numbered-frames'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'numbered-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A picture with the strip alone, in two numbers mixed. */
function stripPicture(code: number, other = code, share = 0): GreyPicture {
  const [cells, others] = [cellsOf(code), cellsOf(other)]
  const [width, height] = [cells.length * 6, 30]
  const pixels = new Uint8Array(width * height)
  for (let x = 0; x < width; x++) {
    const cell = Math.floor(x / 6)
    const shade = Number(cells[cell]) * (1 - share) + Number(others[cell]) * share
    for (let y = 25; y < height; y++) pixels[y * width + x] = Math.round(255 * shade)
  }
  return { width, height, pixels }
}

describe('the number strip', () => {
  test.prop([fc.nat({ max: 65_535 })])('carries every number of sixteen bits', (code) => {
    expect(readCode(stripPicture(code))).toBe(code)
  })

  test.prop([fc.nat({ max: 65_535 }), fc.nat({ max: 19 })])('is not read when a cell is wrong', (code, cell) => {
    const picture = stripPicture(code)
    for (let y = 25; y < 30; y++) {
      for (let x = cell * 6; x < cell * 6 + 6; x++) {
        const at = y * picture.width + x
        picture.pixels[at] = 255 - Number(picture.pixels[at])
      }
    }
    expect(readCode(picture)).toBeNull()
  })

  it('tells how much of each number is seen in a dissolve, and is then no number', () => {
    const picture = stripPicture(0b1010, 0b0110, 0.4)
    expect(readCode(picture)).toBeNull()
    const cells = readCells(picture)
    expect([14, 15, 16, 17].map((cell) => Number(cells[cell]).toFixed(1))).toEqual(['0.6', '0.4', '1.0', '0.0'])
  })

  it('is read from a small, letterboxed part of a bigger picture', async () => {
    const [take, shot] = [join(folder, 'take.mp4'), join(folder, 'shot.png')]
    await writeNumberedTake(ffmpeg, take, {
      frames: 20,
      size: { width: 640, height: 360 },
      rate: rate(24),
      firstCode: codeOf(7, 100),
    })
    const filter = 'select=eq(n\\,13),scale=207:116,pad=400:300:61:83:color=0x202020'
    const args = ['-i', `file:${take}`, '-vf', filter, '-frames:v', '1', `file:${shot}`]
    await ffmpeg.run({ args, signal: new AbortController().signal, timeLimit: 30_000 })
    const [picture] = await greyPictures(ffmpeg, shot, 400, 300)
    const area = { left: 61 / 400, top: 83 / 300, width: 207 / 400, height: 116 / 300 }
    expect(picture && readCode(picture, area)).toBe(codeOf(7, 113))
    expect(picture && readCode(picture)).toBeNull()
  })
})
