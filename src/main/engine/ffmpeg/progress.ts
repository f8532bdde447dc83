/** The part of a progress line that has not ended yet, and the frame count known so far. */
export interface ProgressState {
  readonly rest: string
  readonly frames: number
}

export const noProgress: ProgressState = { rest: '', frames: 0 }

/** Reads what ffmpeg writes to `-progress` (`frame=12` lines, in any chunks) on from `state`. */
export function readProgress(state: ProgressState, chunk: string): ProgressState {
  const lines = (state.rest + chunk).split('\n')
  const rest = lines.pop() ?? ''
  let { frames } = state
  for (const line of lines) {
    const count = /^frame=\s*(\d+)\s*$/.exec(line)?.[1]
    if (count !== undefined) frames = Number(count)
  }
  return { rest: rest.slice(-1000), frames }
}
