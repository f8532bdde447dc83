import { readFile, writeFile } from 'node:fs/promises'
import Vips from 'wasm-vips'
import { centredCrop } from '../../../../shared/film/ratio'
import type { Framing, Size } from '../../../../shared/project/document'
import type { PictureFormat } from '../sniff-media'
import { mostPixels, type PictureAnswer, type PictureFile, type PictureJob } from './picture-job'

export type VipsLibrary = Awaited<ReturnType<typeof Vips>>
type Image = Vips.Image

/** Loads libvips with the decoders for AVIF and (for cards) drawn shapes; every other loader stays blocked. */
export async function loadVips(): Promise<VipsLibrary> {
  const vips = await Vips({
    dynamicLibraries: ['vips-heif.wasm', 'vips-resvg.wasm'],
    print: () => undefined,
    printErr: () => undefined,
  })
  vips.Cache.max(0)
  vips.operationBlock('VipsForeignLoad', true)
  for (const loader of ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff', 'Svg']) {
    vips.operationBlock(`VipsForeignLoad${loader}`, false)
  }
  return vips
}

/** Images live outside the garbage collector's reach: each is deleted when its job ends. */
type Keep = (image: Image) => Image

async function withImages<Value>(work: (keep: Keep) => Promise<Value>): Promise<Value> {
  const images: Image[] = []
  const keep: Keep = (image) => {
    images.push(image)
    return image
  }
  try {
    return await work(keep)
  } finally {
    for (const image of images) image.delete()
  }
}

type LoadOptions = { readonly access?: 'sequential' | 'random' }

function load(vips: VipsLibrary, bytes: Uint8Array, format: PictureFormat, { access = 'random' }: LoadOptions): Image {
  const options = { access, fail_on: 'error' } as const
  switch (format) {
    case 'jpeg':
      return vips.Image.jpegloadBuffer(bytes, options)
    case 'png':
      return vips.Image.pngloadBuffer(bytes, options)
    case 'webp':
      return vips.Image.webploadBuffer(bytes, options)
    case 'avif':
      return vips.Image.heifloadBuffer(bytes, options)
    case 'gif':
      return vips.Image.gifloadBuffer(bytes, options)
    case 'tiff':
      return vips.Image.tiffloadBuffer(bytes, options)
  }
}

/** 8-bit sRGB, by the embedded colour profile where there is one. */
function toSrgb(image: Image, keep: Keep): Image {
  const isInk = image.interpretation === 'cmyk'
  if (isInk || image.getTypeof('icc-profile-data') !== 0) {
    const fallback = isInk ? 'cmyk' : 'srgb'
    const options = { embedded: true, input_profile: fallback, intent: 'relative', depth: 8 } as const
    return keep(image.iccTransform('srgb', options))
  }
  return keep(image.colourspace('srgb'))
}

function tooLarge(image: Image): boolean {
  return image.width * image.height > mostPixels
}

const refused = { ok: false, refusal: 'tooManyPixels' } as const

function factsOf(oriented: Image): PictureAnswer {
  const { width, height } = oriented
  return { ok: true, facts: { width, height, transparent: oriented.hasAlpha() } }
}

async function inspect(vips: VipsLibrary, source: PictureFile): Promise<PictureAnswer> {
  const bytes = await readFile(source.path)
  return withImages(async (keep) => {
    const image = keep(load(vips, bytes, source.format, { access: 'sequential' }))
    if (tooLarge(image)) return refused
    // A sum over all pixels: the cheapest thing that decodes every one of them.
    image.avg()
    const again = keep(load(vips, bytes, source.format, {}))
    return factsOf(keep(again.autorot()))
  })
}

async function describe(vips: VipsLibrary, source: PictureFile): Promise<PictureAnswer> {
  const bytes = await readFile(source.path)
  return withImages(async (keep) => factsOf(keep(keep(load(vips, bytes, source.format, {})).autorot())))
}

const jpegOptions = { Q: 86, keep: 'none', optimize_coding: true } as const
// Quick rather than small: these are caches.
const pngOptions = { compression: 1, keep: 'none' } as const

