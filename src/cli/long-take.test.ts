import { describe, expect, it } from 'vitest'
import { modelOfWord } from './models'
import { checkLength, planLength } from './long-take'

const model = modelOfWord('rehearsal')
const asked = { model, pictures: ['pier'], prompts: ['one', 'two'] }

describe('a long take on the command line', () => {
  it('is none without a length', () => {
    expect(planLength({ length: null, same: false }, asked)).toBeNull()
    expect(() => checkLength({ length: null, same: true, duration: null }, 1)).toThrow('--same')
  })

  it('goes on from its picture shot by shot, or starts every shot from it', () => {
    const begins = (same: boolean, pictures: readonly string[]): unknown =>
      planLength({ length: '30 s', same }, { ...asked, pictures })?.wishes.map(
        ({ picture, prompt, seconds, continues }) => [picture, prompt, seconds, continues],
      )
    expect(begins(false, ['pier'])).toEqual([
      ['pier', 'one', 10, false],
      [null, 'two', 10, true],
      [null, 'two', 10, true],
    ])
    expect(begins(true, ['pier'])).toEqual([
      ['pier', 'one', 10, false],
      ['pier', 'two', 10, false],
      ['pier', 'two', 10, false],
    ])
    expect(begins(false, [])).toEqual([
      [null, 'one', 10, true],
      [null, 'two', 10, true],
      [null, 'two', 10, true],
    ])
  })

  it('refuses lengths that are none and what does not go with it', () => {
    for (const length of ['0', '-1', '601', 'x', '']) {
      expect(() => planLength({ length, same: false }, asked)).toThrow(`--length ${length}: `)
    }
    expect(() => checkLength({ length: '30', same: false, duration: '5' }, 1)).toThrow('--duration')
    expect(() => checkLength({ length: '30', same: false, duration: null }, 2)).toThrow('2 were named')
  })
})
