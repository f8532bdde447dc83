import { frames, type Frames, type Rate } from './time'

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

/** Frames counted in one second of timecode: 24 for 23.976, 30 for 29.97 (non-drop). */
function nominalRate(at: Rate): number {
  return Math.round(at[0] / at[1])
}

/** `HH:MM:SS:FF`, non-drop. */
export function formatTimecode(position: number, at: Rate): string {
  const nominal = nominalRate(at)
  const whole = Math.floor(position / nominal)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  return [hours, minutes, whole % 60, position % nominal].map(pad).join(':')
}

/**
 * Reads what an editor types: `HH:MM:SS:FF` with leading parts left out (`12` is frame 12, `1:00` one second).
 * Null when it is not a timecode.
 */
export function parseTimecode(text: string, at: Rate): Frames | null {
  const parts = text.trim().split(/[:;.]/)
  if (parts.length > 4 || parts.some((part) => !/^\d{1,4}$/.test(part))) return null
  const [frame = 0, second = 0, minute = 0, hour = 0] = parts.map(Number).reverse()
  return frames((hour * 3600 + minute * 60 + second) * nominalRate(at) + frame)
}