async function writeCopy(vips: VipsLibrary, job: Extract<PictureJob, { kind: 'copy' }>): Promise<PictureAnswer> {
  const bytes = await readFile(job.source.path)
  return withImages(async (keep) => {
    if (tooLarge(keep(load(vips, bytes, job.source.format, {})))) return refused
    const profiles = { input_profile: 'srgb', output_profile: 'srgb', intent: 'relative' } as const
    const options = { height: 10_000_000, size: 'down', fail_on: 'error', ...profiles } as const
    const small = keep(vips.Image.thumbnailBuffer(bytes, job.width, options))
    const isPng = job.as === 'png'
    const encoded = isPng ? small.writeToBuffer('.png', pngOptions) : small.writeToBuffer('.jpg', jpegOptions)
    await writeFile(job.target, encoded)
    return factsOf(small)
  })
}

/** The part of the picture that is shown, in whole pixels inside it. */
function cropBox(
  framing: Extract<Framing, { kind: 'crop' }>,
  { width, height }: Size,
): readonly [number, number, number, number] {
  const left = Math.min(width - 1, Math.round(framing.x * width))
  const top = Math.min(height - 1, Math.round(framing.y * height))
  const right = Math.min(width, Math.max(left + 1, Math.round((framing.x + framing.width) * width)))
  const bottom = Math.min(height, Math.max(top + 1, Math.round((framing.y + framing.height) * height)))
  return [left, top, right - left, bottom - top]
}

/** Scaled to exactly `size`; the rounding to whole pixels is spread over the picture. */
function scaled(image: Image, size: Size, keep: Keep): Image {
  if (image.width === size.width && image.height === size.height) return image
  return keep(image.thumbnailImage(size.width, { height: size.height, size: 'force', no_rotate: true }))
}

function padded(image: Image, size: Size, keep: Keep): Image {
  const scale = Math.min(size.width / image.width, size.height / image.height)
  const width = Math.max(1, Math.min(size.width, Math.round(image.width * scale)))
  const height = Math.max(1, Math.min(size.height, Math.round(image.height * scale)))
  const inside = scaled(image, { width, height }, keep)
  const [left, top] = [Math.floor((size.width - width) / 2), Math.floor((size.height - height) / 2)]
  return keep(inside.embed(left, top, size.width, size.height, { extend: 'black' }))
}

async function writeFramed(vips: VipsLibrary, job: Extract<PictureJob, { kind: 'frame' }>): Promise<PictureAnswer> {
  const bytes = await readFile(job.source.path)
  return withImages(async (keep) => {
    const image = keep(load(vips, bytes, job.source.format, {}))
    if (tooLarge(image)) return refused
    const colour = toSrgb(keep(image.autorot()), keep)
    // Film is opaque; what is see-through stands on black, as the bars do.
    const opaque = colour.hasAlpha() ? keep(colour.flatten({ background: [0, 0, 0] })) : colour
    const framing = job.framing ?? centredCrop(opaque, job.size)
    const framed =
      framing.kind === 'pad'
        ? padded(opaque, job.size, keep)
        : scaled(keep(opaque.crop(...cropBox(framing, opaque))), job.size, keep)
    await writeFile(job.target, framed.writeToBuffer('.png', pngOptions))
    return factsOf(framed)
  })
}

/** Draws shapes as an opaque PNG. */
export async function writeDrawing(vips: VipsLibrary, svg: string, target: string): Promise<PictureAnswer> {
  return withImages(async (keep) => {
    const drawn = keep(vips.Image.svgloadBuffer(new TextEncoder().encode(svg)))
    const opaque = keep(drawn.flatten({ background: [0, 0, 0] }))
    await writeFile(target, opaque.writeToBuffer('.png', pngOptions))
    return factsOf(opaque)
  })
}

/** Does one job on a picture from outside. Throws libvips' own exception when the file is damaged. */
export function doPictureJob(vips: VipsLibrary, job: Exclude<PictureJob, { kind: 'card' }>): Promise<PictureAnswer> {
  switch (job.kind) {
    case 'inspect':
      return inspect(vips, job.source)
    case 'describe':
      return describe(vips, job.source)
    case 'copy':
      return writeCopy(vips, job)
    case 'frame':
      return writeFramed(vips, job)
  }
}
