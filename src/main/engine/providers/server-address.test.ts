import { describe, expect, it } from 'vitest'
import { isAllowedBaseUrl, tidyBaseUrl } from './server-address'

describe('an address of the API', () => {
  it.each(['https://api.dev.runwayml.com', 'https://gateway.example/runwayml', 'http://127.0.0.1:1', 'http://[::1]:1'])(
    '%s may be used',
    (address) => {
      expect(isAllowedBaseUrl(address)).toBe(true)
    },
  )

  it.each([
    'http://gateway.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
    'https://user@gateway.example',
    'https://gateway.example?x=1',
    'https://gateway.example#x',
    'file:///etc',
    '',
  ])('“%s” may not', (address) => {
    expect(isAllowedBaseUrl(address)).toBe(false)
  })
})

describe('an address as it is typed', () => {
  it.each([' https://a.example/ ', 'https://a.example/v1', 'https://a.example//v1//'])(
    '%s is told without its end',
    (text) => {
      expect(tidyBaseUrl(text)).toBe('https://a.example')
    },
  )

  it('keeps its path', () => {
    expect(tidyBaseUrl('https://a.example/runwayml/v1/')).toBe('https://a.example/runwayml')
  })
})
