import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import Vips from 'wasm-vips'
import { sniffMedia, type PictureFormat } from '../sniff-media'
import { createPictureDesk, type PictureDesk } from './picture-desk'
import type { PictureJob } from './picture-job'
import { buildPictureWorker, testFonts } from './test-pictures'

// Real ffmpeg and pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let vips: Awaited<ReturnType<typeof Vips>>
let desk: PictureDesk
let folder: string
const signal = new AbortController().signal

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pictures-'))
  desk = createPictureDesk(await buildPictureWorker())
  vips = await Vips({ dynamicLibraries: ['vips-heif.wasm'] })
})
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true })
})

type Colour = readonly [number, number, number]
const [red, green, blue, gold]: Colour[] = [
  [220, 40, 40],
  [40, 180, 60],
  [40, 60, 200],
  [232, 184, 74],
]

/** Four quarters: red and green above, blue and gold below. */
function quarters(width: number, height: number): Vips.Image {
  const patch = (colour: Colour | undefined): Vips.Image =>
    vips.Image.black(width / 2, height / 2)
      .newFromImage([...(colour ?? [])])
      .copy({ interpretation: 'srgb' })
      .cast('uchar')
  const above = patch(red).join(patch(green), 'horizontal')
  return above.join(patch(blue).join(patch(gold), 'horizontal'), 'vertical').copy({ interpretation: 'srgb' })
}

async function saved(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function sourceOf(path: string): Promise<{ readonly path: string; readonly format: PictureFormat }> {
  const sniffed = sniffMedia((await readFile(path)).subarray(0, 4096))
  if (sniffed.kind !== 'picture') throw new Error(`${path} is no picture but ${sniffed.kind}`)
  return { path, format: sniffed.format }
}

async function inspect(path: string): Promise<unknown> {
  return desk.run({ kind: 'inspect', source: await sourceOf(path) }, signal)
}

/** Colours in the middle of the four quarters of a picture file, as they are stored. */
async function quartersOf(
  path: string,
): Promise<{ readonly size: readonly number[]; readonly colours: readonly number[][] }> {
  const image = vips.Image.newFromBuffer(await readFile(path))
  const at = (x: number, y: number): number[] =>
    image.getpoint(Math.floor(image.width * x), Math.floor(image.height * y))
  return {
    size: [image.width, image.height, image.bands],
    colours: [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)],
  }
}

function assertColours(found: readonly number[][], expected: readonly (Colour | undefined)[], within = 6): void {
  expected.forEach((colour, quarter) =>
    colour?.forEach((value, band) =>
      expect(Math.abs((found[quarter]?.[band] ?? -99) - value)).toBeLessThanOrEqual(within),
    ),
  )
}

async function framed(path: string, more: Partial<Extract<PictureJob, { kind: 'frame' }>> = {}): Promise<string> {
  const target = join(folder, `framed-${Math.random()}.png`)
  const size = { width: 128, height: 72 }
  const job = { kind: 'frame', source: await sourceOf(path), framing: null, size, target, ...more } as const
  expect(await desk.run(job, signal)).toMatchObject({ ok: true })
  return target
}

describe('every format comes out with its orientation and colours right', () => {
  const write: Record<string, () => Uint8Array> = {
    'jpeg, turned by its Exif tag': () => {
      const turned = quarters(64, 96).rot270()
      turned.setInt('orientation', 6)
      return turned.writeToBuffer('.jpg', { Q: 95 })
    },
    'jpeg in Display P3': () =>
      quarters(96, 64).iccTransform('p3', { input_profile: 'srgb' }).writeToBuffer('.jpg', { Q: 97 }),
    'png, 16 bits': () => quarters(96, 64).colourspace('rgb16').writeToBuffer('.png'),
    'png with transparency': () => quarters(96, 64).bandjoin(255).writeToBuffer('.png'),
    'webp, lossless': () => quarters(96, 64).writeToBuffer('.webp', { lossless: true }),
    avif: () => quarters(96, 64).heifsaveBuffer({ compression: 'av1', Q: 90, effort: 0, subsample_mode: 'off' }),
    gif: () => quarters(96, 64).writeToBuffer('.gif'),
    tiff: () => quarters(96, 64).writeToBuffer('.tif', { compression: 'lzw' }),
  }
  test.each(Object.keys(write))('%s', async (name) => {
    const path = await saved('picture', write[name]!())
    const target = await framed(path)
    const { size, colours } = await quartersOf(target)
    expect(size).toEqual([128, 72, 3])
    assertColours(colours, [red, green, blue, gold])
    const isTurned = name.includes('turned')
    expect(await inspect(path)).toMatchObject({
      ok: true,
      facts: isTurned ? { width: 64, height: 96 } : { width: 96, height: 64 },
    })
  })

  test('jpeg in inks', async () => {
    const path = await saved(
      'cmyk',
      quarters(96, 64).iccTransform('cmyk', { input_profile: 'srgb' }).writeToBuffer('.jpg'),
    )
    const { size, colours } = await quartersOf(await framed(path))
    expect(size).toEqual([128, 72, 3])
    assertColours(colours, [red, undefined, undefined, gold], 30)
  })
})

