import { expect, test } from 'vitest'
import { heldPath } from '../../shared/film/camera-move'
import { shotIdSchema, takeIdSchema } from '../../shared/ids'
import { clipWords, flagNotes } from './clip-words'

const take = { kind: 'take', takeId: takeIdSchema.parse('t'), rehearsal: true } as const
const still = {
  kind: 'still',
  picture: { kind: 'takeFrame', takeId: take.takeId, frame: 0 },
  camera: heldPath,
} as const
const card = { kind: 'card', shotId: shotIdSchema.parse('s'), title: '', text: '' } as const

test('a clip says what it shows and how its shot stands', () => {
  expect(clipWords(still, { kind: 'running', progress: 0.617 })).toBe('still, generating 62 %')
  expect(clipWords(still, { kind: 'running', progress: null })).toBe('still, generating')
  expect(clipWords(take, { kind: 'ready' })).toBe('rehearsal, ready')
  expect(clipWords({ ...take, rehearsal: false }, { kind: 'stale' })).toBe('take, stale')
  expect(clipWords(card, { kind: 'draft' })).toBe('card, not generated yet')
})

test('a flag is a sentence', () => {
  expect(flagNotes(['takeTooShort'])).toEqual(['The take is shorter than the cut: this clip ends early'])
  expect(flagNotes([])).toEqual([])
})
