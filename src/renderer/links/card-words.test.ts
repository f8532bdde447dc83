import { expect, it } from 'vitest'
import type { FrameLink } from '../../shared/continuity/graph'
import type { ShotId, TakeId } from '../../shared/ids'
import { cardWords } from './card-words'

const id = (number: number): ShotId => `s${number}` as ShotId
const called = (shotId: ShotId): string => `shot ${shotId.slice(1)}`
const link = (from: number, to: number, more: Partial<FrameLink> = {}): FrameLink => {
  return { from: id(from), to: id(to), end: 'start', take: 'pick', frame: 'lastVisible', ...more }
}

it('tells what a shot takes and who takes a frame of it', () => {
  const links = [link(1, 2), link(3, 2, { end: 'end', take: 't1' as TakeId, frame: 'firstVisible' }), link(2, 4)]
  expect(cardWords(id(2), links, called)).toBe(
    'takes the last frame of shot 1; ends on the first frame of shot 3, pinned; shot 4 takes a frame of it',
  )
  expect(cardWords(id(1), [...links, link(1, 4)], called)).toBe('shot 2 and shot 4 take a frame of it')
  expect(cardWords(id(9), links, called)).toBe('no links')
})
