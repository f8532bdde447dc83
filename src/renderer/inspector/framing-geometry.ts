import type { Framing } from '../../shared/project/document'

export type Crop = Extract<Framing, { kind: 'crop' }>

/** A crop is never smaller than this share of the largest one that fits. */
const smallest = 0.08

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/** The crop moved by shares of the picture, held inside it. */
export function moveCrop(crop: Crop, dx: number, dy: number): Crop {
  return {
    ...crop,
    x: clamp(crop.x + dx, 0, 1 - crop.width),
    y: clamp(crop.y + dy, 0, 1 - crop.height),
  }
}

/** Which point of the crop stays where it is: each from 0 (left, top) to 1 (right, bottom). */
export interface Anchor {
  readonly x: number
  readonly y: number
}

/** The crop with another width, its shape and the anchor kept, held inside the picture. */
export function sizeCrop(crop: Crop, wanted: number, anchor: Anchor): Crop {
  const shape = crop.height / crop.width
  const largest = Math.min(1, 1 / shape)
  const [ax, ay] = [crop.x + anchor.x * crop.width, crop.y + anchor.y * crop.height]
  // Room on both sides of the anchor, each divided by the share of the width that lies on that side.
  const roomX = Math.min(anchor.x > 0 ? ax / anchor.x : 1, anchor.x < 1 ? (1 - ax) / (1 - anchor.x) : 1)
  const roomY = Math.min(anchor.y > 0 ? ay / anchor.y : 1, anchor.y < 1 ? (1 - ay) / (1 - anchor.y) : 1)
  const most = Math.min(largest, roomX, roomY / shape)
  const width = clamp(wanted, Math.min(largest * smallest, most), most)
  const height = width * shape
  return moveCrop({ kind: 'crop', x: ax - anchor.x * width, y: ay - anchor.y * height, width, height }, 0, 0)
}
