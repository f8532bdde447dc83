import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { rate } from '../time/time'
import { cameraWords } from './camera-description'
import { cameraMoves, moveWindowAt, noSeams, paces, type CameraPath } from './camera-move'
import { arrivalPath, planCamera, planPrompt } from './camera-plan'
import { readCamera } from './camera-words'

const wide = { width: 1280, height: 720 }
const plain = { length: 240, rate: rate(24), size: wide }

function words(prompt: string, length = 240): string {
  return cameraWords(planPrompt(prompt, { ...plain, length }).steps, plain.rate)
}

/** How far the corners of a window reach out of the picture, as a share of it; at most 0 inside. */
function outside(path: CameraPath, frame: number, { width, height }: typeof wide): number {
  const { x, y, scale, roll } = moveWindowAt(path, frame)
  const [cos, sin] = [Math.abs(Math.cos(roll)), Math.abs(Math.sin(roll))]
  const across = (scale / 2) * (width * cos + height * sin)
  const down = (scale / 2) * (width * sin + height * cos)
  return Math.max(Math.abs(x - 0.5) + across / width, Math.abs(y - 0.5) + down / height) - 0.5
}

/** How far the corners of the screen move over the picture from one frame to the next, in sizes of the screen. */
function step(path: CameraPath, frame: number): number {
  const [a, b] = [moveWindowAt(path, frame), moveWindowAt(path, frame + 1)]
  const corner = ({ x, y, scale, roll }: typeof a, right: number, low: number): readonly [number, number] => {
    const [across, down] = [(scale * wide.width * right) / 2, (scale * wide.height * low) / 2]
    const turned = [across * Math.cos(roll) - down * Math.sin(roll), across * Math.sin(roll) + down * Math.cos(roll)]
    return [x * wide.width + (turned[0] ?? 0), y * wide.height + (turned[1] ?? 0)]
  }
  const moved = [-1, 1].flatMap((right) =>
    [-1, 1].map((low) => {
      const [from, to] = [corner(a, right, low), corner(b, right, low)]
      return Math.hypot(to[0] - from[0], to[1] - from[1])
    }),
  )
  return Math.max(...moved) / (a.scale * wide.width)
}

const moves =
  'hold|push in|pull back|zoom in|zoom out|crash zoom|pan left|pan right|whip pan left|tilt up|truck left|crane up|' +
  'orbit left|roll clockwise|quick roll left|handheld'
const others = 'then|while|and|for 3 seconds|over 0.2 s|slowly|;|,|after 2 s|continue|fog rolls by'
const phrase = fc.constantFrom(...moves.split('|'), ...others.split('|'))
const anyPrompt = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc.array(phrase, { maxLength: 24 }).map((list) => list.join(' ')),
)
const anyMoves = fc.uniqueArray(fc.record({ move: fc.constantFrom(...cameraMoves), pace: fc.constantFrom(...paces) }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ move }) => move,
})
const anyShot = fc.record({
  phrases: anyPrompt.map(readCamera),
  length: fc.integer({ min: 1, max: 400 }),
  rate: fc.constantFrom(rate(24), rate(30_000, 1001), rate(60)),
  size: fc.constantFrom(
    wide,
    { width: 720, height: 1280 },
    { width: 1000, height: 1000 },
    { width: 1680, height: 720 },
  ),
  seed: fc.nat(),
  seams: fc.record({ chained: fc.boolean(), entering: fc.option(anyMoves), goesOn: fc.boolean() }),
})

describe('any text over any shot', () => {
  test.prop([anyShot], { numRuns: 100 })('fills exactly its frames and never leaves the picture', (shot) => {
    const { steps, path } = planCamera(shot)
    expect(steps.reduce((sum, { length }) => sum + length, 0)).toBe(shot.length)
    expect(steps.every(({ length }) => length >= 1)).toBe(true)
    const frames = Array.from({ length: shot.length + 4 }, (_, at) => at - 2)
    const scales = frames.map((frame) => moveWindowAt(path, frame).scale)
    expect(scales.every((scale) => scale > 0.1 && scale <= 1 + 1e-9)).toBe(true)
    expect(Math.max(...frames.map((frame) => outside(path, frame, shot.size)))).toBeLessThan(1e-9)
  })

  test.prop([anyShot], { numRuns: 300 })('goes on from step to step where it is', ({ ...shot }) => {
    const { legs } = planCamera(shot).path
    legs.forEach((leg, index) => {
      const next = legs[index + 1]
      if (!next) return
      expect(next.from).toEqual(leg.to)
      expect(next.start).toBe(leg.end)
      expect(next.shake.from).toBe(leg.shake.to)
    })
  })

  test.prop([anyShot], { numRuns: 200 })('begins on the whole of a frame of another shot', (shot) => {
    const { path } = planCamera({ ...shot, seams: { ...noSeams, chained: true } })
    const { x, y, scale, roll } = moveWindowAt(path, 0)
    expect([x, y, scale, roll].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0.5, 0.5, 1, 0])
  })

  test.prop([anyShot], { numRuns: 100 })('ends on all of the picture it arrives at', (shot) => {
    const plan = planCamera(shot)
    const first = Math.floor(shot.length / 4)
    const path = arrivalPath(plan, shot, first)
    const reaches = Array.from({ length: shot.length }, (_, frame) => outside(path, frame, shot.size))
    expect(Math.max(...reaches)).toBeLessThan(1e-9)
    const last = moveWindowAt(path, Math.max(first + 1, shot.length - 1))
    expect([last.x, last.y, last.scale].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0.5, 0.5, 1])
  })
})

