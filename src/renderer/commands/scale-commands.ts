import { chooseScale, nextScale, scaleNow } from '../state/scale'
import type { Command } from './command'

function step(direction: 1 | -1): Pick<Command, 'enabled' | 'run'> {
  return {
    enabled: () => nextScale(scaleNow(), direction) !== null,
    run: async () => {
      const next = nextScale(scaleNow(), direction)
      if (next !== null) await chooseScale(next)
    },
  }
}

/** How large everything in the window is. */
export const scaleCommands: readonly Command[] = [
  {
    id: 'view.larger',
    group: 'View',
    label: () => 'Larger Window Text',
    keys: ['Mod++'],
    whileTyping: true,
    ...step(1),
  },
  {
    id: 'view.smaller',
    group: 'View',
    label: () => 'Smaller Window Text',
    keys: ['Mod+-'],
    whileTyping: true,
    ...step(-1),
  },
  {
    id: 'view.usualSize',
    group: 'View',
    label: () => 'Usual Window Text',
    keys: ['Mod+0'],
    whileTyping: true,
    enabled: () => scaleNow() !== 1,
    run: () => chooseScale(1),
  },
]
