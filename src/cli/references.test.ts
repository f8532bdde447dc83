import { describe, expect, it } from 'vitest'
import { readReferences } from './references'

describe('--ref', () => {
  it('takes a name with its pictures, and more names after it', () => {
    expect(readReferences(['mara=a.jpg', 'b.jpg', '@boat:prop=c.png', 'noir:style='])).toEqual([
      { name: 'mara', kind: null, patterns: ['a.jpg', 'b.jpg'] },
      { name: 'boat', kind: 'prop', patterns: ['c.png'] },
      { name: 'noir', kind: 'style', patterns: [] },
    ])
    expect(readReferences(['mara=refs/with=sign.jpg'])).toMatchObject([{ patterns: ['refs/with=sign.jpg'] }])
  })

  it.each([
    [['a.jpg'], 'write a name and its pictures'],
    [['two words=a.jpg'], 'a name has letters, digits'],
    [['mara:hero=a.jpg'], 'hero is no kind of reference'],
    [['mara=a.jpg', 'Mara=b.jpg'], 'named twice'],
  ])('says what is wrong with %o', (words, message) => {
    expect(() => readReferences(words)).toThrow(message)
  })
})