describe('time', () => {
  it('gives said times and shares the rest', () => {
    expect(words('hold 2 seconds, then pan right over 5', 7 * 24)).toBe('Hold 2 s, then pan right 5 s')
    expect(words('hold 2 seconds, then pan right')).toBe('Hold 2 s, then pan right 8 s')
    expect(words('pan right, tilt up')).toBe('Pan right 5 s, then tilt up 5 s')
    expect(words('pan right over 4 s')).toBe('Pan right 4 s, then hold 6 s')
    expect(words('pan right 4 s, hold 1 s')).toBe('Pan right 4 s, then hold 6 s')
    expect(words('crash zoom')).toBe('Crash zoom in 0.8 s, then hold 9.3 s')
    expect(words('slow pan left while zooming in')).toBe('Slow pan left with zoom in 10 s')
    expect(words('fog over the sea')).toBe('Push in 10 s')
  })

  it('shortens what does not fit and says so', () => {
    const { steps, notes } = planPrompt('hold 4 s, then pan right over 16 s', { ...plain, length: 120 })
    expect(cameraWords(steps, plain.rate)).toBe('Hold 1 s, then pan right 4 s')
    expect(notes).toEqual(['The prompt’s moves take 20 s and the shot has 5 s, so each is shortened.'])
  })

  it('leaves a move without a time some of a shot that is too short', () => {
    expect(words('hold 20 s, then pan right', 120)).toBe('Hold 4.5 s, then pan right 0.5 s')
  })

  it('says what it can not draw', () => {
    expect(planPrompt('pull back', plain).notes).toEqual(['It begins closer in, to have room to pull back.'])
    expect(planPrompt('pull back', { ...plain, seams: { ...noSeams, chained: true } }).notes).toHaveLength(1)
    expect(planPrompt('push in for 5 s, then pull back', plain).notes).toEqual([])
  })
})

describe('a move across a seam', () => {
  const entering = [{ move: 'panRight', pace: 'normal' }] as const

  it('neither stops nor starts where the next shot goes on', () => {
    for (const prompt of ['pan right', 'push in', 'tilt down', 'orbit left', 'roll left', 'truck left']) {
      const moves = planPrompt(prompt, plain).steps[0]!.moves
      const before = planPrompt(prompt, { ...plain, seams: { ...noSeams, goesOn: true } }).path
      const after = planPrompt(prompt, { ...plain, seams: { chained: true, entering: moves, goesOn: false } }).path
      const share = step(after, 0) / step(before, 238)
      expect(share).toBeGreaterThan(0.9)
      expect(share).toBeLessThan(1.1)
      // The frame they share is not shown twice.
      expect(moveWindowAt(after, 0)).not.toEqual({ x: 0.5, y: 0.5, scale: 1, roll: 0 })
      expect(step(planPrompt(prompt, plain).path, 238)).toBeLessThan(step(before, 238))
    }
  })

  it('comes softly where another move begins', () => {
    const { path } = planPrompt('tilt up', { ...plain, seams: { chained: true, entering, goesOn: false } })
    expect(moveWindowAt(path, 0)).toEqual({ x: 0.5, y: 0.5, scale: 1, roll: 0 })
    expect(step(path, 0)).toBeLessThan(step(path, 100) / 4)
  })

  it('shakes alike by the same seed and otherwise by another', () => {
    const at = (seed: number): unknown => moveWindowAt(planPrompt('handheld', { ...plain, seed }).path, 100)
    expect(at(7)).toEqual(at(7))
    expect(at(7)).not.toEqual(at(8))
  })
})
