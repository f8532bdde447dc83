/** `It was refused (twice).`: what stands in brackets goes before the sentence's stop, and brings none of its own. */
export function withAside(sentence: string, aside: string): string {
  return `${sentence.replace(/\.$/, '')} (${aside.replace(/\.$/, '')}).`
}
