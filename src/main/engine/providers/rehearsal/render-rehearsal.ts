import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { cameraMoveFromPrompt } from '../../../../shared/film/camera-move'
import type { GenerationRequest } from '../../../../shared/models/request'
import { framesFromSeconds, secondsFromDecimal } from '../../../../shared/time/time'
import { FfmpegError, type Ffmpeg } from '../../ffmpeg/ffmpeg'
import { filmContainerArgs, filmEncoderArgs } from '../../ffmpeg/film-codec'
import { movingStillFilter } from '../../ffmpeg/move-filter'
import { outputFile, ownInput } from '../../ffmpeg/untrusted-input'
import { syncFolder } from '../../project/durable-write'
import { diskFiles } from '../../project/file-operations'
import { syncFile } from '../../project/sync-file'
import type { TaskFiles } from './rehearsal-task'

const timeLimit = 30 * 60 * 1000

/** How many frames a rehearsal has: exactly the asked seconds at the film's rate, to the nearest frame. */
function rehearsalFrames(request: GenerationRequest): number {
  return Math.max(1, framesFromSeconds(secondsFromDecimal(request.seconds), request.rate))
}

function renderArgs(request: GenerationRequest, files: TaskFiles, length: number): readonly string[] {
  const move = cameraMoveFromPrompt(request.prompt)
  const format = [...filmEncoderArgs(request), ...filmContainerArgs(request)]
  const filter = movingStillFilter(move, length, request)
  // One picture by its bytes: the usual reader would take a percent sign in a folder's name for a numbered series.
  const input = ['-f', 'png_pipe', ...ownInput(files.picture)]
  return [...input, '-an', '-vf', filter, '-frames:v', String(length), ...format, outputFile(files.part)]
}

export interface Render {
  readonly ffmpeg: Ffmpeg
  readonly request: GenerationRequest
  readonly files: TaskFiles
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress: (share: number) => void
}

/** Makes the clip of a task, whole or not at all. Rejects with FfmpegError. */
export async function renderRehearsal({ ffmpeg, request, files, signal, onProgress }: Render): Promise<void> {
  const length = rehearsalFrames(request)
  const args = renderArgs(request, files, length)
  try {
    const onFrames = (count: number): void => onProgress(Math.min(1, count / length))
    // Not idle work: somebody waits for it, and on a busy machine idle work stands still.
    const { frames, errorLines } = await ffmpeg.run({ args, signal, timeLimit, onFrames })
    if (frames !== length) throw new FfmpegError('exit', args, 0, [...errorLines, `${frames} of ${length} frames`])
    await syncFile(files.part)
    await rename(files.part, files.clip)
    await syncFolder(diskFiles, dirname(files.clip))
  } finally {
    await rm(files.part, { force: true })
  }
}
