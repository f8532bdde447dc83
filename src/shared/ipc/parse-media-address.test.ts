import { describe, expect, test } from 'vitest'
import { assetIdSchema, shotIdSchema, takeIdSchema } from '../ids'
import { rate } from '../time/time'
import {
  cardAddress,
  frameAddress,
  framedAddress,
  mixAddress,
  peaksAddress,
  pictureAddress,
  stripAddress,
  takeAddress,
} from './media-address'
import { parseMediaAddress } from './parse-media-address'

const asset = assetIdSchema.parse('a'.repeat(64))
const take = takeIdSchema.parse('take-1')
const shot = shotIdSchema.parse('shot-1')
const shape = { size: { width: 1280, height: 720 }, rate: rate(30000, 1001), fit: 'crop' } as const

describe('media addresses', () => {
  test('every address that is written is read back', () => {
    const crop = { kind: 'crop', x: 0.1, y: 0, width: 0.5, height: 0.25 } as const
    expect(parseMediaAddress(pictureAddress(asset, 320))).toMatchObject({ kind: 'picture', id: asset, width: 320 })
    expect(parseMediaAddress(framedAddress(asset, crop, shape.size))).toMatchObject({ framing: crop, size: shape.size })
    expect(parseMediaAddress(framedAddress(asset, null, shape.size))).toMatchObject({ framing: null })
    expect(parseMediaAddress(framedAddress(asset, { kind: 'pad' }, shape.size))).toMatchObject({
      framing: { kind: 'pad' },
    })
    expect(parseMediaAddress(takeAddress(take, shape))).toMatchObject({ kind: 'take', ...shape })
    expect(parseMediaAddress(`${takeAddress(take, shape)}#1`)).toMatchObject({ kind: 'take', ...shape })
    expect(parseMediaAddress(frameAddress(take, 7, shape))).toMatchObject({ kind: 'frame', n: 7, ...shape })
    expect(parseMediaAddress(stripAddress(take))).toMatchObject({ kind: 'strip', id: take })
    expect(parseMediaAddress(cardAddress(shot, 'a', 'b', shape.size))).toMatchObject({ kind: 'card', id: shot })
    expect(parseMediaAddress(peaksAddress(asset))).toMatchObject({ kind: 'peaks' })
    expect(parseMediaAddress(mixAddress(3, 4))).toMatchObject({ kind: 'mix', revision: 3, block: 4 })
  })

  test.each([
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e/%2e%2e/etc/passwd',
    '%252e%252e%252fetc',
    '..\\..\\windows',
    'C:\\windows\\win.ini',
    '\\\\server\\share',
    '/etc/passwd',
    '//etc/passwd',
    'take\0.mp4',
    'take%00',
    'take-1::$DATA',
    'TAKE~1',
    'take-1/../x',
    'take-1/',
    'take-1#x',
    'file:///etc/passwd',
    '',
    '.',
    '..',
    ' take-1',
    'take 1',
    'täke',
    'a'.repeat(65),
    '-take',
    '__proto__',
    'constructor()',
  ])('"%s" is not the id of a take', (id) => {
    expect(parseMediaAddress(`media://take/${id}?size=1280x720&rate=24-1&fit=crop`)).toBeNull()
    expect(parseMediaAddress(`media://strip/${id}`)).toBeNull()
  })

  test.each([
    'media://nothing/take-1',
    'media://toString/take-1',
    'media://take/take-1',
    'media://take/take-1?size=0x0&rate=24-1&fit=crop',
    'media://take/take-1?size=99999x99999&rate=24-1&fit=crop',
    'media://take/take-1?size=1280x720&rate=0-0&fit=crop',
    'media://take/take-1?size=1280x720&rate=24-1&fit=stretch',
    `media://picture/${'a'.repeat(64)}?width=100000`,
    `media://picture/${'a'.repeat(63)}?width=100`,
    `media://framed/${'a'.repeat(64)}?framing=0.9,0,0.5,1&size=1280x720`,
    `media://framed/${'a'.repeat(64)}?framing=NaN,0,1,1&size=1280x720`,
    'media://mix/film?revision=-1&block=0',
    'https://take/take-1',
    'not an address',
  ])('%s is refused', (address) => {
    expect(parseMediaAddress(address)).toBeNull()
  })
})
