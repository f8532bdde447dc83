import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawWaveform } from './draw-waveform'
import { gainText } from './gain-text'
import { edgeScroll } from './gestures/run-gesture'
import { trimAt } from './gestures/trim-at'
import { stripFrames, tileCount, tileFrames } from './strip-tiles'
import type { Frames } from '../../shared/time/time'

const whole = { start: 100, length: 120, sourceIn: 0, sourceLength: 120 }

function clip(fields: typeof whole): Parameters<typeof trimAt>[0] {
  return fields as unknown as Record<keyof typeof whole, Frames>
}

describe('a trim', () => {
  it('puts the edge under the pointer, in source frames', () => {
    expect(trimAt(clip(whole), 'in', 130)).toEqual({ sourceFrame: 30, filmFrame: 130 })
    expect(trimAt(clip(whole), 'out', 200)).toEqual({ sourceFrame: 100, filmFrame: 200 })
    const inner = clip({ start: 100, length: 50, sourceIn: 40, sourceLength: 120 })
    expect(trimAt(inner, 'in', 80)).toEqual({ sourceFrame: 20, filmFrame: 80 })
  })

  it('stays inside the source and a frame from the other edge', () => {
    fc.assert(
      fc.property(
        fc.record({
          start: fc.nat(500),
          length: fc.integer({ min: 1, max: 100 }),
          sourceIn: fc.nat(50),
          spare: fc.nat(50),
        }),
        fc.constantFrom('in' as const, 'out' as const),
        fc.double({ min: -1000, max: 2000, noNaN: true }),
        ({ start, length, sourceIn, spare }, edge, wanted) => {
          const sourceLength = sourceIn + length + spare
          const { sourceFrame } = trimAt(clip({ start, length, sourceIn, sourceLength }), edge, wanted)
          const [from, to] = edge === 'in' ? [sourceFrame, sourceIn + length] : [sourceIn, sourceFrame]
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(sourceLength)
          expect(to - from).toBeGreaterThanOrEqual(1)
        },
      ),
    )
  })
})

describe('scrolling at the edges', () => {
  it('is nothing in the middle, faster further out, and bounded', () => {
    expect(edgeScroll(500, 100, 900)).toBe(0)
    expect(edgeScroll(110, 100, 900)).toBeLessThan(0)
    expect(edgeScroll(895, 100, 900)).toBeGreaterThan(0)
    expect(edgeScroll(5000, 100, 900)).toBe(30)
    expect(edgeScroll(-5000, 100, 900)).toBe(-30)
  })
})

describe('the filmstrip on a clip', () => {
  it('shows what the clip begins and ends with at its ends', () => {
    expect(tileFrames(3, { sourceIn: 0, length: 120, sourceLength: 120 })).toEqual([0, 4, 9])
    expect(tileFrames(2, { sourceIn: 60, length: 24, sourceLength: 120 })).toEqual([5, 6])
    expect(tileFrames(1, { sourceIn: 0, length: 120, sourceLength: 120 })).toEqual([4])
  })

  it('never asks for a frame that the strip does not have', () => {
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.nat(400),
        fc.nat(400),
        fc.integer({ min: 1, max: 30 }),
        (from, length, rest, count) => {
          const tiles = tileFrames(count, { sourceIn: from, length, sourceLength: from + length + rest })
          expect(tiles.every((tile) => tile >= 0 && tile < stripFrames)).toBe(true)
          expect(tiles).toEqual([...tiles].sort((a, b) => a - b))
        },
      ),
    )
  })

  it('has no tile wider than the picture', () => {
    expect([1, 90, 91, 400].map((width) => tileCount(width, 90))).toEqual([1, 1, 2, 5])
  })
})

describe('the waveform', () => {
  const peaks = Int8Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? -64 : 32))

  it('draws bars around the middle, as loud as they are heard', () => {
    const bars: number[][] = []
    const context = { fillRect: (...bar: number[]) => bars.push(bar) } as unknown as CanvasRenderingContext2D
    drawWaveform(context, peaks, { from: 0, secondsPerPixel: 0.01, width: 6, height: 42, loudness: 2 })
    expect(bars).toEqual([
      [0, 1, 2, 40],
      [3, 1, 2, 40],
    ])
  })

  it('draws a hair of silence behind the end of the sound', () => {
    const bars: number[][] = []
    const context = { fillRect: (...bar: number[]) => bars.push(bar) } as unknown as CanvasRenderingContext2D
    drawWaveform(context, peaks, { from: 5, secondsPerPixel: 0.01, width: 2, height: 42, loudness: 2 })
    expect(bars).toEqual([[0, 20.5, 2, 1]])
  })
})

it('writes gain with a true minus sign', () => {
  expect([0, -6, 3.5, -60].map(gainText)).toEqual(['0 dB', '−6 dB', '+3.5 dB', 'silent'])
})
