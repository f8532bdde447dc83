import { hasSettings } from '../../shared/timeline/edits/take-settings'
import { chooseFootage } from '../state/footage-actions'
import { documentStore } from '../state/document-store'
import {
  lookedAt,
  neighbourOf,
  pickTake,
  restoreSettings,
  shotInHand,
  toggleReject,
  toggleStar,
  type NumberedTake,
} from '../state/take-actions'
import type { Command } from './command'

function canWrite(): boolean {
  const { document, readOnly } = documentStore.getState()
  return document !== null && !readOnly
}

function inHand(): NumberedTake | null {
  const shot = shotInHand()
  return shot && lookedAt(shot)
}

function markOf(take: NumberedTake | null): { readonly star: boolean; readonly reject: boolean } | undefined {
  return take ? documentStore.getState().document?.marks.get(take.take.id) : undefined
}

function step(id: string, label: string, keys: readonly string[], by: 1 | -1): Command {
  return {
    id,
    group: 'Shot',
    label: () => label,
    keys,
    enabled: () => canWrite() && neighbourOf(shotInHand(), by) !== null,
    run: () => {
      const take = neighbourOf(shotInHand(), by)
      if (take) pickTake(take)
    },
  }
}

function onTake(
  id: string,
  label: () => string,
  keys: readonly string[],
  run: (take: NumberedTake) => void,
  allows: (take: NumberedTake) => boolean = () => true,
): Command {
  const enabled = (): boolean => {
    const take = canWrite() ? inHand() : null
    return take !== null && allows(take)
  }
  return {
    id,
    group: 'Shot',
    label,
    keys,
    enabled,
    run: () => {
      const take = inHand()
      if (take) run(take)
    },
  }
}

/** What is done with the takes of the selected shot, else of the one under the playhead. */
export const takeCommands: readonly Command[] = [
  step('take.next', 'Next Take', ['Mod+]'], 1),
  step('take.previous', 'Previous Take', ['Mod+['], -1),
  onTake(
    'take.pick',
    () => 'Use Take in Film',
    ['P'],
    ({ take }) => pickTake(take),
  ),
  onTake('take.star', () => (markOf(inHand())?.star ? 'Take Star off Take' : 'Star Take'), ['F'], toggleStar),
  onTake('take.reject', () => (markOf(inHand())?.reject ? 'Take Back Rejection' : 'Reject Take'), ['X'], toggleReject),
  {
    id: 'take.footage',
    group: 'Shot',
    label: () => 'Add Footage as Take…',
    keys: [],
    enabled: () => canWrite() && shotInHand() !== null,
    run: () => {
      const shot = shotInHand()
      return shot ? chooseFootage(shot.id) : undefined
    },
  },
  onTake(
    'take.settings',
    () => 'Use Settings of Take',
    [],
    restoreSettings,
    ({ take }) => hasSettings(take),
  ),
]
