import { decodedViews, originOf, type View } from './decoded-views'
import { formsOf } from './secret-forms'

/** Shorter ones would blank ordinary words. */
const shortestSecret = 8
/** So much of a secret's beginning is as good as all of it: a text may have been cut short. */
const tellingLength = 16
const escapeLayers = 3

/** A part of a text, from `start` to before `end`. */
interface Part {
  readonly start: number
  readonly end: number
}

/** Keys, tokens and base64 run on in these. */
const tokenRun = /[A-Za-z0-9+/_=.~-]*/y
/** Before a secret's own characters of base64 there may be two that hold bits of it. */
const sharedCharacters = /[A-Za-z0-9+/_-]{0,2}$/

function agreement(text: string, from: number, form: string): number {
  let length = 0
  while (length < form.length && text.charCodeAt(from + length) === form.charCodeAt(length)) length++
  return length
}

/** Where a form of a secret, or enough of its beginning, is in a text. */
function* occurrences(view: View, form: string): Generator<Part> {
  const { text } = view
  const telling = form.slice(0, tellingLength)
  for (let at = text.indexOf(telling); at !== -1;) {
    tokenRun.lastIndex = at + agreement(text, at, form)
    const end = tokenRun.lastIndex + (tokenRun.exec(text)?.[0].length ?? 0)
    const shared = sharedCharacters.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0
    yield { start: originOf(view, at - shared), end: originOf(view, end) }
    at = text.indexOf(telling, end)
  }
}

function cutOut(text: string, parts: readonly Part[], mark: string): string {
  const pieces: string[] = []
  let done = 0
  for (const { start, end } of [...parts].sort((one, other) => one.start - other.start)) {
    if (start > done || (start === done && pieces.length === 0)) pieces.push(text.slice(done, start), mark)
    done = Math.max(done, end)
  }
  return [...pieces, text.slice(done)].join('')
}

/** The secrets that must not be written, and finding them. */
export interface LearnedSecrets {
  /** Too short a secret is not learned. */
  learn(secret: string): void
  /** Undoes one `learn`; a secret learned twice stays until it is forgotten twice. */
  forget(secret: string): void
  /** The text with a mark in place of every secret: raw, in base64, in hex, and behind escapes of links and JSON. */
  hide(text: string): string
}

export function createLearnedSecrets(mark: string): LearnedSecrets {
  const learned = new Map<string, { readonly times: number; readonly forms: readonly string[] }>()
  return {
    learn(secret) {
      if (secret.length < shortestSecret) return
      const known = learned.get(secret)
      learned.set(secret, { times: (known?.times ?? 0) + 1, forms: known?.forms ?? formsOf(secret) })
    },
    forget(secret) {
      const known = learned.get(secret)
      if (known && known.times > 1) learned.set(secret, { ...known, times: known.times - 1 })
      else learned.delete(secret)
    },
    hide(text) {
      if (learned.size === 0) return text
      const forms = [...learned.values()].flatMap((secret) => secret.forms)
      const parts = decodedViews(text, escapeLayers).flatMap((view) =>
        forms.flatMap((form) => [...occurrences(view, form)]),
      )
      return parts.length === 0 ? text : cutOut(text, parts, mark)
    },
  }
}
