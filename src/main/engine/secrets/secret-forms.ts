import { Buffer } from 'node:buffer'

/** The characters of base64 that are the same whatever comes before and after the bytes, which begin at `offset` of three. */
function base64Within(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor(((offset + bytes.length) * 8) / 6)
  return text.slice(first, last)
}

/** Every way in which a secret may be spelled in a text, apart from escapes. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = [0, 1, 2].map((offset) => base64Within(bytes, offset))
  const hex = bytes.toString('hex')
  const plain = [secret, bytes.toString('latin1')]
  const forms = [
    ...plain,
    // What a form makes of spaces.
    ...plain.map((text) => text.replaceAll(' ', '+')),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    hex,
    hex.toUpperCase(),
    // How Node prints bytes.
    hex.replaceAll(/..(?=.)/g, '$& '),
  ]
  return [...new Set(forms)]
}
