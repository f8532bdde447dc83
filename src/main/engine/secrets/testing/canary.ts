/** A Runway key that is none. */
export const canaryKey = `key_${'c0ffee'.repeat(22).slice(0, 128)}`

function withoutPercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function withoutBackslashes(text: string): string {
  return text
    .replaceAll(/\\[ux]([0-9a-f]{4}|[0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll(/\\(.)/gs, '$1')
}

/** A text and how it reads with up to two layers of escapes taken off. */
function readings(text: string): string[] {
  const once = [text, withoutPercent(text), withoutBackslashes(text)]
  return [...once, ...once.slice(1).flatMap((read) => [withoutPercent(read), withoutBackslashes(read)])]
}

function spellingsOf(secret: string): Record<string, string> {
  const bytes = Buffer.from(secret)
  const spellings: Record<string, string> = {
    raw: secret,
    'percent-encoded': encodeURIComponent(secret),
    'in a form': new URLSearchParams({ a: secret }).toString().slice(2),
    'in JSON': JSON.stringify(secret).slice(1, -1),
    hex: bytes.toString('hex'),
    'hex in capitals': bytes.toString('hex').toUpperCase(),
  }
  for (const offset of [0, 1, 2]) {
    // Whole groups of three bytes in the middle are spelled the same whatever surrounds them.
    const whole = bytes.subarray((3 - offset) % 3)
    const groups = whole.subarray(0, whole.length - (whole.length % 3))
    spellings[`base64 at ${offset}`] = groups.toString('base64')
    spellings[`base64url at ${offset}`] = groups.toString('base64url')
  }
  return spellings
}

/** The name of the spelling in which a text holds a secret, also behind escapes, or null. */
export function spellingIn(text: string, secret: string): string | null {
  const read = readings(text)
  const found = Object.entries(spellingsOf(secret)).find(([, spelling]) => read.some((part) => part.includes(spelling)))
  return found?.[0] ?? null
}
