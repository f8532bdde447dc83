import { fail, succeed, type Result } from '../../../shared/result'

const [quote, backslash] = [0x22, 0x5c]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** True when arrays and objects lie inside each other more than `limit` deep. Looks at bytes, so it needs no parser. */
function isDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (inString) {
      if (byte === backslash) at++
      else if (byte === quote) inString = false
    } else if (byte === quote) inString = true
    else if (opening.has(byte)) depth++
    else if (closing.has(byte)) depth--
    if (depth > limit) return true
  }
  return false
}

const maximumDepth = 32

/** JSON from bytes nobody vouches for: UTF-8 only and at most 32 levels deep. The problem is in words. */
export function parseBoundedJson(bytes: Uint8Array): Result<unknown, string> {
  if (isDeeperThan(bytes, maximumDepth)) return fail('it is nested too deeply')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return succeed(JSON.parse(text))
  } catch {
    // The decoder and the parser have no other way to say that the text is not theirs.
    return fail('it is not JSON')
  }
}
