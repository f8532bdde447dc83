// Values that are hidden for the name before them, as JSON, objects that Node printed, headers and links have them.

const secretName = 'api[-_]?key|authorization|secret|password|passphrase|token|jwt|signature|credential'
const promptName = 'prompt[a-z_]{0,16}'

/** A name, what stands between, and the quote that opens the value; backslashes before it are the layers it is quoted in. */
const quotedValue = new RegExp(
  `(?:${secretName}|${promptName})\\\\{0,15}["'\`]?\\s{0,16}[:=]\\s{0,16}(\\\\{0,15})["'\`]`,
  'gi',
)
/** A value without quotes: in a link or a form (up to the next field), or in an environment (up to the next space). */
const bareValue = new RegExp(
  `((?:${secretName}|${promptName}|\\bsig|\\bpolicy|key-pair-id)(?:=|%(?:25){0,3}3d))[^\\s&"'\`<>\\\\]+`,
  'gi',
)
/** A header as it is sent. Some servers' messages quote it in one line with others. */
const header = /((?:api[-_]?key|authorization|cookie)\s{0,8}:\s{0,8})[^\s"'`\\][^\r\n,]*/gi
/** Node breaks a long text it prints at its line ends: 'one\n' + 'two'. */
const continuation = /\s{0,40}\+\s{0,40}["'`]/y

/** Where a value ends whose quote is just before `from`: at its closing quote, or where the text was cut short. */
function endOfValue(text: string, from: number, quote: string, layers: number): number {
  // So many backslashes before a quote put it inside the value; one less closes this layer or one around it.
  const inside = 2 * layers + 1
  let backslashes = 0
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index)
    if (character === quote && (backslashes & inside) !== inside) return index - Math.min(backslashes, layers)
    backslashes = character === '\\' ? backslashes + 1 : 0
  }
  return text.length
}

function endWithContinuations(text: string, from: number, quote: string, layers: number): number {
  let end = endOfValue(text, from, quote, layers)
  for (;;) {
    continuation.lastIndex = end + 1
    const more = layers === 0 ? continuation.exec(text) : null
    if (!more) return end
    end = endOfValue(text, continuation.lastIndex, more[0].slice(-1), layers)
  }
}

/** Backslashes as a layer of quoting adds them: none, 1, 3, 7, 15. */
function wholeLayers(backslashes: number): number {
  let layers = 0
  while (layers < backslashes) layers = 2 * layers + 1
  return layers
}

function hideQuoted(text: string, mark: string): string {
  const pieces: string[] = []
  let done = 0
  quotedValue.lastIndex = 0
  for (let match = quotedValue.exec(text); match; match = quotedValue.exec(text)) {
    const begin = quotedValue.lastIndex
    const end = endWithContinuations(text, begin, text.charAt(begin - 1), wholeLayers(match[1]?.length ?? 0))
    if (end > begin) {
      pieces.push(text.slice(done, begin), mark)
      done = end
    }
    quotedValue.lastIndex = end
  }
  return [...pieces, text.slice(done)].join('')
}

/** Hides the values of keys, tokens, signatures and prompts. */
export function hideNamedValues(text: string, mark: string): string {
  return hideQuoted(text, mark).replace(bareValue, `$1${mark}`).replace(header, `$1${mark}`)
}
