import { differingWords } from '../../shared/continuity/word-difference'
import type { Take } from '../../shared/jobs/take'
import type { FilmDocument } from '../../shared/project/document'
import { hasSettings } from '../../shared/timeline/edits/take-settings'
import { restoreSettings, type NumberedTake } from '../state/take-actions'
import { differingLabels, promptOf, takeRows } from '../state/take-rows'
import { Button } from '../ui/Button'
import styles from './Compare.module.css'
import { paneLetters } from './ComparePane'

interface CompareTableProps {
  readonly film: FilmDocument
  readonly takes: readonly NumberedTake[]
  /** Index of the take that the others are held against. */
  readonly chosen: number
  readonly disabled: boolean
}

function Prompt({ take, other }: { readonly take: Take; readonly other: Take | undefined }) {
  const prompt = promptOf(take)
  if (prompt === '') return <span className={styles['quiet']}>no prompt</span>
  if (!other || other === take) return prompt
  // Pieces have no names of their own; they are made anew with the text.
  return differingWords(promptOf(other), prompt).map(({ text, same }, index) =>
    same ? <span key={index}>{text}</span> : <mark key={index}>{text}</mark>,
  )
}

/** What the takes were made with, side by side; what is not the same in all of them is marked. */
export function CompareTable({ film, takes, chosen, disabled }: CompareTableProps) {
  const rows = takes.map(({ take }) => takeRows(take, film))
  const differing = differingLabels(rows)
  const labels = [...new Set(rows.flatMap((own) => own.map(({ label }) => label)))]
  const textOf = (at: number, label: string): string => rows[at]?.find((row) => row.label === label)?.text ?? '–'
  return (
    <div className={styles['tableBox']} role="region" aria-label="What the takes were made with">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Made with</th>
            {takes.map(({ number }, at) => (
              <th key={number} scope="col" data-chosen={at === chosen}>
                {paneLetters[at]} · Take {number}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Prompt</th>
            {takes.map(({ take }) => (
              <td key={take.id} className={styles['prompt']}>
                <Prompt take={take} other={takes[chosen]?.take} />
              </td>
            ))}
          </tr>
          {labels.map((label) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {takes.map(({ take }, at) => (
                <td key={take.id}>{differing.has(label) ? <mark>{textOf(at, label)}</mark> : textOf(at, label)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Again</th>
            {takes.map((one) => (
              <td key={one.take.id}>
                {hasSettings(one.take) && (
                  <Button
                    aria-label={`Use the settings of take ${one.number}`}
                    disabled={disabled}
                    onClick={() => restoreSettings(one)}
                  >
                    Use these settings
                  </Button>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
