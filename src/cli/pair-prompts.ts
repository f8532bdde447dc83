/** One shot that is to be made: a picture, a prompt, or both. */
export interface ShotWish<Picture> {
  readonly picture: Picture | null
  readonly prompt: string
  /** Its own length; else that of all. */
  readonly seconds?: number
  /** Whether it starts from the shot before it; else as all do. */
  readonly continues?: boolean
}

export interface Pairing<Picture> {
  readonly wishes: readonly ShotWish<Picture>[]
  /** What was done where the numbers differ, in words. */
  readonly notes: readonly string[]
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}

/**
 * The pictures that shots can start from: with `chain` a shot starts from the one before it, so that only the very first
 * of a film has a picture. Those that are left over are said.
 */
export function usablePictures<Picture extends { readonly name: string }>(
  pictures: readonly Picture[],
  chain: boolean,
  filmIsEmpty: boolean,
): { readonly pictures: readonly Picture[]; readonly notes: readonly string[] } {
  if (!chain) return { pictures, notes: [] }
  const used = filmIsEmpty ? 1 : 0
  const left = pictures.slice(used).map(({ name }) => name)
  const note = `With --chain a shot starts from the one before it, so these pictures are not used: ${left.join(', ')}.`
  return { pictures: pictures.slice(0, used), notes: left.length === 0 ? [] : [note] }
}

/**
 * Gives pictures their prompts, first to first. With fewer prompts the last one repeats; prompts that are left over
 * become shots without a picture. Both are said.
 */
export function pairPrompts<Picture>(pictures: readonly Picture[], prompts: readonly string[]): Pairing<Picture> {
  const last = prompts.at(-1) ?? ''
  const length = Math.max(pictures.length, prompts.length)
  const wishes = Array.from({ length }, (_, index) => ({
    picture: pictures[index] ?? null,
    prompt: prompts[index] ?? last,
  }))
  const notes: string[] = []
  if (pictures.length > 0 && prompts.length > pictures.length) {
    const extra = prompts.length - pictures.length
    notes.push(
      `${count(extra, 'prompt')} more than pictures: ${extra === 1 ? 'it becomes a shot' : 'they become shots'} without a picture.`,
    )
  }
  if (prompts.length > 0 && prompts.length < pictures.length) {
    const extra = pictures.length - prompts.length
    notes.push(
      `${count(prompts.length, 'prompt')} for ${count(pictures.length, 'picture')}: the last prompt is used for ${extra} more.`,
    )
  }
  return { wishes, notes }
}
