import { createLearnedSecrets } from './learned-secrets'
import { hideNamedValues } from './named-values'

/** Takes out of a text what must not be written down. What it hides can't be found again. */
export interface Redactor {
  /** Hides this text wherever it turns up: a key, or a prompt while it is on its way. Fewer than 8 characters are not hidden. */
  readonly learn: (secret: string) => void
  /** Undoes one `learn`. */
  readonly forget: (secret: string) => void
  /** Takes time in proportion to the text, and never throws. */
  readonly redact: (text: string) => string
}

const mark = '[hidden]'

/** What is hidden without being learned. No pattern can try the same characters twice over an unlimited length. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/key_[0-9a-f]{20,}/gi, mark],
  [/\b(bearer(?:\s|%20|\+){1,8})[^\s"'`,;]+/gi, `$1${mark}`],
  [/(data:(?:[\w.+-]{1,64}\/[\w.+-]{1,64})?(?:;[\w.+=-]{1,64}){0,4},)[^\s"'`<>\\)]+/gi, `$1${mark}`],
  // Name and password in a link.
  [/(:\/\/)[^\s/?#@"'`<>\\]{1,256}@/g, `$1${mark}@`],
]

const query = /\?[^\s"'`<>\\]+/g
const signed = /_jwt|x-amz-|x-goog-|signature|token|\bsig=|key-pair-id/i

/** Hides keys, signed links, pictures in data: addresses and prompts. */
export function createRedactor(): Redactor {
  const secrets = createLearnedSecrets(mark)
  return {
    learn: secrets.learn,
    forget: secrets.forget,
    redact(text) {
      const unlearned = patterns.reduce((rest, [pattern, shown]) => rest.replace(pattern, shown), secrets.hide(text))
      const unsigned = unlearned.replaceAll(query, (found) => (signed.test(found) ? `?${mark}` : found))
      return hideNamedValues(unsigned, mark)
    },
  }
}
