import { askStore } from '../state/ask-store'
import { askedCount, askingPrice } from '../state/estimate'
import { generateShots, shotsToGenerate } from '../state/generate-shots'
import { documentStore } from '../state/document-store'
import type { Command } from './command'

function generateLabel(): string {
  const { ask } = askStore.getState()
  if (ask.wanted.length === 0) return 'Generate'
  const count = askedCount(ask)
  return `${count === 1 ? 'Generate 1 Shot' : `Generate ${count} Shots`} · ${askingPrice(ask)}`
}

export const generateCommands: readonly Command[] = [
  {
    id: 'shot.generate',
    group: 'Shot',
    label: generateLabel,
    keys: ['Mod+Enter'],
    whileTyping: true,
    enabled: () => !documentStore.getState().readOnly && shotsToGenerate().length > 0,
    run: () => generateShots(shotsToGenerate()),
  },
]
