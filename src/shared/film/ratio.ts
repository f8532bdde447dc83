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

/** Shapes that have a name. */
const namedShapes: readonly (readonly [string, number])[] = [
  ['16:9', 16 / 9],
  ['9:16', 9 / 16],
  ['1:1', 1],
  ['4:3', 4 / 3],
  ['3:4', 3 / 4],
  ['21:9', 21 / 9],
]

export const shapeNames: readonly string[] = namedShapes.map(([name]) => name)

/** The share by which a shape may be off and still go by the name: 832 by 480 is 16:9 to its makers. */
const nearEnough = 0.03

/** The name of the shape nearest to a size; null when none is near. */
export function nearShape({ width, height }: Size): string | null {
  return namedShapes.find(([, shape]) => Math.abs(width / height / shape - 1) < nearEnough)?.[0] ?? null
}

/** Whether two shapes are as good as one: 4:3 and 1104:832. */
export function areNear(one: Size, other: Size): boolean {
  return Math.abs((one.width * other.height) / (one.height * other.width) - 1) < nearEnough
}
