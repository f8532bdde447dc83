import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { rate } from '../../shared/time/time'
import { ticksPerFrame, type Run } from './film-clock'
import { soundPieces } from './sound-schedule'

function run(change: Partial<Run>): Run {
  return { ticks: 0, frame: 0, speed: 1, rate: rate(24), range: { start: 0, end: 240 }, loop: false, ...change }
}

describe('pieces of sound', () => {
  test('follow the blocks from the middle of one', () => {
    expect(soundPieces(run({ frame: 36, ticks: 500 }), 500, 60_000)).toEqual([
      { tick: 500, block: 1, offset: 24_000, count: 24_000 },
      { tick: 24_500, block: 2, offset: 0, count: 48_000 },
    ])
  })

  test('join a run late at the right sample', () => {
    expect(soundPieces(run({}), 47_000, 47_500)).toEqual([{ tick: 47_000, block: 0, offset: 47_000, count: 1000 }])
  })

  test('end with the range', () => {
    expect(soundPieces(run({ range: { start: 0, end: 30 } }), 0, 480_000)).toEqual([
      { tick: 0, block: 0, offset: 0, count: 48_000 },
      { tick: 48_000, block: 1, offset: 0, count: 12_000 },
    ])
  })

  test('go around the loop without a gap', () => {
    expect(soundPieces(run({ frame: 40, range: { start: 36, end: 48 }, loop: true }), 0, 60_000)).toEqual([
      { tick: 0, block: 1, offset: 32_000, count: 16_000 },
      { tick: 16_000, block: 1, offset: 24_000, count: 24_000 },
      { tick: 40_000, block: 1, offset: 24_000, count: 24_000 },
    ])
  })

  property.prop([
    fc.constantFrom(rate(24), rate(25), rate(24_000, 1001), rate(30_000, 1001), rate(60_000, 1001)),
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 1, max: 300 }),
    fc.nat(3_000_000),
    fc.boolean(),
  ])('leave no gap and stay on the frame the clock shows', (at, start, span, from, loop) => {
    const playing = run({ rate: at, range: { start, end: start + span }, frame: start, loop })
    let expected = from
    for (const piece of soundPieces(playing, from, from + 200_000)) {
      expect(piece.tick).toBe(expected)
      expected += piece.count
      const sample = piece.block * 48_000 + piece.offset
      const frames = (piece.tick / ticksPerFrame(at)) % span
      const away = Math.abs(sample / ticksPerFrame(at) - start - frames)
      expect(Math.min(away, span - away) * ticksPerFrame(at)).toBeLessThan(1.5)
    }
    if (loop) expect(expected).toBeGreaterThanOrEqual(from + 200_000)
  })
})
