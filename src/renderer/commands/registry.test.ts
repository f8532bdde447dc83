import { describe, expect, it } from 'vitest'
import { commands, findCommand } from './registry'
import { parseShortcut } from './shortcuts'

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('the registry', () => {
  it('has no id and no key twice', () => {
    expect(repeated(commands.map((command) => command.id))).toEqual([])
    expect(repeated(commands.flatMap((command) => command.keys))).toEqual([])
  })

  it('writes every key in a notation that can be read', () => {
    for (const command of commands) for (const key of command.keys) expect(() => parseShortcut(key)).not.toThrow()
  })

  it('can say of every command, with no project open, whether it is possible and what it is called', () => {
    for (const command of commands) {
      expect(typeof command.enabled()).toBe('boolean')
      expect(command.label()).toMatch(/^[A-Z]/)
      expect(command.id.startsWith(`${command.id.split('.')[0]}.`)).toBe(true)
    }
  })

  it('finds by id and refuses an unknown one', () => {
    expect(findCommand('edit.undo').keys[0]).toBe('Mod+Z')
    expect(() => findCommand('edit.nothing')).toThrow('No command')
  })

  it('has the keys that editors know', () => {
    const known: Readonly<Record<string, string>> = {
      Space: 'play.toggle',
      K: 'play.stop',
      L: 'play.forward',
      J: 'play.backward',
      S: 'shot.split',
      B: 'view.blade',
      V: 'view.select',
      N: 'view.snapping',
      Delete: 'edit.delete',
      'Mod+A': 'edit.selectAll',
      'Shift+Z': 'view.fit',
      '?': 'help.shortcuts',
    }
    for (const [key, id] of Object.entries(known)) expect(findCommand(id).keys).toContain(key)
  })
})
