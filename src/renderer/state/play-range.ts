/** Film frames that play, half open. */
export interface PlayRange {
  readonly start: number
  readonly end: number
}

interface Marks {
  readonly inPoint: number | null
  readonly outPoint: number | null
}

/** The marked range inside a film of `length` frames; the whole film where nothing is marked or the marks lie outside. */
export function markedRange(marks: Marks, length: number): PlayRange {
  const start = Math.min(Math.max(marks.inPoint ?? 0, 0), length)
  const end = Math.min(marks.outPoint ?? length, length)
  return start < end ? { start, end } : { start: 0, end: length }
}

/** What plays from `frame`: the marked range when the frame lies in it, else the whole film. */
export function rangeAround(frame: number, marks: Marks, length: number): PlayRange {
  const marked = markedRange(marks, length)
  return frame >= marked.start && frame < marked.end ? marked : { start: 0, end: length }
}
