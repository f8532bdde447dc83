import { TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import type { FilmDocument } from '../../shared/project/document'
import { accountStore } from '../state/account-store'
import { shotCount } from '../state/estimate'
import { Checkbox } from '../ui/Checkbox'
import { useVisibleRows } from '../ui/use-visible-rows'
import styles from './Preview.module.css'
import { sumWords, type PlannedEdit, type RowChange } from './row-changes'

/** Of a new shot only what somebody wrote or chose is told; the rest is as of any new shot. */
const toldOfNew: ReadonlySet<string> = new Set(['Prompt', 'Model', 'Seconds', 'Notes'])

/** How many of the same characters stand before what differs, so that it is seen in a long text. */
const context = 24

function fromDifference(before: string, after: string): readonly [string, string] {
  let same = 0
  while (same < before.length && before[same] === after[same]) same++
  const cut = same > context * 2 ? same - context : 0
  const shown = (text: string): string => (text === '' ? 'empty' : cut === 0 ? text : `…${text.slice(cut)}`)
  return [shown(before), shown(after)]
}

function Field({ label, before, after, isNew }: RowChange['fields'][number] & { readonly isNew: boolean }) {
  const [from, to] = isNew ? ['', after] : fromDifference(before, after)
  return (
    <span className={styles['field']} data-long={label === 'Prompt' || label === 'Notes' || undefined}>
      <span className={styles['quiet']}>{label}</span>
      {!isNew && (
        <>
          <del className={styles['before']}>{from}</del>
          <span aria-hidden>→</span>
        </>
      )}
      <ins className={styles['after']}>{to}</ins>
    </span>
  )
}

function Fields({ change }: { readonly change: RowChange }) {
  if (change.fields.length === 0) return <span className={styles['quiet']}>Nothing changes</span>
  return change.fields
    .filter(({ label, after }) => !change.isNew || (toldOfNew.has(label) && after !== ''))
    .map((field) => <Field key={field.label} {...field} isNew={change.isNew} />)
}

interface RowProps {
  readonly change: RowChange
  readonly index: number
  readonly onSkip: ((shotId: ShotId, skipped: boolean) => void) | undefined
  readonly skipped: boolean
}

function titleOf({ number, name, isNew, fields }: RowChange): string {
  const made = isNew ? fields.find(({ label }) => label === 'Name')?.after : undefined
  return `${number} · ${made ?? name}${isNew ? ' (new)' : ''}`
}

function PreviewRow({ change, index, onSkip, skipped }: RowProps) {
  const notes = change.notes.join(' ')
  const title = titleOf(change)
  const whole = change.fields.map(({ label, before, after }) => `${label}: ${before} → ${after}`).join('\n')
  return (
    <li data-row aria-posinset={index + 1} className={styles['row']} data-skipped={skipped || undefined} title={whole}>
      <span className={styles['title']}>
        {onSkip ? (
          <Checkbox label={title} checked={!skipped} onChange={(taken) => onSkip(change.shotId, !taken)} />
        ) : (
          <span className={styles['name']}>{title}</span>
        )}
        {notes !== '' && (
          <span className={styles['note']} title={notes}>
            <TriangleAlert aria-hidden className={styles['icon']} />
            <span className={styles['clipped']}>{notes}</span>
          </span>
        )}
      </span>
      <span className={styles['fields']}>
        <Fields change={change} />
      </span>
    </li>
  )
}

interface PreviewProps {
  readonly film: FilmDocument
  readonly planned: PlannedEdit
  readonly rows: readonly RowChange[]
  /** Said while nothing would change. */
  readonly nothing: string
  readonly skipped?: ReadonlySet<ShotId>
  readonly onSkip?: (shotId: ShotId, skipped: boolean) => void
}

const none: ReadonlySet<ShotId> = new Set()

/** What an edit of many shots would change, row by row, before it is agreed to. */
export function ChangePreview({ film, planned, rows, nothing, skipped = none, onSkip }: PreviewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const prices = useStore(accountStore, (state) => state.prices)
  const { from, to, rowHeight } = useVisibleRows(scroller, rows.length)
  const adjusted = rows.filter(({ notes }) => notes.length > 0).length
  const changed = rows.filter(({ shotId, fields }) => fields.length > 0 && !skipped.has(shotId)).length
  return (
    <section className={styles['preview']} aria-label="What changes">
      <p className={styles['sum']} aria-live="polite">
        {rows.length === 0 ? nothing : `${shotCount(changed)} · ${sumWords(film, planned, rows, prices)}`}
        {adjusted > 0 && ` · ${adjusted === 1 ? 'one has' : `${adjusted} have`} something to look at`}
      </p>
      {/* Rows that are not in the page can only be reached by scrolling it, which takes the keyboard's focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={styles['scroller']} tabIndex={0} role="group" aria-label="Changed shots">
        <ul
          className={styles['list']}
          style={{ paddingTop: from * rowHeight, paddingBottom: (rows.length - to) * rowHeight }}
        >
          {rows.slice(from, to).map((change, offset) => (
            <PreviewRow
              key={change.shotId}
              change={change}
              index={from + offset}
              onSkip={onSkip}
              skipped={skipped.has(change.shotId)}
            />
          ))}
        </ul>
      </div>
    </section>
  )
}
