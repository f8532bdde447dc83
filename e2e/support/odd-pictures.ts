import { execFileSync } from 'node:child_process'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import Vips from 'wasm-vips'

/** A picture's four quarters: red and green above, blue and gold below. */
export const quarterColours = [
  [220, 40, 40],
  [40, 180, 60],
  [40, 60, 200],
  [232, 184, 74],
] as const
export const oddSize = { width: 640, height: 360 }

type Module = Awaited<ReturnType<typeof Vips>>

function quarters(vips: Module): Vips.Image {
  const [red, green, blue, gold] = quarterColours.map((colour) =>
    vips.Image.black(oddSize.width / 2, oddSize.height / 2)
      .newFromImage([...colour])
      .copy({ interpretation: 'srgb' })
      .cast('uchar'),
  )
  if (!red || !green || !blue || !gold) throw new Error('a picture has four quarters')
  return red.join(green, 'horizontal').join(blue.join(gold, 'horizontal'), 'vertical').copy({ interpretation: 'srgb' })
}

/** The same upright picture in every format that is taken: name to bytes. */
export async function everyFormat(): Promise<ReadonlyMap<string, Uint8Array>> {
  const vips = await Vips({ dynamicLibraries: ['vips-heif.wasm'] })
  try {
    const picture = quarters(vips)
    // Lies on its side in the file; its EXIF says how to turn it.
    const turned = picture.rot('d270').copy()
    turned.setInt('orientation', 6)
    const avif = picture.heifsaveBuffer({ compression: 'av1', Q: 90, effort: 0, subsample_mode: 'off' })
    return new Map([
      ['1 gif.gif', picture.writeToBuffer('.gif')],
      ['2 avif.avif', avif],
      ['3 tiff.tif', picture.writeToBuffer('.tif', { compression: 'lzw' })],
      ['4 webp.webp', picture.writeToBuffer('.webp', { lossless: true })],
      ['5 turned.jpg', turned.writeToBuffer('.jpg', { Q: 95 })],
      ['6 sixteen bits.png', picture.colourspace('rgb16').writeToBuffer('.png')],
    ])
  } finally {
    vips.shutdown()
  }
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A whole PNG of a few kilobytes that unpacks to 72 megapixels. */
function pixelBomb(): Buffer {
  const [width, height] = [9000, 8000]
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((1 + width / 8) * height))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** Files that can't be used, with the words that must be said about each. */
export async function writeBadFiles(folder: string, good: Uint8Array): Promise<ReadonlyMap<string, RegExp>> {
  const write = (name: string, bytes: string | Uint8Array): Promise<void> => writeFile(join(folder, name), bytes)
  await write('drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await write('text.png', 'This is a text, whatever its name says.')
  await write('cut short.jpg', good.subarray(0, Math.round(good.byteLength / 2)))
  await write('nothing.webp', '')
  await write('bomb.png', pixelBomb())
  await write('huge.png', pixelBomb())
  await truncate(join(folder, 'huge.png'), 60_000_000)
  await mkdir(join(folder, 'more'))
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'more', 'pipe.png')])
  return new Map([
    ['drawing.svg', /SVG drawings can’t be used/],
    ['text.png', /not a picture or a sound/],
    ['cut short.jpg', /damaged or not complete/],
    ['nothing.webp', /empty/],
    ['bomb.png', /larger than 64 megapixels/],
    ['huge.png', /50 MB/],
    ['gone.jpg', /not there any more/],
    ...(process.platform === 'win32' ? [] : ([['pipe.png', /can’t be read/]] as const)),
  ])
}
