import { History } from 'lucide-react'
import { useStore } from 'zustand'
import type { Shot } from '../../../shared/project/document'
import { updateShot } from '../../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../../state/document-store'
import { factsStore } from '../../state/facts-store'
import { IconButton } from '../../ui/Button'
import { flushDrafts } from '../../ui/draft'
import { Menu, MenuItem } from '../../ui/Menu'
import { earlierPrompts, type EarlierPrompt } from './prompt-history'

function originOf({ take }: EarlierPrompt): string {
  return take === null ? 'Written in this session' : `Take ${take.number} was made with it`
}

function takePrompt(shot: Shot, text: string): void {
  flushDrafts()
  commit('Use Earlier Prompt', (film) => updateShot(film, { shotId: shot.id, patch: { prompt: text } }))
}

/** Drawn only while the list is open. */
function Items({ shot }: { readonly shot: Shot }) {
  const takes = useStore(factsStore, (state) => state.takes.byShot.get(shot.id))
  const steps = useStore(documentStore, (state) => state.undoSteps)
  const earlier = earlierPrompts(shot.id, shot.prompt, takes ?? [], steps)
  if (earlier.length === 0) {
    return (
      <MenuItem
        label="No earlier prompts"
        detail="What is written here, and what takes are made with, is kept."
        disabled
        onSelect={() => undefined}
      />
    )
  }
  return earlier.map((one) => (
    <MenuItem key={one.text} label={one.text} detail={originOf(one)} onSelect={() => takePrompt(shot, one.text)} />
  ))
}

/** The prompts this shot had before; choosing one is one undo step. */
export function PromptHistory({ shot, disabled }: { readonly shot: Shot; readonly disabled: boolean }) {
  return (
    <Menu align="end" trigger={<IconButton icon={History} label="Earlier prompts of this shot" disabled={disabled} />}>
      <Items shot={shot} />
    </Menu>
  )
}
