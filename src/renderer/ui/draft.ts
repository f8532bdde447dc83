import { useEffect, useLayoutEffect, useRef, useState } from 'react'

/** How long typed text may wait before it is committed, in milliseconds. */
const delay = 350

/** Text on its way from the keyboard to the film. */
class Typing {
  onCommit: (text: string) => void = () => undefined
  onSettled: () => void = () => undefined
  #text: string | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  type(text: string, isHeld: boolean): void {
    this.#text = text
    waiting.add(this)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = isHeld ? null : setTimeout(() => this.flush(), delay)
  }

  forget(): void {
    this.#text = null
    this.flush()
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    waiting.delete(this)
    const text = this.#text
    this.#text = null
    if (text !== null) this.onCommit(text)
    this.onSettled()
  }
}

const waiting = new Set<Typing>()

/** Commits every text that is still being typed: before something is done with what was written. */
export function flushDrafts(): void {
  for (const typing of waiting) typing.flush()
}

interface Draft {
  readonly text: string
  readonly onText: (text: string) => void
  /** Commits at once; for leaving the field. */
  readonly flush: () => void
  /** Takes back what was typed and is not committed yet. */
  readonly forget: () => void
}

/**
 * Text being typed over a value that others may change too: shown at once, committed after a pause, when the field is
 * left, when it goes away, and before anything acts on the film. While nothing is being typed the value shows. `isHeld`:
 * a pause commits nothing, so that what was typed can be taken back.
 */
export function useDraft(value: string, onCommit: (text: string) => void, isHeld = false): Draft {
  const [draft, setDraft] = useState<string | null>(null)
  const typing = useRef<Typing>(null)
  // Before the field can be typed in.
  useLayoutEffect(() => {
    const own = (typing.current ??= new Typing())
    own.onCommit = onCommit
    own.onSettled = () => setDraft(null)
  })
  useEffect(() => () => typing.current?.flush(), [])

  const onText = (text: string): void => {
    setDraft(text)
    typing.current?.type(text, isHeld)
  }
  return { text: draft ?? value, onText, flush: () => typing.current?.flush(), forget: () => typing.current?.forget() }
}
