import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { sniffMedia } from './sniff-media'

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  const joined = parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part))
  return Uint8Array.from([...joined, ...Array.from({ length: 32 }, () => 0)])
}

function boxes(...brands: readonly string[]): Uint8Array {
  return bytes([0, 0, 0, 8 + 4 * (brands.length + 1)], `ftyp${brands[0]}\0\0\0\0`, brands.slice(1).join(''))
}

describe('knows by the first bytes', () => {
  test.each([
    ['picture', 'jpg', bytes([0xff, 0xd8, 0xff, 0xe1])],
    ['picture', 'png', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a])],
    ['picture', 'gif', bytes('GIF89a')],
    ['picture', 'webp', bytes('RIFF', [1, 10, 2, 3], 'WEBPVP8 ')],
    ['picture', 'tif', bytes('II*\0')],
    ['picture', 'tif', bytes('MM\0*')],
    ['picture', 'avif', boxes('avif', 'mif1', 'miaf')],
    ['picture', 'avif', boxes('mif1', 'avif')],
    ['sound', 'wav', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt ')],
    ['sound', 'flac', bytes('fLaC')],
    ['sound', 'ogg', bytes('OggS')],
    ['sound', 'mp3', bytes('ID3', [4, 0])],
    ['sound', 'mp3', bytes([0xff, 0xfb, 0x90, 0x64])],
    ['sound', 'aac', bytes([0xff, 0xf1, 0x50, 0x80])],
    ['sound', 'm4a', boxes('M4A ', 'mp42')],
  ])('%s: %s', (kind, extension, start) => {
    expect(sniffMedia(start)).toMatchObject({ kind, extension })
  })

  test.each([
    [{ kind: 'container', container: 'mp4' }, boxes('isom', 'iso2', 'avc1', 'mp41')],
    [{ kind: 'container', container: 'webm' }, bytes([0x1a, 0x45, 0xdf, 0xa3])],
    [{ kind: 'svg' }, bytes('<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg">')],
    [{ kind: 'svg' }, bytes('  <svg:svg xmlns:svg="http://www.w3.org/2000/svg">')],
    [{ kind: 'unknown' }, boxes('heic', 'mif1')],
    [{ kind: 'unknown' }, bytes('%PDF-1.7')],
    [{ kind: 'unknown' }, bytes('<html><body>a page')],
    [{ kind: 'unknown' }, bytes('ffconcat version 1.0\nfile /etc/passwd')],
    [{ kind: 'unknown' }, bytes('#EXTM3U\n')],
    [{ kind: 'unknown' }, new Uint8Array(0)],
  ])('%o', (expected, start) => {
    expect(sniffMedia(start)).toEqual(expected)
  })
})

test.prop([fc.uint8Array({ maxLength: 300 })])('answers for any bytes', (any) => {
  expect(sniffMedia(any)).toHaveProperty('kind')
})
