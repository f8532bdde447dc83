import { describe, expect, test } from 'vitest'
import { startPlayTime, stepPlayTime, type PlayTime } from './play-time'

/** Steps of 1/60 s; `device` says what the sound device shows at a computer time. */
function run(seconds: number, device: (computer: number) => number | null, from = startPlayTime(0)): PlayTime[] {
  const states: PlayTime[] = []
  let state = from
  const begin = from.computer
  for (let step = 1; step <= seconds * 60; step++) {
    const computer = begin + step / 60
    state = stepPlayTime(state, computer, device(computer))
    states.push(state)
  }
  return states
}

describe('play time', () => {
  test('runs with the computer while there is no sound device', () => {
    const last = run(2, () => null).at(-1)!
    expect(last.now).toBeCloseTo(2, 6)
    expect(last.offset).toBeNull()
  })

  test('never waits for a device whose clock does not move', () => {
    const states = run(1, () => 7)
    expect(states.at(-1)!.now).toBeCloseTo(1, 6)
    expect(states.every((state) => state.offset === null)).toBe(true)
  })

  test('follows a device that runs a little fast, without a jump', () => {
    const states = run(60, (computer) => 3 + computer * 1.001)
    const last = states.at(-1)!
    expect(last.device! - last.offset! - last.now).toBeLessThan(0.002)
    expect(new Set(states.slice(2).map((state) => state.offset)).size).toBe(1)
    const steps = states.slice(1).map((state, at) => state.now - states[at]!.now)
    expect(Math.max(...steps)).toBeLessThan((1 / 60) * 1.021)
    expect(Math.min(...steps)).toBeGreaterThan((1 / 60) * 0.979)
  })

  test('a device that reports in coarse steps does not make the picture uneven', () => {
    const states = run(5, (computer) => Math.floor(computer / 0.021) * 0.021)
    const steps = states.slice(1).map((state, at) => state.now - states[at]!.now)
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.0008)
  })

  test('lets go of a device that dies and takes it up again when it lives', () => {
    const dead = run(1, (computer) => Math.min(computer, 0.5))
    expect(dead[29]!.offset).not.toBeNull()
    expect(dead.at(-1)!.offset).toBeNull()
    expect(dead.at(-1)!.now).toBeCloseTo(1, 1)
    const alive = run(1, (computer) => computer - 0.5, dead.at(-1)).at(-1)!
    expect(alive.offset).not.toBeNull()
    expect(alive.device! - alive.offset!).toBeCloseTo(alive.now, 1)
  })

  test('a device that jumped is followed from where it is', () => {
    const before = run(1, (computer) => computer).at(-1)!
    const after = run(1, (computer) => computer - 0.4, before)
    expect(after.at(-1)!.now).toBeCloseTo(2, 1)
    expect(after.at(-1)!.offset).not.toBe(before.offset)
  })
})
