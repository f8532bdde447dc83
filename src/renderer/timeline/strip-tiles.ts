/** A filmstrip holds this many frames of its take, evenly spread. */
export const stripFrames = 10

/** How many pictures of a width fit side by side: at least one, and each no wider than the picture is. */
export function tileCount(width: number, tileWidth: number): number {
  return Math.max(1, Math.ceil(width / Math.max(1, tileWidth)))
}

interface Cut {
  readonly sourceIn: number
  readonly length: number
  readonly sourceLength: number
}

/**
 * Which of the strip's frames each tile shows: the first tile what the clip begins with, the last what it ends with,
 * those between evenly. Trimming moves them.
 */
export function tileFrames(count: number, { sourceIn, length, sourceLength }: Cut): readonly number[] {
  const last = Math.max(0, length - 1)
  return Array.from({ length: count }, (_, index) => {
    const frame = sourceIn + (count === 1 ? last / 2 : (last * index) / (count - 1))
    // Each of the strip's frames stands for the tenth of the take that it is the middle of.
    return Math.min(stripFrames - 1, Math.max(0, Math.floor((frame / Math.max(1, sourceLength)) * stripFrames)))
  })
}
