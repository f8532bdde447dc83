import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { noSeams } from '../../../../shared/film/camera-move'
import { arrivalPath, planCamera } from '../../../../shared/film/camera-plan'
import { readCamera } from '../../../../shared/film/camera-words'
import type { GenerationRequest } from '../../../../shared/models/request'
import { framesFromSeconds, secondsFromDecimal } from '../../../../shared/time/time'
import { FfmpegError, type Ffmpeg } from '../../ffmpeg/ffmpeg'
import { filmContainerArgs, filmEncoderArgs, filmFrameTags, retimeFilter } from '../../ffmpeg/film-codec'
import { movingStillFilter } from '../../ffmpeg/move-filter'
import { outputFile, ownInput } from '../../ffmpeg/untrusted-input'
import { syncFolder } from '../../project/durable-write'
import { diskFiles } from '../../project/file-operations'
import { syncFile } from '../../project/sync-file'
import type { RehearsalTask, TaskFiles } from './rehearsal-task'

const timeLimit = 30 * 60 * 1000

/** How many frames a rehearsal has: exactly the asked seconds at the film's rate, to the nearest frame. */
function rehearsalFrames(request: GenerationRequest): number {
  return Math.max(1, framesFromSeconds(secondsFromDecimal(request.seconds), request.rate))
}

/** Shares of a clip between which it dissolves into the picture it ends on. */
const [dissolveFrom, dissolveTo] = [0.25, 0.9] as const

/** The graph that goes from the picture [0] to the picture [1], both moving; the last frame is all of the second one. */
function throughTo(start: string, end: string, length: number, { rate }: GenerationRequest): string {
  const first = Math.floor(dissolveFrom * length)
  const fade = Math.max(1, Math.floor(dissolveTo * length) - first)
  // Of a fade over n frames the one n after its first is all there.
  const veil = `format=yuva420p,fade=type=in:start_frame=${first}:nb_frames=${fade}:alpha=1`
  const laid = `[out][veil]overlay=format=yuv420,format=yuv420p,${filmFrameTags},${retimeFilter(rate)}`
  return `[0:v]${start}[out];[1:v]${end},${veil}[veil];${laid}`
}

function renderArgs({ request, seed }: RehearsalTask, files: TaskFiles, length: number): readonly string[] {
  const { size, rate, prompt, camera } = request
  const shot = { phrases: readCamera(camera?.words ?? prompt), length, rate, size, seed, seams: camera ?? noSeams }
  const plan = planCamera(shot)
  const format = [...filmEncoderArgs(request), ...filmContainerArgs(request)]
  const filter = movingStillFilter(plan.path, request)
  // One picture by its bytes: the usual reader would take a percent sign in a folder's name for a numbered series.
  const input = (path: string): readonly string[] => ['-f', 'png_pipe', ...ownInput(path)]
  const frames = ['-an', '-frames:v', String(length), ...format, outputFile(files.part)]
  if (request.end === null) return [...input(files.picture), '-vf', filter, ...frames]
  const arrival = movingStillFilter(arrivalPath(plan, shot, Math.floor(dissolveFrom * length)), request)
  const graph = `${throughTo(filter, arrival, length, request)}[film]`
  return [...input(files.picture), ...input(files.endPicture), '-filter_complex', graph, '-map', '[film]', ...frames]
}

export interface Render {
  readonly ffmpeg: Ffmpeg
  readonly task: RehearsalTask
  readonly files: TaskFiles
  readonly signal: AbortSignal
  /** 0 to 1. */
  readonly onProgress: (share: number) => void
}

/** Makes the clip of a task, whole or not at all. Rejects with FfmpegError. */
export async function renderRehearsal({ ffmpeg, task, files, signal, onProgress }: Render): Promise<void> {
  const length = rehearsalFrames(task.request)
  const args = renderArgs(task, files, length)
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
