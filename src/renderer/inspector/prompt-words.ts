/** Plain words that models and the rehearsal understand, by what they are about. */
export const promptWords = [
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
      'shallow depth of field',
      'wide anamorphic frame',
      'watercolour',
      'documentary',
    ],
  },
] as const

/** The prompt with words put behind it, parted by a comma unless a sentence just ended. */
export function withWords(prompt: string, words: string): string {
  const before = prompt.trimEnd()
  if (before === '') return words
  return /[.,:;!?]$/.test(before) ? `${before} ${words}` : `${before}, ${words}`
}
