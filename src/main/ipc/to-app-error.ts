import { ExpectedError, type AppError } from '../../shared/ipc/app-error'
import { FfmpegError } from '../engine/ffmpeg/ffmpeg'

function fromFfmpeg(error: FfmpegError): AppError {
  if (error.reason === 'cancelled') return { kind: 'cancelled', message: 'Cancelled.' }
  if (error.reason === 'diskFull')
    return { kind: 'diskFull', message: 'The disk is full. Free some space and try again.' }
  return { kind: 'ffmpegProblem', message: 'The video tool could not do this. The log has the details.' }
}

/** The one place where what was thrown becomes data for the window. Bugs are logged whole and told in plain words. */
export function toAppError(error: unknown, log: (message: string) => void): AppError {
  if (error instanceof ExpectedError) return { kind: error.kind, message: error.message }
  if (error instanceof FfmpegError) {
    log(`${error.message}\n${error.errorLines.join('\n')}`)
    return fromFfmpeg(error)
  }
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'cancelled', message: 'Cancelled.' }
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return {
    kind: 'unexpected',
    message: 'Something went wrong inside Seamline. Your film is safe; the log has the details.',
  }
}