describe('framing', () => {
  test('a crop shows exactly its rectangle', async () => {
    const path = await saved('crop', quarters(400, 400).writeToBuffer('.png'))
    const framing = { kind: 'crop', x: 0.5, y: 0.5, width: 0.4, height: 0.225 } as const
    assertColours((await quartersOf(await framed(path, { framing }))).colours, [gold, gold, gold, gold], 1)
  })

  test('filling cuts off equally on both sides', async () => {
    const path = await saved('fill', quarters(100, 400).writeToBuffer('.png'))
    const { colours } = await quartersOf(await framed(path))
    assertColours(colours, [red, green, blue, gold], 1)
  })

  test('padding shows all of it between black bars', async () => {
    const path = await saved('pad', quarters(72, 72).writeToBuffer('.png'))
    const target = await framed(path, { framing: { kind: 'pad' } })
    const image = vips.Image.newFromBuffer(await readFile(target))
    expect(image.getpoint(2, 36)).toEqual([0, 0, 0])
    expect(image.getpoint(125, 36)).toEqual([0, 0, 0])
    expect(image.getpoint(30, 2)).toEqual(red)
    expect(image.getpoint(97, 69)).toEqual(gold)
  })

  test('what is see-through stands on black', async () => {
    const clear = quarters(64, 36).bandjoin(vips.Image.black(64, 36)).writeToBuffer('.png')
    const { size, colours } = await quartersOf(await framed(await saved('clear', clear)))
    expect(size).toEqual([128, 72, 3])
    expect(colours).toEqual(Array.from({ length: 4 }, () => [0, 0, 0]))
  })
})

describe('copies', () => {
  test.each([
    ['wide pictures are made smaller', 300, 100],
    ['small ones are never blown up', 60, 60],
  ])('%s', async (_, width, expected) => {
    const path = await saved('copy', quarters(width, 30).writeToBuffer('.png'))
    const target = join(folder, 'copy.jpg')
    await desk.run({ kind: 'copy', source: await sourceOf(path), width: 100, as: 'jpeg', target }, signal)
    const { size, colours } = await quartersOf(target)
    expect(size[0]).toBe(expected)
    assertColours(colours, [red, green, blue, gold], 8)
  })
})

describe('refuses', () => {
  test.each(['jpg', 'png', 'webp', 'gif', 'tif'])('a truncated %s', async (extension) => {
    const noise = vips.Image.gaussnoise(200, 200, { mean: 128, sigma: 40, seed: 1 }).cast('uchar')
    const path = await saved(`cut.${extension}`, noise.copy({ interpretation: 'b-w' }).writeToBuffer(`.${extension}`))
    const { length } = await readFile(path)
    await truncate(path, Math.floor(length * 0.6))
    expect(await inspect(path)).toEqual({ ok: false, refusal: 'damaged' })
  })

  test('a truncated avif', async () => {
    const path = await saved('cut.avif', quarters(96, 64).heifsaveBuffer({ compression: 'av1', effort: 0 }))
    await truncate(path, (await readFile(path)).length - 40)
    expect(await inspect(path)).toEqual({ ok: false, refusal: 'damaged' })
  })

  test('a picture of more than 64 megapixels, by its header alone', async () => {
    const png = Buffer.from(quarters(16, 16).writeToBuffer('.png'))
    png.writeUInt32BE(65_535, 16)
    png.writeUInt32BE(65_535, 20)
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    expect(await inspect(await saved('bomb.png', png))).toEqual({ ok: false, refusal: 'tooManyPixels' })
  })

  test('bytes that only start like a picture', async () => {
    const path = await saved(
      'pretender.jpg',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('not a picture at all')]),
    )
    expect(await inspect(path)).toEqual({ ok: false, refusal: 'damaged' })
  })
})

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xed_b8_83_20 : crc >>> 1
  }
  return ~crc >>> 0
}

