/** Plain words that models and the rehearsal understand, by what they are about. */
export const chipWords = [
  {
    label: 'Camera',
    choices: [
      'slow push in',
      'slow pull back',
      'pan left',
      'pan right',
      'tilt up',
      'tilt down',
      'truck right',
      'crane up',
      'orbit right',
      'crash zoom in',
      'static camera',
      'handheld, slight sway',
    ],
  },
  {
    label: 'Lens',
    choices: [
      'wide-angle lens',
      '35 mm lens',
      '85 mm portrait lens',
      'long telephoto lens',
      'macro close-up',
      'shallow depth of field',
      'deep focus',
      'wide anamorphic frame',
    ],
  },
  {
    label: 'Timing',
    choices: ['hold 1 second, then', 'in slow motion', 'time-lapse', 'one continuous movement', 'ends on a still'],
  },
  {
    label: 'Light',
    choices: ['first light', 'golden hour', 'overcast, soft shadows', 'hard noon sun', 'moonlight', 'lit by one lamp'],
  },
  {
    label: 'Style',
    choices: [
      '35 mm film, fine grain',
      'black and white',
      'watercolour',
      'documentary',
      'muted colours',
      'stop motion',
    ],
  },
  {
    label: 'Mood',
    choices: ['calm', 'tense', 'tender', 'lonely', 'joyful', 'dreamlike', 'ominous'],
  },
] as const

interface Insertion {
  readonly text: string
  /** Where the caret stands behind the words. */
  readonly caret: number
}

/** The end of the word that a place is in; the place itself when it is in none. */
function wordEnd(text: string, at: number): number {
  const isInside = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
  const rest = isInside ? /^[\p{L}\p{N}'’]+/u.exec(text.slice(at)) : null
  return at + (rest?.[0].length ?? 0)
}

function leadOf(before: string): string {
  if (before === '' || /\s$/.test(before)) return ''
  return /[.,:;!?]$/.test(before) ? ' ' : ', '
}

function trailOf(after: string): string {
  if (after.trim() === '' || /^[.,:;!?\n]/.test(after)) return ''
  return /^\s/.test(after) ? ',' : ' '
}

/**
 * Puts words where the caret is, in the place of what is marked: parted by commas inside a sentence, by a space behind
 * its end, and never inside a word.
 */
export function insertWords(text: string, words: string, marked: readonly [from: number, to: number]): Insertion {
  const from = marked[0] === marked[1] ? wordEnd(text, marked[0]) : marked[0]
  const to = Math.max(from, marked[1])
  const [before, after] = [text.slice(0, from), text.slice(to)]
  // At the end, spaces that were left behind are none of the sentence.
  const start = after.trim() === '' && !before.endsWith('\n') ? before.trimEnd() : before
  const lead = leadOf(start) + words
  const trail = words.endsWith(',') || /\bthen$/.test(words) ? trailOf(after).replace(',', '') : trailOf(after)
  return { text: start + lead + trail + after, caret: start.length + lead.length }
}
