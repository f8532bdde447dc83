import { expect, test } from 'vitest'
import { importWords } from './import-words'

test.each([
  ['tooManyPixels', '64 megapixels'],
  ['tooManyBytes', '50 MB'],
  ['svg', 'PNG or JPEG'],
  ['notMedia', 'JPEG, PNG, WebP, AVIF, GIF, TIFF'],
  ['diskFull', 'space'],
] as const)('%s names the limit or the way out', (refusal, words) => {
  expect(importWords(refusal)).toContain(words)
})
