import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centredCrop, ratioOf } from './ratio'

describe('ratioOf', () => {
  it.each([
    [1280, 720, '16:9'],
    [720, 1280, '9:16'],
    [1280, 768, '5:3'],
    [960, 960, '1:1'],
    [1584, 672, '33:14'],
  ])('%i x %i is %s', (width, height, ratio) => {
    expect(ratioOf({ width, height })).toBe(ratio)
  })
})

describe('centredCrop', () => {
  const side = fc.integer({ min: 1, max: 20_000 })

  test.prop([side, side, side, side])('fills the frame, centred, inside the picture', (width, height, w, h) => {
    const crop = centredCrop({ width, height }, { width: w, height: h })
    expect((crop.width * width) / (crop.height * height)).toBeCloseTo(w / h, 6)
    expect(Math.max(crop.width, crop.height)).toBe(1)
    expect(crop.x * 2 + crop.width).toBeCloseTo(1, 9)
    expect(crop.y * 2 + crop.height).toBeCloseTo(1, 9)
  })

  it('takes all of a picture of the same shape', () => {
    expect(centredCrop({ width: 1920, height: 1080 }, { width: 1280, height: 720 })).toEqual({
      kind: 'crop',
      x: 0,
      y: 0,
      width: 1,
      height: 1,
    })
  })
})
