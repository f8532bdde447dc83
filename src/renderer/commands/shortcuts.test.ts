import { describe, expect, it } from 'vitest'
import type { Command } from './command'
import { bindShortcuts, commandFor, parseShortcut, printShortcut, type KeyPress, type KeyTarget } from './shortcuts'

function command(id: string, ...keys: readonly string[]): Command {
  return { id, group: 'Edit', label: () => id, keys, enabled: () => true, run: () => undefined }
}

const bound = bindShortcuts([
  command('undo', 'Mod+Z'),
  command('redo', 'Mod+Shift+Z', 'Mod+Y'),
  command('fit', 'Shift+Z'),
  command('play', 'Space'),
  command('forward', 'L'),
  command('step', 'K+L', 'ArrowRight'),
  command('split', 'S', 'Mod+B'),
  command('blade', 'B'),
  command('zoomIn', '+'),
  command('help', '?'),
  command('trimStart', '['),
  command('moveLeft', 'Alt+ArrowLeft'),
  command('shorter', ','),
  command('rollEarlier', 'Alt+,'),
  { ...command('save', 'Mod+S'), whileTyping: true },
])

type Modifiers = Partial<Pick<KeyPress, 'ctrl' | 'meta' | 'alt' | 'shift'>>

function press(key: string, code: string, modifiers: Modifiers = {}): KeyPress {
  return { key, code, ctrl: false, meta: false, alt: false, shift: false, repeat: false, ...modifiers }
}

function hit(key: KeyPress, target: KeyTarget = 'other', held: readonly string[] = [], mac = false): string | null {
  return commandFor(bound, key, { mac, held: new Set(held), target })?.id ?? null
}

describe('shortcuts', () => {
  it('take the printed letter with Ctrl, and the place of the key for transport and tools', () => {
    // A German keyboard has Z where an American one has Y.
    expect(hit(press('z', 'KeyY', { ctrl: true }))).toBe('undo')
    expect(hit(press('Z', 'KeyY', { ctrl: true, shift: true }))).toBe('redo')
    // Dvorak prints N on the key that is L elsewhere.
    expect(hit(press('n', 'KeyL'))).toBe('forward')
    expect(hit(press('x', 'KeyB', { ctrl: true }))).toBeNull()
  })

  it('work on a keyboard without Latin letters', () => {
    expect(hit(press('я', 'KeyZ', { ctrl: true }))).toBe('undo')
    expect(hit(press('Я', 'KeyZ', { shift: true }))).toBe('fit')
  })

  it('mean Command on a Mac and Control elsewhere, and nothing with both', () => {
    expect(hit(press('z', 'KeyZ', { meta: true }), 'other', [], true)).toBe('undo')
    expect(hit(press('z', 'KeyZ', { ctrl: true }), 'other', [], true)).toBeNull()
    expect(hit(press('z', 'KeyZ', { meta: true }))).toBeNull()
    expect(hit(press('z', 'KeyZ', { ctrl: true, meta: true }))).toBeNull()
  })

  it('leave plain keys to a field that drops a list, and keep theirs with Ctrl', () => {
    expect(hit(press('n', 'KeyL'), 'choice')).toBeNull()
    expect(hit(press('z', 'KeyZ', { ctrl: true }), 'choice')).toBe('undo')
  })

  it('want exactly their modifiers', () => {
    expect(hit(press('b', 'KeyB'))).toBe('blade')
    expect(hit(press('b', 'KeyB', { ctrl: true }))).toBe('split')
    expect(hit(press('B', 'KeyB', { shift: true }))).toBeNull()
    expect(hit(press('ArrowLeft', 'ArrowLeft', { alt: true }))).toBe('moveLeft')
    expect(hit(press('ArrowLeft', 'ArrowLeft'))).toBeNull()
  })

  it('know K held down with L from L alone', () => {
    expect(hit(press('l', 'KeyL'), 'other', ['KeyK'])).toBe('step')
    expect(hit(press('l', 'KeyL'))).toBe('forward')
  })

  it('take symbols wherever the layout has them', () => {
    expect(hit(press('+', 'Equal', { shift: true }))).toBe('zoomIn')
    expect(hit(press('=', 'Equal'))).toBe('zoomIn')
    expect(hit(press('+', 'BracketRight'))).toBe('zoomIn')
    expect(hit(press('?', 'Minus', { shift: true }))).toBe('help')
    expect(hit(press('[', 'Digit8', { ctrl: true, alt: true }))).toBe('trimStart')
    expect(hit(press('ü', 'BracketLeft'))).toBe('trimStart')
    expect(hit(press('+', 'Equal', { ctrl: true, shift: true }))).toBeNull()
  })

  it('tell a symbol with Alt from the symbol alone', () => {
    expect(hit(press(',', 'Comma'))).toBe('shorter')
    expect(hit(press(',', 'Comma', { alt: true }))).toBe('rollEarlier')
    expect(hit(press('≤', 'Comma', { alt: true }), 'other', [], true)).toBe('rollEarlier')
    expect(hit(press(',', 'Comma', { ctrl: true }))).toBeNull()
  })

  it('leave text, sliders and check boxes their own keys', () => {
    expect(hit(press(' ', 'Space'), 'text')).toBeNull()
    expect(hit(press('z', 'KeyZ', { ctrl: true }), 'text')).toBeNull()
    expect(hit(press('s', 'KeyS', { ctrl: true }), 'text')).toBe('save')
    expect(hit(press('ArrowRight', 'ArrowRight'), 'arrows')).toBeNull()
    expect(hit(press(' ', 'Space'), 'arrows')).toBe('play')
    expect(hit(press(' ', 'Space'), 'space')).toBeNull()
    expect(hit(press('b', 'KeyB'), 'popup')).toBeNull()
    expect(hit(press(' ', 'Space'))).toBe('play')
  })

  it('are printed as the machine writes them', () => {
    expect(printShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
    expect(printShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z')
    expect(printShortcut('Alt+ArrowLeft', false)).toBe('Alt+←')
    expect(printShortcut('K+L', true)).toBe('K+L')
    expect(printShortcut('Mod++', false)).toBe('Ctrl++')
  })

  it('refuse what is no shortcut', () => {
    expect(() => parseShortcut('Mod+Shift')).toThrow('Not a shortcut')
    expect(() => parseShortcut('A+B+C')).toThrow('Not a shortcut')
  })
})
