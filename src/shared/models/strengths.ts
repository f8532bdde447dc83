import type { VideoModel } from './model'

/** What a model is chosen for, by what it takes. */
export type Strength = 'onePicture' | 'bothEnds' | 'referencesAndEnds' | 'references' | 'goesOn'

/** In the order in which they are offered: the more a model takes, the later. */
export const strengths: readonly Strength[] = ['onePicture', 'bothEnds', 'references', 'referencesAndEnds', 'goesOn']

const words: Readonly<Record<Strength, string>> = {
  onePicture: 'from one picture',
  bothEnds: 'from first to last frame',
  references: 'with references',
  referencesAndEnds: 'with references, or first and last frame',
  goesOn: 'goes on from finished clips',
}

export function strengthWords(strength: Strength): string {
  return words[strength]
}

/** What sets a model apart, from what it takes; nothing here is an opinion of how good its clips are. */
export function strengthOf({ end, extend, references }: VideoModel): Strength {
  const takesReferences = references.fromWords.picture !== null
  if (extend) return 'goesOn'
  if (takesReferences) return end === 'refused' ? 'references' : 'referencesAndEnds'
  return end === 'refused' ? 'onePicture' : 'bothEnds'
}
