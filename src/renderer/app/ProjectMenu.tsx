import { Clapperboard, FilePlus2, FolderOpen, Save, Settings2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { findCommand, runCommand } from '../commands/registry'
import { printShortcut } from '../commands/shortcuts'
import { documentStore } from '../state/document-store'
import { clearSelection } from '../state/selection-store'
import { sessionStore } from '../state/session-store'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/Menu'
import { openRecent } from '../state/project-controller'

function useKeys(): (id: string) => string | undefined {
  const mac = useStore(sessionStore, (state) => state.info?.platform === 'darwin')
  return (id) => {
    const key = findCommand(id).keys[0]
    return key === undefined ? undefined : printShortcut(key, mac)
  }
}

const recentsShown = 8

/** Films: new, open, recent, the sample, save as, settings. */
export function ProjectMenu({ trigger }: { readonly trigger: ReactElement }) {
  const recents = useStore(sessionStore, (state) => state.info?.recents) ?? []
  const open = useStore(documentStore, (state) => state.document !== null)
  const keys = useKeys()
  const run = (id: string) => (): void => void runCommand(id)
  return (
    <Menu trigger={trigger}>
      <MenuItem icon={FilePlus2} label="New film" keys={keys('file.new')} onSelect={run('file.new')} />
      <MenuItem icon={FolderOpen} label="Open film…" keys={keys('file.open')} onSelect={run('file.open')} />
      <MenuItem icon={Clapperboard} label="Open the sample" onSelect={run('file.openSample')} />
      {recents.length > 0 && (
        <MenuGroup label="Recent">
          {recents.slice(0, recentsShown).map((recent) => (
            <MenuItem
              key={recent.id}
              label={recent.title}
              detail={recent.missing ? `Not found: ${recent.location}` : recent.location}
              disabled={recent.missing}
              onSelect={() => void openRecent(recent.id)}
            />
          ))}
        </MenuGroup>
      )}
      <MenuSeparator />
      <MenuItem
        icon={Save}
        label="Save as…"
        keys={keys('file.saveAs')}
        disabled={!open}
        onSelect={run('file.saveAs')}
      />
      <MenuItem icon={Settings2} label="Film settings" disabled={!open} onSelect={clearSelection} />
    </Menu>
  )
}