describe('the picture thread', () => {
  test('is ended when a picture takes too long, and the next job gets a new one', async () => {
    // Large enough that no machine reads it before the shortest of timers rings.
    const path = await saved('slow.png', quarters(6000, 4000).writeToBuffer('.png'))
    const job = { kind: 'inspect', source: await sourceOf(path) } as const
    expect(await desk.run(job, signal, 0)).toEqual({ ok: false, refusal: 'damaged' })
    expect(await desk.run(job, signal)).toMatchObject({ ok: true })
  })

  test('tells faults of ours from damaged pictures', async () => {
    const source = { path: join(folder, 'not-there.png'), format: 'png' } as const
    await expect(desk.run({ kind: 'inspect', source }, signal)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('never takes the answer of a job that was given up for that of the next', async () => {
    const [wide, tall] = [quarters(640, 360), quarters(16, 32)].map((image) => image.writeToBuffer('.png'))
    const given = { kind: 'inspect', source: await sourceOf(await saved('given-up.png', wide!)) } as const
    const wanted = { kind: 'inspect', source: await sourceOf(await saved('wanted.png', tall!)) } as const
    const leaving = new AbortController()
    const left = desk.run(given, leaving.signal)
    const stayed = desk.run(wanted, signal)
    leaving.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    expect(await stayed).toMatchObject({ facts: { width: 16, height: 32 } })
  })

  test('does not start a job that nobody wants any more', async () => {
    const source = { path: join(folder, 'slow.png'), format: 'png' } as const
    await expect(desk.run({ kind: 'inspect', source }, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})

describe('cards', () => {
  const size = { width: 320, height: 180 }

  async function card(title: string, text: string): Promise<Vips.Image> {
    const target = join(folder, `card-${Math.random()}.png`)
    expect(
      await desk.run({ kind: 'card', card: { title, text }, size, fonts: testFonts, target }, signal),
    ).toMatchObject({ ok: true })
    return vips.Image.newFromBuffer(await readFile(target))
  }

  /** Light pixels: the letters. */
  const ink = (image: Vips.Image): number => image.extractBand(2).more(150).avg() / 255

  test('are opaque and of the exact size, with words on them', async () => {
    const image = await card('Opening', 'A lighthouse at dawn')
    expect([image.width, image.height, image.bands]).toEqual([320, 180, 3])
    expect(ink(image)).toBeGreaterThan(0.002)
    expect(ink(await card('', ''))).toBe(0)
  })

  test.each([
    ['long', 'light on water '.repeat(2000)],
    ['one word without an end', 'x'.repeat(5000)],
    ['lines', 'one\n\n\n\ntwo\r\nthree'],
    ['marks of other languages', `% %{x} \\ ' " <b>&amp;</b> ; : [a] $HOME`],
    ['emoji', '🎬👩‍👩‍👧‍👦 🇫🇷 ✈️'],
    ['ideographs', '夜明けの灯台、カモメが横切る'],
    ['right to left', 'منارة عند الفجر، 2 نوارس.'],
    ['odd bytes', 'a\u0000b\ud800c\u202ed'],
  ])('take any text: %s', async (name, text) => {
    const image = await card(name, text)
    const edge = image.extractArea(image.width - 10, 0, 10, image.height)
    expect(ink(edge)).toBe(0)
  })
})

test('the same file can be worked on again after it was replaced', async () => {
  const path = await saved('again.png', quarters(64, 36).writeToBuffer('.png'))
  await copyFile(await framed(path), path)
  expect(await inspect(path)).toMatchObject({ ok: true, facts: { width: 128, height: 72 } })
})
