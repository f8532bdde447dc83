import { useState } from 'react'
import { useStore } from 'zustand'
import type { Command } from '../commands/command'
import { commands } from '../commands/registry'
import { printShortcut } from '../commands/shortcuts'
import { closeDialog } from '../state/dialog-store'
import { sessionStore } from '../state/session-store'
import { Dialog } from '../ui/Dialog'
import styles from './Dialogs.module.css'

const groups = ['File', 'Edit', 'Shot', 'Timeline', 'Play', 'View', 'Help'] as const

interface ShortcutGroupProps {
  readonly group: string
  readonly found: readonly Command[]
  readonly mac: boolean
}

function ShortcutGroup({ group, found, mac }: ShortcutGroupProps) {
  return (
    <section className={styles['group']}>
      <h3>{group}</h3>
      <dl>
        {found.map((command) => (
          <div key={command.id}>
            <dt>{command.label()}</dt>
            <dd>
              {command.keys.map((key) => (
                <kbd key={key}>{printShortcut(key, mac)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Every key there is, found by what it does. */
export function ShortcutSheet() {
  const [wanted, setWanted] = useState('')
  const mac = useStore(sessionStore, (state) => state.info?.platform === 'darwin')
  const words = wanted.trim().toLowerCase()
  const keyed = commands.filter((command) => command.keys.length > 0)
  const found = keyed.filter((command) =>
    [command.label(), ...command.keys.map((key) => printShortcut(key, mac))].some((text) =>
      text.toLowerCase().includes(words),
    ),
  )
  return (
    <Dialog wide title="Keyboard shortcuts" onClose={closeDialog}>
      <input
        type="search"
        className={styles['find']}
        aria-label="Search shortcuts"
        placeholder="Search"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {found.length === 0 && <p>No shortcut does that.</p>}
      <div className={styles['sheet']}>
        {groups.map((group) => {
          const own = found.filter((command) => command.group === group)
          return own.length > 0 && <ShortcutGroup key={group} group={group} found={own} mac={mac} />
        })}
      </div>
    </Dialog>
  )
}
