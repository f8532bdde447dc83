import { useStore } from 'zustand'
import { findCommand, runCommand } from '../commands/registry'
import { printShortcut } from '../commands/shortcuts'
import { sessionStore } from '../state/session-store'
import { MenuItem, MenuSeparator } from '../ui/Menu'

/** Entries of a menu by their commands' ids; null draws a line. What is possible is asked as the menu opens. */
export function CommandItems({ ids }: { readonly ids: readonly (string | null)[] }) {
  const mac = useStore(sessionStore, (state) => state.info?.platform === 'darwin')
  return ids.map((id, index) => {
    if (id === null) return <MenuSeparator key={`line-${index}`} />
    const { label, keys, enabled } = findCommand(id)
    const shown = keys[0] === undefined ? undefined : printShortcut(keys[0], mac)
    return <MenuItem key={id} label={label()} keys={shown} disabled={!enabled()} onSelect={() => void runCommand(id)} />
  })
}
