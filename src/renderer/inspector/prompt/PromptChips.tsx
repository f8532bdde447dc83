import { useEffect, useRef, type RefObject } from 'react'
import type { Shot } from '../../../shared/project/document'
import { updateShot } from '../../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../../state/document-store'
import { flushDrafts } from '../../ui/draft'
import { Menu, MenuItem } from '../../ui/Menu'
import styles from '../Inspector.module.css'
import { chipWords, insertWords } from './chip-words'

interface ChipsProps {
  readonly shot: Shot
  /** What has the field of the prompt in it. */
  readonly around: RefObject<HTMLElement | null>
  readonly disabled: boolean
}

type Marked = readonly [from: number, to: number]

/**
 * Keeps what is marked in the prompt, or where its caret is, as the keyboard leaves it for a chip.
 * The field itself forgets it when its text is replaced.
 */
function useMarked(around: RefObject<HTMLElement | null>, marked: RefObject<Marked | null>): void {
  useEffect(() => {
    const field = around.current?.querySelector('textarea')
    if (!field) return undefined
    const remember = (): void => {
      marked.current = [field.selectionStart, field.selectionEnd]
    }
    field.addEventListener('blur', remember)
    return () => field.removeEventListener('blur', remember)
  }, [around, marked])
}

/** Writes the words and answers where the caret is behind them. */
function write(shot: Shot, marked: Marked | null, words: string): number {
  flushDrafts()
  const now = documentStore.getState().document?.shots.get(shot.id)?.prompt ?? ''
  // Words go behind what is there while nobody has been in the field; the text may be shorter since.
  const [from, to] = marked ?? [now.length, now.length]
  const { text, caret } = insertWords(now, words, [Math.min(from, now.length), Math.min(to, now.length)])
  commit('Add Words to Prompt', (film) => updateShot(film, { shotId: shot.id, patch: { prompt: text } }))
  return caret
}

/** Words by what they are about, which go where the caret is in the prompt. */
export function PromptChips({ shot, around, disabled }: ChipsProps) {
  /** Null before anybody was in the field. */
  const marked = useRef<Marked | null>(null)
  useMarked(around, marked)
  const choose = (words: string): void => {
    const caret = write(shot, marked.current, words)
    marked.current = [caret, caret]
  }
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
            <MenuItem key={words} label={words} onSelect={() => choose(words)} />
          ))}
        </Menu>
      ))}
    </div>
  )
}
