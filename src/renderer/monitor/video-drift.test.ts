import { describe, expect, test } from 'vitest'
import { correctDrift } from './video-drift'

const rate = 24

function fix(position: number, at: number, lastSeek = 0, video = {}) {
  return correctDrift({ lastSeek }, { at, paused: false, seeking: false, rate, ...video }, position, 10)
}

describe('a playing video', () => {
  test('is left alone while it is on the clock', () => {
    expect(fix(48.1, 2)).toMatchObject({ speed: 1, seekTo: null })
  })

  test('plays a little faster when it is behind and slower when ahead', () => {
    expect(fix(49, 2)).toMatchObject({ speed: 1.1, seekTo: null })
    expect(fix(52, 2)).toMatchObject({ speed: 1.4, seekTo: null })
    expect(fix(47.5, 2)).toMatchObject({ speed: 0.95, seekTo: null })
  })

  test('waits when it is well ahead', () => {
    expect(fix(46, 2)).toMatchObject({ play: false, seekTo: null })
  })

  test('is sent to its place when it is lost, and not again at once', () => {
    const far = fix(96, 2)
    expect(far.seekTo).toBeCloseTo(4.06)
    expect(far.state.lastSeek).toBe(10)
    expect(fix(96, 2, 9.8)).toMatchObject({ speed: 1.5, seekTo: null })
  })

  test('is not disturbed while it seeks', () => {
    expect(fix(96, 2, 0, { seeking: true })).toMatchObject({ speed: 1, seekTo: null })
  })

  test('waits for the clock while it stands a little ahead, then starts', () => {
    expect(fix(48, 48.5 / 24, 0, { paused: true })).toMatchObject({ play: false, seekTo: null })
    expect(fix(48.4, 48.5 / 24, 0, { paused: true })).toMatchObject({ play: true, seekTo: null })
    expect(fix(90, 48.5 / 24, 0, { paused: true })).toMatchObject({ play: true })
  })
})
