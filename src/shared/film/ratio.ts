import type { Framing, Size } from '../project/document'

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** `1280x720` -> `16:9`. The key under which a framing is kept. */
export function ratioOf(size: Size): string {
  const divisor = greatestCommonDivisor(size.width, size.height)
  return `${size.width / divisor}:${size.height / divisor}`
}

type Crop = Extract<Framing, { kind: 'crop' }>

/** The largest centred crop of a picture that fills a frame of the given shape. */
export function centredCrop(
  picture: { width: number; height: number },
  frame: { width: number; height: number },
): Crop {
  const share = (picture.width * frame.height) / (picture.height * frame.width)
  const width = share > 1 ? 1 / share : 1
  const height = share > 1 ? 1 : share
  return { kind: 'crop', x: (1 - width) / 2, y: (1 - height) / 2, width, height }
}
