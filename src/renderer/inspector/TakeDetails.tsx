import { useState } from 'react'
import { useStore } from 'zustand'
import { differingWords } from '../../shared/continuity/word-difference'
import type { Take } from '../../shared/jobs/take'
import type { FilmDocument } from '../../shared/project/document'
import { markTake } from '../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../state/document-store'
import type { NumberedTake } from '../state/take-actions'
import { TextField } from '../ui/TextField'
import { differingLabels, promptOf, takeRows } from '../state/take-rows'
import styles from './Takes.module.css'
import { useVisit } from '../state/visit-key'

/** A prompt, with the words marked that another take's does not have. */
function PromptWords({ take, other }: { readonly take: Take; readonly other: Take | null }) {
  const prompt = promptOf(take)
  if (prompt === '') return <span className={styles['quiet']}>no prompt</span>
  if (!other) return <>{prompt}</>
  return differingWords(promptOf(other), prompt).map(({ text, same }, index) =>
    // Pieces have no names of their own; they are made anew with the text.
    same ? <span key={index}>{text}</span> : <mark key={index}>{text}</mark>,
  )
}

function Note({ take, number, disabled }: NumberedTake & { readonly disabled: boolean }) {
  const note = useStore(documentStore, (state) => state.document?.marks.get(take.id)?.note ?? '')
  const visit = useVisit(`take-note ${take.id}`)
  return (
    <TextField
      label={`Note on take ${number}`}
      placeholder="Note"
      value={note}
      maxLength={2000}
      disabled={disabled}
      onVisit={visit.begin}
      onCommit={(text) =>
        commit('Note on Take', (film) => markTake(film, { takeId: take.id, patch: { note: text } }), visit.key())
      }
    />
  )
}

interface TakeDetailsProps extends NumberedTake {
  readonly film: FilmDocument
  /** The take in the film, when it is another one: what differs from it is marked. */
  readonly other: NumberedTake | null
  readonly disabled: boolean
}

/** All that a take was made with; what differs from the one in the film is marked. */
function Facts({ take, film, other }: Omit<TakeDetailsProps, 'disabled'>) {
  const rows = takeRows(take, film)
  const differing = other ? differingLabels([rows, takeRows(other.take, film)]) : new Set<string>()
  return (
    <>
      <p className={styles['prompt']}>
        <PromptWords take={take} other={other?.take ?? null} />
      </p>
      <dl className={styles['rows']}>
        {rows.map(({ label, text }) => (
          <div key={label} className={styles['factRow']}>
            <dt>{label}</dt>
            <dd>{differing.has(label) ? <mark>{text}</mark> : text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** A note on the take that is looked at, and, unfolded, all that it was made with. */
export function TakeDetails({ disabled, ...take }: TakeDetailsProps) {
  const [open, setOpen] = useState(false)
  const { number, other } = take
  return (
    <div className={styles['details']} role="group" aria-label={`About take ${number}`}>
      <Note key={take.take.id} take={take.take} number={number} disabled={disabled} />
      <details className={styles['facts']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{other ? `Take ${number}, beside take ${other.number} in the film` : `Take ${number}`}</summary>
        {open && <Facts {...take} />}
      </details>
    </div>
  )
}
