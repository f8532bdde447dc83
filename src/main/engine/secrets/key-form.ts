/** `runway`: Runway's own keys. `token`: whatever another provider hands out. */
export type KeyForm = 'runway' | 'token'

const runwayKey = /^key_[0-9a-f]{128}$/i
const shortestToken = 8

/** A key as it was meant: without the quotes, blanks and line ends that come along when it is copied. */
export function tidyKey(text: string): string {
  return text.replace(/^[\s"'`]+/, '').replace(/[\s"'`]+$/, '')
}

function tokenProblem(key: string): string | null {
  if (key === '') return 'The key is empty.'
  if (/\s/.test(key)) return 'A key has no spaces or line breaks inside. Copy it again, whole and alone.'
  // It goes into a header, which takes nothing else.
  if (!/^[\x21-\x7e]+$/.test(key)) return 'This holds characters that no key has. Copy the key again.'
  return key.length < shortestToken ? 'This is too short to be a key. Copy it again, whole.' : null
}

function runwayProblem(key: string): string | null {
  if (/^bearer\s/i.test(key)) return 'Leave out the word in front of the key: a Runway key begins with key_.'
  const general = tokenProblem(key)
  if (general !== null) return general
  if (!key.startsWith('key_'))
    return 'A Runway key begins with key_. Copy it from the API keys page of dev.runwayml.com.'
  if (runwayKey.test(key)) return null
  if (!/^[0-9a-f]*$/i.test(key.slice(4))) return 'After key_, a Runway key has only digits and the letters a to f.'
  const length = key.length - 4
  return `A Runway key has 128 characters after key_; this has ${length}. Copy it again, whole.`
}

/** What is wrong with a key once it is tidied, in plain words that don't quote it; null when it may be tried. */
export function keyProblem(form: KeyForm, text: string): string | null {
  const key = tidyKey(text)
  return form === 'runway' ? runwayProblem(key) : tokenProblem(key)
}
