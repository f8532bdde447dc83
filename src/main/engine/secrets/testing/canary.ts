/** A Runway key that is none. */
export const canaryKey = `key_${'c0ffee'.repeat(22).slice(0, 128)}`

/** A readable name of what a text holds of a secret in any spelling, or null. */
export function spellingIn(text: string, secret: string): string | null {
  const bytes = Buffer.from(secret)
  const spellings: Record<string, string> = {
    raw: secret,
    'percent-encoded': encodeURIComponent(secret),
    'in a form': new URLSearchParams({ a: secret }).toString().slice(2),
    'in JSON': JSON.stringify(secret).slice(1, -1),
    hex: bytes.toString('hex'),
  }
  for (const offset of [0, 1, 2]) {
    // Whole groups of three bytes in the middle are spelled the same whatever surrounds them.
    const whole = bytes.subarray((3 - offset) % 3)
    const groups = whole.subarray(0, whole.length - (whole.length % 3))
    spellings[`base64 at ${offset}`] = groups.toString('base64')
    spellings[`base64url at ${offset}`] = groups.toString('base64url')
  }
  return Object.entries(spellings).find(([, spelling]) => text.includes(spelling))?.[0] ?? null
}
