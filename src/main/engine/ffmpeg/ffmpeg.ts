/** How one ffmpeg run is asked for. Arguments are an array and reach no shell. */
export interface FfmpegRun {
  /** Everything after the safety preamble (`-nostdin -hide_banner -nostats -progress ...`), which `run` adds. */
  readonly args: readonly string[]
  /** Cancels the run: the whole process group is killed and `FfmpegError` with reason `cancelled` is thrown. */
  readonly signal: AbortSignal
  /** Hard limit on the wall clock, in milliseconds. */
  readonly timeLimit: number
  /** Bytes for `pipe:0`; the run reads them with back-pressure. */
  readonly input?: AsyncIterable<Uint8Array>
  /** Called with the frames written so far, at most ten times a second. */
  readonly onFrames?: (count: number) => void
  /** `collect` gives what ffmpeg wrote to `pipe:1` back, up to `outputLimit` bytes. */
  readonly output?: 'ignore' | 'collect'
  readonly outputLimit?: number
  /** Idle work (conforming, filmstrips) runs at a low priority so that it never costs a frame of playback. */
  readonly priority?: 'normal' | 'idle'
}

export interface FfmpegResult {
  readonly output: Uint8Array
  /** The last frame count that was reported. */
  readonly frames: number
  readonly errorLines: readonly string[]
}

/** The one way to run ffmpeg. */
export interface Ffmpeg {
  readonly path: string
  /** `5.1`, `7.0.2`, or the build's own word when it is not a release. */
  readonly version: string
  run(request: FfmpegRun): Promise<FfmpegResult>
}

export type FfmpegFailure = 'cancelled' | 'timeLimit' | 'exit' | 'diskFull' | 'outputLimit' | 'notStarted'

/** A run that did not end well, with the evidence. */
export class FfmpegError extends Error {
  readonly reason: FfmpegFailure
  readonly args: readonly string[]
  readonly exitCode: number | null
  readonly errorLines: readonly string[]

  constructor(reason: FfmpegFailure, args: readonly string[], exitCode: number | null, errorLines: readonly string[]) {
    super(`ffmpeg ended with ${reason}: ${errorLines.at(-1) ?? 'no message'}`)
    this.reason = reason
    this.args = args
    this.exitCode = exitCode
    this.errorLines = errorLines
  }
}
