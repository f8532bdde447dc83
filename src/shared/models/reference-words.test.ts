import { expect, it } from 'vitest'
import { findModel } from './catalogue'
import { noteWords, shownWords, supportWords } from './reference-words'
import type { ReferenceNote } from './send-references'

const note = (name: string, why: ReferenceNote['why'], kind: ReferenceNote['kind'] = 'picture'): ReferenceNote => ({
  kind,
  name,
  why,
})

it('tells what goes with a shot', () => {
  const picture = (name: string) => ({ kind: 'picture', name }) as const
  const sound = { kind: 'sound', name: 'waves.mp3' } as const
  expect(shownWords([picture('Mara'), picture('old_harbour'), picture('Mara'), sound, sound])).toBe(
    'with Mara (2 pictures), old harbour and 2 sounds',
  )
  expect(shownWords([{ kind: 'video', name: 'walk' }])).toBe('with 1 video')
  expect(shownWords([])).toBeNull()
})

it('tells what a model takes', () => {
  expect(supportWords(findModel('runway', 'wan3')!)).toBe(
    'up to 10 pictures, sounds and videos from words alone; sounds and videos beside a start frame',
  )
  expect(supportWords(findModel('runway', 'grok_imagine_1_5')!)).toBe(
    'up to 7 pictures and up to 3 sounds from words alone',
  )
  expect(supportWords(findModel('runway', 'veo3.1')!)).toBeNull()
})

it('tells what is sent as words and what is not sent, together where the reason is one', () => {
  const notes = [
    note('Maria', 'unknown'),
    note('Mara', 'frameInstead'),
    note('boat', 'frameInstead'),
    note('noir', 'notTaken'),
    note('Ghost', 'empty'),
    note('waves.mp3', 'notTaken', 'sound'),
    note('walk', 'frameInstead', 'video'),
    note('Nora', 'goesOn'),
    note('rain.mp3', 'goesOn', 'sound'),
  ]
  expect(noteWords(notes, 'Veo 3.1')).toEqual([
    'There is no reference called Maria. Add it under References, or take out the @.',
    'Veo 3.1 takes a first frame or references, not both: @Mara and @boat are sent as plain words.',
    'A clip that goes on from another takes no references: @Nora is sent as plain words.',
    'Veo 3.1 takes no reference pictures: @noir is sent as plain words.',
    '@Ghost has no picture yet and is sent as plain words.',
    'A clip that goes on from another takes no sounds: “rain.mp3” is not sent.',
    'Veo 3.1 takes no reference sounds: “waves.mp3” is not sent.',
    'Veo 3.1 takes no reference videos beside a first frame: “walk” is not sent.',
  ])
  expect(noteWords([], 'Veo 3.1')).toEqual([])
})
