import { describe, expect, it } from 'vitest'
import { firstWebAddress } from './read-transfer'

describe('the address of a dropped picture', () => {
  it('is the first https line, comments and other schemes left out', () => {
    expect(
      firstWebAddress('# a page\r\nfile:///home/a.png\r\nhttps://example.org/b.png\r\nhttps://example.org/c.png'),
    ).toBe('https://example.org/b.png')
  })

  it('is none when nothing can be fetched safely', () => {
    expect(firstWebAddress('http://example.org/a.png')).toBeNull()
    expect(firstWebAddress('')).toBeNull()
  })
})
