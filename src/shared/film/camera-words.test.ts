import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { PacedMove } from './camera-move'
import { readCamera, stepsOf } from './camera-words'

/** `panRight 5 > hold`: the steps as they are read, `+` for at the same time, pace where it is one. */
function read(prompt: string, entering: readonly PacedMove[] | null = null): string {
  return stepsOf(readCamera(prompt), entering)
    .map(({ moves, seconds }) => {
      const words = moves.map(({ move, pace }) => (pace === 'normal' ? move : `${move}/${pace}`)).join('+')
      return seconds === null ? words : `${words} ${seconds}`
    })
    .join(' > ')
}

describe('the words of the camera', () => {
  it.each([
    ['Slow push in on her face', 'dollyIn/slow'],
    ['The camera pushes in gently', 'dollyIn/slow'],
    ['dolly forward through the hall', 'dollyIn'],
    ['tracking shot through the market', 'dollyIn'],
    ['pull back to reveal the valley', 'dollyOut'],
    ['Camera slowly pulls out', 'dollyOut/slow'],
    ['dollying back', 'dollyOut'],
    ['Zooming in on the letter', 'zoomIn'],
    ['a slow zoom on the letter', 'zoomIn/slow'],
    ['zoom out', 'zoomOut'],
    ['crash zoom on his eyes', 'crashZoomIn'],
    ['crash zoom out', 'crashZoomOut'],
    ['pan left across the harbour', 'panLeft'],
    ['Panning slowly to the left', 'panLeft/slow'],
    ['a pan right along the pier', 'panRight'],
    ['quick pan right', 'panRight/quick'],
    ['whip pan left', 'whipPanLeft'],
    ['the camera sweeps from right to left', 'panLeft'],
    ['sliding right past the columns', 'truckRight'],
    ['dolly left along the shelf', 'truckLeft'],
    ['truck right', 'truckRight'],
    ['The camera moves gently to the right', 'truckRight/slow'],
    ['tilt up to the stars', 'tiltUp'],
    ['the camera tilts slowly up', 'tiltUp/slow'],
    ['tilting down to her hands', 'tiltDown'],
    ['crane shot rising over the roofs, camera rises', 'craneUp'],
    ['boom up', 'craneUp'],
    ['pedestal down', 'craneDown'],
    ['orbit around the statue', 'orbitRight'],
    ['camera circles the tower', 'orbitRight'],
    ['arc left', 'orbitLeft'],
    ['roll clockwise', 'rollRight'],
    ['camera rolls left', 'rollLeft'],
    ['handheld, slight sway', 'handheld'],
    ['shaky cam', 'handheld'],
    ['Static shot, fog rolls by', 'hold'],
    ['locked-off wide', 'hold'],
    ['The camera holds on the empty chair', 'hold'],
    ['no camera movement', 'hold'],
  ])('%s', (prompt, steps) => {
    expect(read(prompt)).toBe(steps)
  })

  it.each([
    'A woman holds a lantern',
    'Hold hands and run',
    'The sun rises over the sea',
    'Steam in the pans on the stove, left alone',
    'The pans left on the stove',
    'a truck left the road',
    'the ship rolls left',
    'she tilts up her chin',
    'he pushes in the door',
    'pull back the curtain',
    'a zoom call in the office',
    'static electricity crackles',
    'the handheld fan spins',
    'Japanese company, expanding, craned necks, trolley',
    'the road continues to the sea',
    '',
  ])('does not take what people and things do for a camera move: "%s"', (prompt) => {
    expect(read(prompt)).toBe('')
  })

  it.each([
    ['no zoom, pan right', 'panRight'],
    ['without panning left or zooming in', 'hold'],
    ['no zoom', 'hold'],
    ['don’t pan left; tilt up', 'tiltUp'],
    ['instead of zooming in, push in', 'dollyIn'],
  ])('leaves out what is refused: "%s"', (prompt, steps) => {
    expect(read(prompt)).toBe(steps)
  })
})

describe('times and order', () => {
  it.each([
    ['hold 2 seconds, then pan right over 5', 'hold 2 > panRight 5'],
    ['hold for two seconds then slowly push in', 'hold 2 > dollyIn/slow'],
    ['2-second hold, then pull back', 'hold 2 > dollyOut'],
    ['hold half a second; whip pan right', 'hold 0.5 > whipPanRight'],
    ['after 1.5 seconds, pan left', 'hold 1.5 > panLeft'],
    ['push in, after 3 s pan right', 'dollyIn 3 > panRight'],
    ['pan right while zooming in', 'panRight+zoomIn'],
    ['pan right and tilt up for 3 s; then hold', 'panRight+tiltUp 3 > hold'],
    ['pan right and pan left', 'panRight > panLeft'],
    ['pan right for 2 s and tilt up for 1 s', 'panRight 2 > tiltUp 1'],
    ['crane up\nhold\npan left', 'craneUp > hold > panLeft'],
    ['orbit around the statue, slowly, over 4 seconds', 'orbitRight/slow 4'],
    ['pan right, handheld', 'panRight+handheld'],
    ['hold one second, then handheld', 'hold 1 > handheld'],
    ['Pan slowly right over the roofs for 3 seconds. The bells ring. Then tilt down.', 'panRight/slow 3 > tiltDown'],
    ['slow motion waves, pan right', 'panRight'],
    ['a clock shows 10 seconds. Pan right', 'panRight'],
  ])('%s', (prompt, steps) => {
    expect(read(prompt)).toBe(steps)
  })

  it('goes on with the move that was under way', () => {
    const entering = [{ move: 'panRight', pace: 'slow' }] as const
    expect(read('continue for 2 s, then hold', entering)).toBe('panRight/slow 2 > hold')
    expect(read('The camera continues', entering)).toBe('panRight/slow')
    expect(read('continue', null)).toBe('dollyIn')
  })

  const word = fc.constantFrom(
    ...'hold|pan|right|left|zoom|in|then|and|for|3|s|,|;|no|camera|continue|after|0|99999|1e9|slowly|handheld|\n'.split(
      '|',
    ),
    ...'roll|orbit|tilt up|a second|while'.split('|'),
  )
  test.prop([
    fc.oneof(
      fc.string({ maxLength: 3000 }),
      fc.array(word, { maxLength: 80 }).map((list) => list.join(' ')),
    ),
  ])('reads any text in a few steps with positive times', (prompt) => {
    const steps = stepsOf(readCamera(prompt), null)
    expect(steps.length).toBeLessThanOrEqual(12)
    for (const { moves, seconds } of steps) {
      expect(moves.length).toBeGreaterThan(0)
      if (seconds !== null) expect(seconds > 0 && seconds <= 3600).toBe(true)
    }
  })

  it('reads the longest prompt without stopping the app', () => {
    readCamera('the camera moves and pans, no zoom '.repeat(600).slice(0, 20_000))
    expect(readCamera('moves tracks orbits rises '.repeat(800).slice(0, 20_000))).toEqual([])
  })
})
