import type { PlannedClip } from '../../shared/film/plan'
import type { ClipId } from '../../shared/ids'
import type { Rate } from '../../shared/time/time'
import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'

/** `Shot 3, Harbour at dawn`: what a clip is called when it is spoken of. */
export function clipTitle(clipId: ClipId): string {
  const clip = filmStore.getState().clipById.get(clipId)
  const name = clip && documentStore.getState().document?.shots.get(clip.shotId)?.name
  return clip ? `Shot ${clip.index + 1}, ${name ?? ''}` : 'Shot'
}

interface Duration {
  readonly minutes: number
  readonly seconds: string
}

/** Minutes and seconds of a number of frames; tenths only below a minute. */
function durationOf(length: number, at: Rate): Duration {
  const value = (length * at[1]) / at[0]
  if (value < 60) return { minutes: 0, seconds: String(Math.round(value * 10) / 10) }
  const whole = Math.round(value)
  return { minutes: Math.floor(whole / 60), seconds: String(whole % 60) }
}

/** `8 shots`; `8 shots · 10 clips` when a shot has been split. */
export function filmCountWords(clips: readonly Pick<PlannedClip, 'shotId'>[]): string {
  const shots = new Set(clips.map(({ shotId }) => shotId)).size
  return shots === clips.length
    ? counted(String(shots), 'shot')
    : `${counted(String(shots), 'shot')} · ${counted(String(clips.length), 'clip')}`
}

function underASecond(length: number, at: Rate): boolean {
  return length * at[1] < at[0]
}

/** `7 fr`, `5 s`, `4.2 s`, `16 min 38 s`. */
export function durationText(length: number, at: Rate): string {
  if (underASecond(length, at)) return `${length} fr`
  const { minutes, seconds } = durationOf(length, at)
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds} s`
}

function counted(count: string, unit: string): string {
  return count === '1' ? `1 ${unit}` : `${count} ${unit}s`
}

/** `7 frames`, `5 seconds`, `1 minute 5 seconds`, as a screen reader says it. */
export function durationWords(length: number, at: Rate): string {
  if (underASecond(length, at)) return counted(String(length), 'frame')
  const { minutes, seconds } = durationOf(length, at)
  return minutes === 0
    ? counted(seconds, 'second')
    : `${counted(String(minutes), 'minute')} ${counted(seconds, 'second')}`
}
