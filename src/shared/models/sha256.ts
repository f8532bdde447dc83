/*
 * SHA-256 (FIPS 180-4) in plain TypeScript, because the window must answer "would this shot be asked for differently
 * now?" at once and its own hashing is asynchronous. Used for fingerprints of our own short texts, never for secrets.
 */

function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}

/** The first 32 bits behind the point of a number, as the standard derives its constants. */
function fractionBits(value: number): number {
  return ((value - Math.floor(value)) * 0x1_0000_0000) | 0
}

const roundConstants = Int32Array.from(primes(64), (prime) => fractionBits(Math.cbrt(prime)))
const startState = Int32Array.from(primes(8), (prime) => fractionBits(Math.sqrt(prime)))

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The message with a one bit, zeros and its length in bits, to a multiple of 64 bytes. */
function pad(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / 64) * 64
  const bytes = new Uint8Array(length)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(length - 8, Math.floor(message.length / 0x2000_0000))
  view.setUint32(length - 4, (message.length << 3) >>> 0)
  return view
}

function fillSchedule(schedule: Int32Array, view: DataView, offset: number): void {
  const word = (at: number): number => schedule[at] ?? 0
  for (let at = 0; at < 16; at++) schedule[at] = view.getInt32(offset + at * 4)
  for (let at = 16; at < 64; at++) {
    const [early, late] = [word(at - 15), word(at - 2)]
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    schedule[at] = (word(at - 16) + s0 + word(at - 7) + s1) | 0
  }
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < 64; at++) {
    const choice = (e & f) ^ (~e & g)
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + big1 + choice + (roundConstants[at] ?? 0) + (schedule[at] ?? 0)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = ((state[at] ?? 0) + word) | 0
  })
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as everywhere else. */
function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
  const bytes: number[] = []
  for (let at = 0; at < escaped.length; at++) {
    if (escaped[at] === '%') {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16))
      at += 2
    } else bytes.push(escaped.charCodeAt(at))
  }
  return Uint8Array.from(bytes)
}

/** Lower-case hexadecimal SHA-256 of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  const view = pad(utf8(text))
  const state = startState.slice()
  const schedule = new Int32Array(64)
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    fillSchedule(schedule, view, offset)
    compress(state, schedule)
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
