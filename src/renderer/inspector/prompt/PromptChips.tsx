import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Shot } from '../../../shared/project/document'
import { updateShot } from '../../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../../state/document-store'
import { flushDrafts } from '../../ui/draft'
import { Menu, MenuItem } from '../../ui/Menu'
import styles from '../Inspector.module.css'
import { chipWords, insertWords } from './chip-words'

interface ChipsProps {
  readonly shot: Shot
  /** Where the prompt is written. Its caret stays while a chip's list has the focus. */
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly disabled: boolean
}

function write(shot: Shot, area: HTMLTextAreaElement | null, words: string): void {
  flushSync(flushDrafts)
  const now = documentStore.getState().document?.shots.get(shot.id)?.prompt ?? ''
  // A field nobody has been in has its caret at the beginning; words go behind what is there.
  const marked = area?.dataset['visited'] === 'true' ? ([area.selectionStart, area.selectionEnd] as const) : null
  const { text, caret } = insertWords(now, words, marked ?? [now.length, now.length])
  flushSync(() =>
    commit('Add Words to Prompt', (film) => updateShot(film, { shotId: shot.id, patch: { prompt: text } })),
  )
  if (!area) return
  area.setSelectionRange(caret, caret)
  area.dataset['visited'] = 'true'
}

/** Words by what they are about, which go where the caret is in the prompt. */
export function PromptChips({ shot, area, disabled }: ChipsProps) {
  return (
    <div className={styles['chips']} role="group" aria-label="Words for the prompt">
      {chipWords.map(({ label, choices }) => (
        <Menu
          key={label}
          trigger={
            <button type="button" className={styles['chip']} disabled={disabled}>
              {label}
            </button>
          }
        >
          {choices.map((words) => (
            <MenuItem key={words} label={words} onSelect={() => write(shot, area.current, words)} />
          ))}
        </Menu>
      ))}
    </div>
  )
}
