import { commands } from '../../commands/registry'
import { printShortcut } from '../../commands/shortcuts'
import { documentStore } from '../../state/document-store'
import { filmStore } from '../../state/film-store'
import { goToShot } from '../../state/go-to-shot'
import { openRecent } from '../../state/project-controller'
import { sessionStore } from '../../state/session-store'
import { shotPlaces } from '../../state/shot-places'
import type { Searched } from './rank-entries'

/** One line of the palette. */
export interface PaletteEntry extends Searched {
  readonly id: string
  /** Stands at the right: the keys of a command, or where else this comes from. */
  readonly aside: string
  readonly run: () => unknown
}

function commandEntries(mac: boolean): readonly PaletteEntry[] {
  return commands
    .filter((command) => command.id !== 'help.palette')
    .map((command) => ({
      id: command.id,
      label: command.label(),
      also: command.group,
      enabled: command.enabled(),
      aside: command.keys[0] === undefined ? '' : printShortcut(command.keys[0], mac),
      run: command.run,
    }))
}

function shotEntries(): readonly PaletteEntry[] {
  const { document } = documentStore.getState()
  return [...shotPlaces(filmStore.getState().plan)].flatMap(([id, place]) => {
    const shot = document?.shots.get(id)
    if (!shot) return []
    return {
      id: `shot ${id}`,
      label: `Go to Shot ${place} · ${shot.name}`,
      also: shot.prompt,
      enabled: true,
      aside: 'Film',
      run: () => goToShot(id),
    }
  })
}

function recentEntries(): readonly PaletteEntry[] {
  return (sessionStore.getState().info?.recents ?? []).map((recent) => ({
    id: `film ${recent.id}`,
    label: `Open ${recent.title}`,
    also: recent.location,
    enabled: !recent.missing,
    aside: recent.missing ? 'Not found' : 'Recent',
    run: () => openRecent(recent.id),
  }))
}

/** Everything that can be done or gone to, as it is now. */
export function paletteEntries(): readonly PaletteEntry[] {
  const mac = sessionStore.getState().info?.platform === 'darwin'
  return [...commandEntries(mac), ...shotEntries(), ...recentEntries()]
}
