import { sessionStore } from '../state/session-store'
import { commands } from './registry'
import { bindShortcuts, commandFor, type KeyPress, type KeyTarget } from './shortcuts'

const typed = 'textarea, [contenteditable=""], [contenteditable="true"], select, [role="combobox"], [role="searchbox"]'
const wordless = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'reset', 'color', 'file'])
const popups = '[role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"][data-open]'
const arrowed = '[role="slider"], [role="radiogroup"], [role="tablist"], [role="toolbar"], [role="spinbutton"]'
const toggled = '[role="checkbox"], [role="switch"], [role="radio"], [role="tab"]'

/** What keys mean where the focus is. */
function targetOf(element: Element): KeyTarget {
  if (element.matches('button[role="combobox"]')) return 'choice'
  if (element.matches(typed)) return 'text'
  if (element instanceof HTMLInputElement && !wordless.has(element.type)) return 'text'
  if (element.closest(popups)) return 'popup'
  if (element instanceof HTMLInputElement && element.type === 'range') return 'arrows'
  if (element.matches(toggled) || element.matches('input[type="checkbox"], input[type="radio"]')) return 'space'
  // The playhead's slider moves by the arrows' own commands.
  return element.closest(arrowed) && !element.closest('[data-arrows="commands"]') ? 'arrows' : 'other'
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event
  return { key, code, ctrl: ctrlKey, meta: metaKey, alt: altKey, shift: shiftKey, repeat }
}

/** Listens to the keyboard for the whole window; the returned function ends it. */
export function installShortcuts(): () => void {
  const bound = bindShortcuts(commands)
  const held = new Set<string>()
  const down = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const target = event.target instanceof Element ? targetOf(event.target) : 'other'
    const mac = sessionStore.getState().info?.platform === 'darwin'
    const command = commandFor(bound, pressOf(event), { mac, held, target })
    held.add(event.code)
    if (!command) return
    // Also a button that has the focus is not pressed by Space, and the page never scrolls.
    event.preventDefault()
    if (event.repeat && command.repeats !== true) return
    if (command.enabled()) void command.run()
  }
  const up = (event: KeyboardEvent): void => {
    held.delete(event.code)
  }
  const forget = (): void => held.clear()
  const ended = new AbortController()
  const { signal } = ended
  window.addEventListener('keydown', down, { signal })
  window.addEventListener('keyup', up, { signal })
  window.addEventListener('blur', forget, { signal })
  return () => ended.abort()
}
