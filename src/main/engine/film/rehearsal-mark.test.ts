import { describe, expect, it } from 'vitest'
import { drawRehearsalMark, rehearsalMarkPlace } from './rehearsal-mark'

describe('drawRehearsalMark', () => {
  it.each([
    [320, 180],
    [1280, 720],
    [720, 1280],
    [3840, 2160],
  ])('fits a film of %i x %i, on even pixels', (width, height) => {
    const mark = drawRehearsalMark({ width, height })
    const place = rehearsalMarkPlace({ width, height })
    expect(mark.pixels.length).toBe(mark.width * mark.height * 4)
    for (const number of [mark.width, mark.height, place.x, place.y]) expect(number % 2).toBe(0)
    expect(place.x + mark.width).toBeLessThan(width / 2)
    expect(place.y + mark.height).toBeLessThan(height / 4)
  })

  it('is light letters on a darker, half-clear pill with clear corners', () => {
    const { width, height, pixels } = drawRehearsalMark({ width: 1280, height: 720 })
    const pixel = (x: number, y: number): readonly number[] => [
      ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
    ]
    expect(pixel(0, 0)[3]).toBe(0)
    expect(pixel(width / 2, 2)).toEqual([0, 0, 0, 128])
    const row = Array.from({ length: width }, (_, x) => pixel(x, height / 2))
    expect(row.filter(([shade, , , alpha]) => Number(shade) > 230 && Number(alpha) > 230).length).toBeGreaterThan(10)
  })
})
