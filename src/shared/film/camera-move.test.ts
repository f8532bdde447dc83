import { test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { cameraMoveFromPrompt, cameraMoves, moveWindowAt, movePath } from './camera-move'

describe('cameraMoveFromPrompt', () => {
  it.each([
    ['Slow push in on her face', 'pushIn'],
    ['The camera pushes in gently', 'pushIn'],
    ['dolly forward through the hall', 'pushIn'],
    ['Zooming in on the letter', 'pushIn'],
    ['pull back to reveal the valley', 'pullBack'],
    ['Camera slowly pulls out', 'pullBack'],
    ['dollying back', 'pullBack'],
    ['pan left across the harbour', 'panLeft'],
    ['Panning slowly to the left', 'panLeft'],
    ['sliding right past the columns', 'panRight'],
    ['dolly left along the shelf', 'panLeft'],
    ['The camera moves gently to the right', 'panRight'],
    ['tilt up to the stars', 'tiltUp'],
    ['the camera tilts slowly up', 'tiltUp'],
    ['crane shot rising over the roofs, camera rises', 'tiltUp'],
    ['tilting down to her hands', 'tiltDown'],
    ['pedestal down', 'tiltDown'],
    ['Static shot, fog rolls by', 'hold'],
    ['locked-off wide', 'hold'],
    ['The camera holds on the empty chair', 'hold'],
    ['no camera movement', 'hold'],
  ] as const)('%s', (prompt, move) => {
    expect(cameraMoveFromPrompt(prompt)).toBe(move)
  })

  it.each(['A woman holds a lantern', 'The sun rises over the sea', 'Steam in the pans on the stove, left alone', ''])(
    'does not take what people and things do for a camera move: "%s"',
    (prompt) => {
      expect(cameraMoveFromPrompt(prompt)).toBe('pushIn')
    },
  )

  it('takes the first move that is named', () => {
    expect(cameraMoveFromPrompt('Pan right along the pier, then push in')).toBe('panRight')
  })

  test.prop([fc.string({ maxLength: 2000 })])('answers any text with a known move', (prompt) => {
    expect(cameraMoves).toContain(cameraMoveFromPrompt(prompt))
  })
})

describe('moveWindowAt', () => {
  const anyMove = fc.constantFrom(...cameraMoves)

  test.prop([anyMove, fc.integer({ min: 2, max: 5000 })])('begins and ends exactly on its path', (move, length) => {
    expect(moveWindowAt(move, 0, length)).toEqual(movePath(move).from)
    const last = moveWindowAt(move, length - 1, length)
    const { to } = movePath(move)
    expect(last.x).toBeCloseTo(to.x, 12)
    expect(last.y).toBeCloseTo(to.y, 12)
    expect(last.scale).toBeCloseTo(to.scale, 12)
  })

  test.prop([anyMove, fc.integer({ min: -5, max: 400 }), fc.integer({ min: 1, max: 300 })])(
    'never looks outside the picture',
    (move, frame, length) => {
      const window = moveWindowAt(move, frame, length)
      for (const centre of [window.x, window.y]) {
        expect(centre - window.scale / 2).toBeGreaterThanOrEqual(-1e-12)
        expect(centre + window.scale / 2).toBeLessThanOrEqual(1 + 1e-12)
      }
    },
  )

  it('stands still for a film of one frame', () => {
    expect(moveWindowAt('panLeft', 0, 1)).toEqual(movePath('panLeft').from)
  })
})
