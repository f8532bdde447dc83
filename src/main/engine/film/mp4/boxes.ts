/** One box of an ISO base media file inside a buffer: its four-letter type and its content without the header. */
export interface Box {
  readonly type: string
  readonly body: Buffer
}

/** Thrown for bytes that are not the MP4 they should be. */
export class Mp4Error extends Error {}

/** Bytes of a box header, and the whole box's size when it is known; size 0 means "to the end of the file". */
export interface BoxHeader {
  readonly type: string
  readonly headerSize: number
  readonly size: number
}

/** Reads a box header at the start of `bytes`; null when there are too few bytes for one. */
export function readBoxHeader(bytes: Buffer): BoxHeader | null {
  if (bytes.length < 8) return null
  const type = bytes.toString('latin1', 4, 8)
  const size = bytes.readUInt32BE(0)
  if (size !== 1) return { type, headerSize: 8, size }
  if (bytes.length < 16) return null
  return { type, headerSize: 16, size: Number(bytes.readBigUInt64BE(8)) }
}

/** The boxes that lie one after the other in `bytes`. Throws `Mp4Error` when one reaches beyond it. */
export function childBoxes(bytes: Buffer): readonly Box[] {
  const boxes: Box[] = []
  let rest = bytes
  while (rest.length >= 8) {
    const header = readBoxHeader(rest)
    const size = header?.size === 0 ? rest.length : (header?.size ?? 0)
    if (!header || size < header.headerSize || size > rest.length) throw new Mp4Error('a box is longer than its parent')
    boxes.push({ type: header.type, body: rest.subarray(header.headerSize, size) })
    rest = rest.subarray(size)
  }
  return boxes
}

/** The content of the first box at a path of types, or null. */
export function findBox(boxes: readonly Box[], ...path: readonly string[]): Buffer | null {
  const [type, ...rest] = path
  const found = boxes.find((box) => box.type === type)
  if (!found) return null
  return rest.length === 0 ? found.body : findBox(childBoxes(found.body), ...rest)
}

/** A box with its header. */
export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(
    parts.reduce((sum, part) => sum + part.length, 8),
    0,
  )
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, ...parts])
}

/** A box that begins with a version and flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Buffer {
  return box(type, u32((version << 24) | flags), ...parts)
}

/** Unsigned 32-bit numbers, big endian. */
export function u32(...values: readonly number[]): Buffer {
  return u32List(values)
}

/** Unsigned 32-bit numbers, big endian, for lists too long to be arguments. */
export function u32List(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (let index = 0; index < values.length; index++) bytes.writeUInt32BE((values[index] ?? 0) >>> 0, index * 4)
  return bytes
}

/** Unsigned 16-bit numbers, big endian. */
export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2))
  return bytes
}

/** Unsigned 64-bit numbers, big endian. */
export function u64(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  values.forEach((value, index) => bytes.writeBigUInt64BE(BigInt(value), index * 8))
  return bytes
}
