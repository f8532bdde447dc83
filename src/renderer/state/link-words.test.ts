import { describe, expect, it } from 'vitest'
import type { ShotId } from '../../shared/ids'
import { seconds } from '../../shared/time/time'
import { sampleDocument, sampleShot } from '../../test-support/sample-film'
import { frameWords, loopWords, shotCalled, staleWords, theFrame } from './link-words'

const id = (number: number): ShotId => `s${number}` as ShotId
const called = (shotId: ShotId): string => `shot ${shotId.slice(1)}`

describe('the words of a link', () => {
  it('name the frame', () => {
    expect(frameWords('lastVisible')).toBe('last frame')
    expect(theFrame('firstVisible')).toBe('the first frame')
    expect(theFrame(seconds(77, 24))).toBe('the frame at 3.2 s')
  })

  it('name a shot by its place, or by its name where it has none', () => {
    const film = sampleDocument({ shots: [sampleShot(1, { name: 'Harbour' })], clips: [] })
    expect(shotCalled(id(1), new Map([[id(1), 4]]), film)).toBe('shot 4')
    expect(shotCalled(id(1), new Map(), film)).toBe('“Harbour”')
  })

  it('go round a loop', () => {
    const shots = [sampleShot(1, { name: 'Harbour' }), sampleShot(2, { name: 'Gulls' })]
    const film = sampleDocument({ shots, clips: [] })
    expect(loopWords([id(1), id(2), id(1)], film)).toBe('Harbour → Gulls → Harbour')
  })

  it('say why a shot is stale', () => {
    const cause = { shotId: id(2), end: 'start', what: 'take' } as const
    expect(staleWords([cause], called)).toBe('Shot 2, which it starts from, has another take now.')
    expect(staleWords([{ ...cause, end: 'end' }], called)).toBe('Shot 2, which it ends on, has another take now.')
    expect(staleWords([cause, { ...cause, shotId: id(5), end: 'end' }], called)).toBe(
      'Shot 2 and shot 5 have other takes now.',
    )
    expect(staleWords([{ ...cause, what: 'frame' }], called)).toBe(
      'The frame of shot 2 that it starts from is another one now.',
    )
  })
})
