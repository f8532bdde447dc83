import { askingPrice } from '../state/estimate'
import { documentStore } from '../state/document-store'
import { keepStale, refreshEstimate, refreshShots, staleShotIds } from '../state/stale-shots'
import type { Command } from './command'

function refreshLabel(): string {
  const stale = staleShotIds()
  if (stale.length === 0) return 'Refresh Stale Shots'
  const ask = refreshEstimate(stale)
  const hanging = ask.wanted.length - stale.length
  const shots = stale.length === 1 ? 'Stale Shot' : `${stale.length} Stale Shots`
  return `Refresh ${shots}${hanging > 0 ? ` and ${hanging} After` : ''} · ${askingPrice(ask)}`
}

const hasStale = (): boolean => !documentStore.getState().readOnly && staleShotIds().length > 0

/** What follows when shots start from frames of others. */
export const continuityCommands: readonly Command[] = [
  {
    id: 'shot.refreshStale',
    group: 'Shot',
    label: refreshLabel,
    keys: [],
    enabled: hasStale,
    run: () => refreshShots(staleShotIds()),
  },
  {
    id: 'shot.keepStale',
    group: 'Shot',
    label: () => 'Keep Stale Takes as They Are',
    keys: [],
    enabled: hasStale,
    run: () => keepStale(staleShotIds()),
  },
]
