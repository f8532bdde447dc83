import { ExpectedError } from '../../../shared/ipc/app-error'
import { FfmpegError } from '../ffmpeg/ffmpeg'
import { ProviderHold } from '../providers/provider'
import { fileProblem } from '../project/file-problem'

const action = 'go on with generating'

/** Why work that failed is held up by something the user can mend, in words; null when it is not (a bug, the network). */
export function heldUpBy(error: unknown): ExpectedError | null {
  if (error instanceof FfmpegError && error.reason === 'diskFull') {
    return new ExpectedError('diskFull', `Could not ${action}: the disk is full. Free some space and try again.`)
  }
  if (error instanceof ProviderHold) return new ExpectedError('providerProblem', error.message)
  const problem = fileProblem(error, action)
  return problem instanceof ExpectedError ? problem : null
}
