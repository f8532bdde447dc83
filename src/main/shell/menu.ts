import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuItem } from '../../shared/ipc/contract'

const groups = ['File', 'Edit', 'Shot', 'Timeline', 'Play', 'View', 'Help'] as const
const isMac = process.platform === 'darwin'

const keyWords: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
}

/** The registry's key notation in Electron's words. */
function acceleratorOf(key: string): string {
  return key
    .split('+')
    .map((part) => keyWords[part] ?? part)
    .join('+')
}

function templateItem(item: MenuItem, run: (id: string) => void): MenuItemConstructorOptions {
  return {
    id: item.id,
    label: item.label,
    enabled: item.enabled,
    click: () => run(item.id),
    // The window handles its keys itself (text fields, held keys); the menu shows them.
    ...(item.key === null ? {} : { accelerator: acceleratorOf(item.key), registerAccelerator: false }),
  }
}

function endOf(group: (typeof groups)[number]): MenuItemConstructorOptions[] {
  if (group === 'File') return [{ type: 'separator' }, { role: isMac ? 'close' : 'quit' }]
  if (group !== 'Edit') return []
  return [{ type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }]
}

/** Builds the menu from what the window's command registry says; there is no second list of actions. */
export function setMenu(items: readonly MenuItem[], run: (id: string) => void): void {
  const template = groups.map((group): MenuItemConstructorOptions => {
    const own = items.filter((item) => item.group === group).map((item) => templateItem(item, run))
    return { label: group, submenu: [...own, ...endOf(group)] }
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [{ role: 'appMenu' }, ...template] : template))
}
