// The only door to the image library: shapes in, files out.
import Vips from 'wasm-vips'

/** Starts the image library with its SVG reader. */
export async function openRaster() {
  const vips = await Vips({ dynamicLibraries: ['vips-resvg.wasm'] })
  const alphaOf = (image) => {
    const alpha = image.extractBand(3)
    const bytes = alpha.writeToMemory()
    alpha.delete()
    return Float32Array.from(bytes, (value) => value / 255)
  }
  return {
    /** Draws SVG elements, in pixels of a width by height frame, and gives how much each pixel is covered (0 to 1). */
    mask(elements, width, height) {
      const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
      const image = vips.Image.svgloadBuffer(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${elements}</svg>`)
      const plane = alphaOf(image)
      image.delete()
      return plane
    },
    /** Encodes 8-bit RGB pixels as JPEG. */
    jpeg(bytes, width, height, quality) {
      const image = vips.Image.newFromMemory(bytes, width, height, 3, 'uchar')
      const file = image.jpegsaveBuffer({ Q: quality, optimize_coding: true, interlace: true, subsample_mode: 'off' })
      image.delete()
      return file
    },
    /** Encodes 8-bit RGBA pixels as PNG. */
    png(bytes, width, height) {
      const image = vips.Image.newFromMemory(bytes, width, height, 4, 'uchar')
      const file = image.pngsaveBuffer({ compression: 9 })
      image.delete()
      return file
    },
    close() {
      vips.shutdown()
    },
  }
}
