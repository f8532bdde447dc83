import { describe, expect, test, vi } from 'vitest'
import type { MenuItem } from '../../shared/ipc/contract'
import { setMenu } from './menu'

interface Item {
  readonly label?: string
  readonly role?: string
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly enabled?: boolean
  readonly click?: () => void
  readonly submenu?: readonly Item[]
}

const shown = vi.hoisted(() => ({ menu: [] as readonly unknown[] }))
vi.mock('electron', () => ({
  Menu: {
    buildFromTemplate: (template: readonly unknown[]) => template,
    setApplicationMenu: (menu: readonly unknown[]) => (shown.menu = menu),
  },
}))

describe('the menu', () => {
  const item = (more: Partial<MenuItem>): MenuItem => ({
    id: 'undo',
    group: 'Edit',
    label: 'Undo',
    key: 'Mod+Z',
    enabled: true,
    ...more,
  })
  const open = (
    items: readonly MenuItem[],
    run = vi.fn<(id: string) => void>(),
  ): { group: Item[]; run: typeof run } => {
    setMenu(items, run)
    const groups = shown.menu as readonly Item[]
    return { group: [...(groups.find(({ label }) => label === items[0]?.group)?.submenu ?? [])], run }
  }

  test('shows a command under its group and runs it by its name', () => {
    const { group, run } = open([item({})])
    expect(group[0]).toMatchObject({ label: 'Undo', enabled: true, accelerator: 'CommandOrControl+Z' })
    group[0]?.click?.()
    expect(run).toHaveBeenCalledWith('undo')
  })

  test('shows keys without taking them: the window handles its own', () => {
    expect(open([item({})]).group[0]?.registerAccelerator).toBe(false)
    expect(open([item({ key: null })]).group[0]).not.toHaveProperty('accelerator')
  })

  test('has the groups in their order, empty ones too', () => {
    open([])
    const labels = (shown.menu as readonly Item[]).flatMap(({ label }) => label ?? [])
    expect(labels).toEqual(['File', 'Edit', 'Shot', 'Timeline', 'Play', 'View', 'Help'])
  })

  test.each([
    ['Mod+Shift+Z', 'CommandOrControl+Shift+Z'],
    ['ArrowLeft', 'Left'],
    ['Shift+ArrowRight', 'Shift+Right'],
    ['Alt+ArrowUp', 'Alt+Up'],
    ['ArrowDown', 'Down'],
    ['Space', 'Space'],
    ['Delete', 'Delete'],
    ['Mod+Enter', 'CommandOrControl+Enter'],
    ['?', '?'],
  ])('%s is written %s in a menu', (key, accelerator) => {
    expect(open([item({ key })]).group[0]?.accelerator).toBe(accelerator)
  })
})
