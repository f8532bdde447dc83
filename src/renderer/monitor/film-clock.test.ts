import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { rate, type Rate } from '../../shared/time/time'
import { advanceClock, stoppedClock, ticksPerSecond, type ClockInput, type ClockState } from './film-clock'

const still = { frame: 0, speed: 0, loop: false, inPoint: null, outPoint: null, scrubbing: false }

function input(change: Partial<ClockInput['wanted']>, ticks = 0, at: Rate = rate(24), length = 100): ClockInput {
  return { ticks, wanted: { ...still, ...change }, rate: at, length }
}

/** Plays on as the player does: every frame the clock gives is written back as the wanted one. */
function play(from: Partial<ClockInput['wanted']>, ticks: readonly number[], at?: Rate, length?: number): number[] {
  let state: ClockState = advanceClock(stoppedClock, input(from, 0, at, length))
  return ticks.map((tick) => {
    state = advanceClock(state, input({ ...from, frame: state.frame }, tick, at, length))
    return state.frame
  })
}

describe('a running clock', () => {
  test('shows every frame for its whole length', () => {
    expect(play({ speed: 1 }, [1999, 2000, 3999, 4000])).toEqual([0, 1, 1, 2])
  })

  test('goes 8 times as fast, and backward', () => {
    expect(play({ speed: 8 }, [250, 2000])).toEqual([1, 8])
    expect(play({ speed: -2, frame: 50 }, [999, 1000, 10_000])).toEqual([50, 49, 40])
  })

  property.prop([
    fc.constantFrom(rate(24), rate(25), rate(30), rate(24_000, 1001), rate(30_000, 1001), rate(60_000, 1001)),
    fc.integer({ min: 0, max: 500_000 }),
  ])('shows frame k from the first tick of frame k on', (at, k) => {
    const first = Math.ceil((k * at[1] * ticksPerSecond) / at[0])
    expect(play({ speed: 1 }, [first], at, 1_000_000)).toEqual([k])
    if (k > 0) expect(play({ speed: 1 }, [first - 1], at, 1_000_000)).toEqual([k - 1])
  })

  test('says how far into the frame it is', () => {
    let state = advanceClock(stoppedClock, input({ speed: 1, frame: 5 }))
    state = advanceClock(state, input({ speed: 1, frame: 5 }, 1500))
    expect(state).toMatchObject({ frame: 5, position: 5.75 })
  })
})

describe('the ends', () => {
  test('the last frame stays and playing ends', () => {
    let state = advanceClock(stoppedClock, input({ speed: 1, frame: 98 }))
    state = advanceClock(state, input({ speed: 1, frame: 98 }, 3999))
    expect(state).toMatchObject({ frame: 99, ended: false })
    state = advanceClock(state, input({ speed: 1, frame: 99 }, 4000))
    expect(state).toMatchObject({ frame: 99, ended: true })
  })

  test('backward ends on the first frame', () => {
    let state = advanceClock(stoppedClock, input({ speed: -4, frame: 1 }))
    state = advanceClock(state, input({ speed: -4, frame: 1 }, 1000))
    expect(state).toMatchObject({ frame: 0, ended: true })
  })

  test('stops at the out point when playing inside the marks, and passes it from outside', () => {
    const marks = { inPoint: 10, outPoint: 20 }
    expect(play({ speed: 1, frame: 15, ...marks }, [100_000])).toEqual([19])
    expect(play({ speed: 1, frame: 30, ...marks }, [100_000])).toEqual([80])
  })

  test('loops the film, or the marked range, in both directions', () => {
    expect(play({ speed: 1, frame: 99, loop: true }, [1999, 2000, 4000])).toEqual([99, 0, 1])
    expect(play({ speed: 1, frame: 19, loop: true, inPoint: 10, outPoint: 20 }, [2000, 22_000])).toEqual([10, 10])
    expect(play({ speed: -1, frame: 10, loop: true, inPoint: 10, outPoint: 20 }, [2000])).toEqual([19])
  })
})

describe('changes while it runs', () => {
  test('a frame it did not write is a seek', () => {
    let state = advanceClock(stoppedClock, input({ speed: 1 }))
    state = advanceClock(state, input({ speed: 1, frame: 40 }, 1500))
    expect(state).toMatchObject({ frame: 40, position: 40 })
    state = advanceClock(state, input({ speed: 1, frame: 40 }, 3500))
    expect(state.frame).toBe(41)
  })

  test('a new rule keeps the beat, a new speed begins now', () => {
    const started = advanceClock(stoppedClock, input({ speed: 1 }))
    const later = advanceClock(started, input({ speed: 1 }, 3000))
    expect(later).toMatchObject({ frame: 1, position: 1.5 })
    const looped = advanceClock(later, input({ speed: 1, frame: 1, loop: true }, 3000))
    expect(looped).toMatchObject({ frame: 1, position: 1.5 })
    expect(looped.run).not.toBe(later.run)
    const faster = advanceClock(looped, input({ speed: 2, frame: 1, loop: true }, 3000))
    expect(faster).toMatchObject({ frame: 1, position: 1 })
  })

  test('a film that became shorter ends the run on its last frame', () => {
    const started = advanceClock(stoppedClock, input({ speed: 1, frame: 90 }))
    expect(advanceClock(started, input({ speed: 1, frame: 90 }, 100, rate(24), 50))).toMatchObject({ frame: 49 })
  })

  test('scrubbing holds the clock', () => {
    const started = advanceClock(stoppedClock, input({ speed: 1 }))
    const held = advanceClock(started, input({ speed: 1, frame: 30, scrubbing: true }, 50_000))
    expect(held).toMatchObject({ run: null, frame: 30 })
  })

  test('an empty film has one place to be', () => {
    expect(advanceClock(stoppedClock, input({ speed: 1, frame: 30 }, 0, rate(24), 0))).toMatchObject({
      run: null,
      frame: 0,
    })
  })
})
