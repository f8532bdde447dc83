import { generateShots, shotsToGenerate } from '../state/generate-shots'
import { documentStore } from '../state/document-store'
import type { Command } from './command'

function generateLabel(): string {
  const count = shotsToGenerate().length
  return count === 1 ? 'Generate 1 Shot' : `Generate ${count} Shots`
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
