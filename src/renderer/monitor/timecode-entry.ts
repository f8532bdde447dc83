import { parseTimecode } from '../../shared/time/timecode'
import type { Rate } from '../../shared/time/time'

/**
 * The film frame that a typed timecode means: `1:12` goes there, `+12` and `-1:00` move from `frame`; digits without
 * colons fill from the right, as on a deck (`112` is `1:12`). Null when it is none.
 */
export function parseTimecodeEntry(text: string, frame: number, at: Rate): number | null {
  const [, sign = '', rest = ''] = /^\s*([+-]?)(.*)$/.exec(text) ?? []
  const digits = /^\d{3,8}$/.test(rest.trim()) ? rest.trim() : null
  const spelled = digits === null ? rest : (digits.padStart(8, '0').match(/\d\d/g) ?? []).join(':')
  const amount = parseTimecode(spelled, at)
  if (amount === null) return null
  if (sign === '') return amount
  return Math.max(0, frame + (sign === '+' ? amount : -amount))
}

/** Frames a second as editors write them: `24`, `23.976`, `29.97`. */
export function rateLabel(at: Rate): string {
  return String(Math.round((at[0] / at[1]) * 1000) / 1000)
}
