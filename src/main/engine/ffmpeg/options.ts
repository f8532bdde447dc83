/** Constant ffmpeg options, written as one reads them, as separate arguments. Never for text with spaces or from outside. */
export function options(text: string): readonly string[] {
  return text.split(' ')
}
