import type { Command } from './command'

/** What a key event says, without the DOM. */
export interface KeyPress {
  /** The character or the key's name, as the layout has it. */
  readonly key: string
  /** The physical key. */
  readonly code: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly repeat: boolean
}

/** What the key would do where the focus is, if no command took it. */
export type KeyTarget =
  /** Text is typed here. */
  | 'text'
  /** A menu, a dialog or a popover, which has keys of its own. */
  | 'popup'
  /** A slider or a radio group: arrows, Home and End belong to it. */
  | 'arrows'
  /** A field that drops a list: letters, Space and arrows choose from it. */
  | 'choice'
  /** A check box, a switch: Space is its only key. */
  | 'space'
  | 'other'

interface Shortcut {
  /** A key that is held down meanwhile (K in `K+L`). */
  readonly held: string | null
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/**
 * Keys that stay where they are on the keyboard whatever the layout, because hands know their place: transport and
 * tools. All other letters are the character that is printed on them.
 */
const physicalKeys = new Set(['J', 'K', 'L', 'S', 'B', 'V', 'N', 'I', 'O'])
const modifiers = new Set(['Mod', 'Alt', 'Shift'])

/** Reads the notation: `Mod+Shift+Z`, `Space`, `Alt+ArrowLeft`, `K+L` (K held down), `+`. */
export function parseShortcut(text: string): Shortcut {
  const parts = text === '+' ? ['+'] : text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+')
  const keys = parts.filter((part) => !modifiers.has(part))
  const key = keys.at(-1)
  if (key === undefined || keys.length > 2) throw new Error(`Not a shortcut: ${text}`)
  const has = (modifier: string): boolean => parts.includes(modifier)
  return {
    held: keys.length === 2 ? (keys[0] ?? null) : null,
    key,
    mod: has('Mod'),
    alt: has('Alt'),
    shift: has('Shift'),
  }
}

function isLetter(key: string): boolean {
  return /^[A-Z]$/.test(key)
}

function letterMatches(letter: string, press: KeyPress, mod: boolean): boolean {
  if (!mod && physicalKeys.has(letter)) return press.code === `Key${letter}`
  // A layout without Latin letters still has a key where the Latin one would be.
  const latin = /^[a-z]$/i.test(press.key)
  return latin ? press.key.toUpperCase() === letter : press.code === `Key${letter}`
}

/** Symbols that stand on another key, or need Shift, on some layouts. */
const symbolKeys: Readonly<Record<string, readonly string[]>> = { '+': ['+', '='], ',': [',', '≤'], '.': ['.', '≥'] }
const symbolCodes: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight' }

function isSymbol(key: string): boolean {
  return key.length === 1 && !isLetter(key)
}

function keyMatches(wanted: string, press: KeyPress, mod: boolean): boolean {
  if (isLetter(wanted)) return letterMatches(wanted, press, mod)
  if (wanted === 'Space') return press.code === 'Space' || press.key === ' '
  if (isSymbol(wanted))
    return (symbolKeys[wanted] ?? [wanted]).includes(press.key) || symbolCodes[wanted] === press.code
  return press.key === wanted
}

function modifiersMatch(shortcut: Shortcut, press: KeyPress, mac: boolean): boolean {
  const [mod, other] = mac ? [press.meta, press.ctrl] : [press.ctrl, press.meta]
  // Typing a symbol may take Shift or AltGr (which says Ctrl and Alt): what counts is the symbol.
  const typed = isSymbol(shortcut.key) && !shortcut.mod && press.key === shortcut.key
  if (typed) return press.alt || !(mod || shortcut.alt)
  return mod === shortcut.mod && press.alt === shortcut.alt && press.shift === shortcut.shift && !other
}

/** True when this key event, with these other keys held down (physical codes), is the shortcut. */
function matchesShortcut(
  shortcut: Shortcut,
  press: KeyPress,
  { mac, held }: { readonly mac: boolean; readonly held: ReadonlySet<string> },
): boolean {
  if (!modifiersMatch(shortcut, press, mac) || !keyMatches(shortcut.key, press, shortcut.mod)) return false
  return shortcut.held === null ? true : held.has(`Key${shortcut.held}`)
}

const arrowKeys = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])

function belongsToTarget(press: KeyPress, target: KeyTarget): boolean {
  if (target === 'text' || target === 'popup') return true
  if (target === 'choice') return !press.ctrl && !press.meta
  if (target === 'arrows') return arrowKeys.has(press.key)
  return target === 'space' && press.code === 'Space'
}

interface Bound {
  readonly command: Command
  readonly shortcut: Shortcut
}

/** A key held down, or Alt with a symbol that may be typed with Alt anyway, says more than the key alone. */
function exactness({ held, alt }: Shortcut): number {
  return Number(held !== null) + Number(alt)
}

/** All the shortcuts of the commands, the more exact ones first. */
export function bindShortcuts(commands: readonly Command[]): readonly Bound[] {
  const own = commands.filter((command) => command.native !== true)
  const bound = own.flatMap((command) => command.keys.map((key) => ({ command, shortcut: parseShortcut(key) })))
  return bound.sort((a, b) => exactness(b.shortcut) - exactness(a.shortcut))
}

export interface KeyboardState {
  readonly mac: boolean
  readonly held: ReadonlySet<string>
  readonly target: KeyTarget
}

/** The command a key event calls for, or null. A key that is held down calls only for commands that repeat. */
export function commandFor(bound: readonly Bound[], press: KeyPress, state: KeyboardState): Command | null {
  const taken = belongsToTarget(press, state.target)
  const hit = bound.find(
    ({ command, shortcut }) => (!taken || command.whileTyping === true) && matchesShortcut(shortcut, press, state),
  )
  return hit?.command ?? null
}

const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const keyNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Mod: 'Ctrl',
}

/** A shortcut as it is printed beside its command: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function printShortcut(text: string, mac: boolean): string {
  const { held, key, mod, alt, shift } = parseShortcut(text)
  const inOrder = mac ? (['Shift', 'Alt', 'Mod'] as const) : (['Mod', 'Shift', 'Alt'] as const)
  const pressed = { Mod: mod, Alt: alt, Shift: shift }
  const parts = [...inOrder.filter((name) => pressed[name]), ...(held === null ? [] : [held]), key]
  const printed = parts.map((part) => (mac ? macNames[part] : undefined) ?? keyNames[part] ?? part)
  return printed.join(mac && held === null ? '' : '+')
}
