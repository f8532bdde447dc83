import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { dismissHint, followFilm, hints, type FilmProgress, type HintState } from './next-hint'

const start: HintState = { shown: null, seen: [] }
const empty: FilmProgress = { shots: 0, prompted: 0, generations: 0, takes: 0 }

describe('hints for a newcomer', () => {
  it('come at their moments, one after the other, as the film grows', () => {
    const dropped = followFilm(start, { ...empty, shots: 3 })
    expect(dropped.shown).toBe('prompt')
    const written = followFilm(dropped, { ...empty, shots: 3, prompted: 1 })
    expect(written).toEqual({ shown: 'rehearse', seen: ['prompt'] })
    const sent = followFilm(written, { ...empty, shots: 3, prompted: 1, generations: 1 })
    expect(sent.shown).toBeNull()
    const ready = followFilm(sent, { ...empty, shots: 3, prompted: 1, generations: 1, takes: 1 })
    expect(ready).toEqual({ shown: 'export', seen: ['prompt', 'rehearse'] })
    expect(dismissHint(ready)).toEqual({ shown: null, seen: hints })
  })

  it('wait while another film is open, and are not lost by it', () => {
    const dropped = followFilm(start, { ...empty, shots: 1 })
    const away = followFilm(dropped, null)
    expect(away).toEqual(start)
    expect(followFilm(away, { ...empty, shots: 1 }).shown).toBe('prompt')
  })

  const film = fc.record({ shots: fc.nat(9), prompted: fc.nat(9), generations: fc.nat(9), takes: fc.nat(9) })
  property.prop([fc.array(fc.oneof(fc.constant(null), fc.constant('dismiss' as const), film))])(
    'are never shown again once they were seen',
    (moments) => {
      let state = start
      for (const moment of moments) {
        const before = state
        state = moment === 'dismiss' ? dismissHint(state) : followFilm(state, moment)
        expect(before.seen.every((hint) => state.seen.includes(hint))).toBe(true)
        expect(state.shown !== null && state.seen.includes(state.shown)).toBe(false)
        expect(new Set(state.seen).size).toBe(state.seen.length)
      }
    },
  )
})
