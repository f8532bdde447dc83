import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDocument, sampleReference } from '../../test-support/sample-film'
import { referenceNameSchema } from '../project/document'
import { mentionsIn, nameWords, referenceNamed, replaceMentions } from './names'

const names = (text: string): readonly string[] => mentionsIn(text).map(({ name }) => name)

describe('what a prompt names', () => {
  it.each([
    ['@Mara walks', ['Mara']],
    ['“@Mara”, (@old_harbour): @boat-2.', ['Mara', 'old_harbour', 'boat-2']],
    ['@Mara’s coat, @Mara- and @Jörg', ['Mara', 'Mara', 'Jörg']],
    ['@海 and @नाव', ['海', 'नाव']],
    ['write to mara@example.com', []],
    ['an @ alone, @@twice and @-dash', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it('is every name that a reference may have, and where it stands', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_ä]([A-Za-z0-9_ä-]{0,8}[A-Za-z0-9_ä])?$/)
    fc.assert(
      fc.property(
        name,
        fc.constantFrom('', 'see ', '('),
        fc.constantFrom('', ' ', ', then', ')'),
        (one, before, after) => {
          expect(referenceNameSchema.safeParse(one).success).toBe(true)
          const text = `${before}@${one}${after}`
          expect(mentionsIn(text)).toEqual([{ from: before.length, to: before.length + one.length + 1, name: one }])
        },
      ),
    )
  })

  it('is replaced where something is given for it', () => {
    expect(replaceMentions('@a then @b, @a', (name) => (name === 'a' ? 'first' : null))).toBe('first then @b, first')
  })
})

it('a reference is found by its name in whatever case and form', () => {
  const reference = sampleReference(1, { name: 'Zo\u00eb', assetIds: [] })
  const film = sampleDocument({ clips: [], references: [reference] })
  expect(referenceNamed(film, 'ZOE\u0308')).toBe(reference)
  expect(referenceNamed(film, 'Zoe')).toBeNull()
  expect(nameWords('old_harbour')).toBe('old harbour')
})
