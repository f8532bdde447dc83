import { CircleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import { shortWords } from '../../shared/models/money'
import type { Shot } from '../../shared/project/document'
import { accountStore } from '../state/account-store'
import { documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { wordOf } from '../state/face-words'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { shotPicture } from '../state/shot-picture'
import { priceOfShot } from '../state/shot-price'
import { StateIcon } from '../ui/StateIcon'
import { Thumbnail } from '../ui/Thumbnail'
import { CellEditor, type LeaveStep } from './CellEditor'
import { cellProblems, framesWords, type RowFilm } from './cell-words'
import { columns, type ColumnId } from './columns'
import type { ShotRow } from './shot-rows'
import styles from './Table.module.css'

export function cellId(shotId: ShotId, column: ColumnId): string {
  return `cell-${shotId}-${column}`
}

function Picture({ row }: { readonly row: ShotRow }) {
  const source = useStore(filmStore, ({ clipById }) => clipById.get(row.clipIds[0] ?? ('' as never))?.source)
  const size = useStore(documentStore, (state) => state.document?.settings.size)
  return (
    <span className={styles['picture']}>
      <Thumbnail picture={source && size ? shotPicture(source, { size }) : null} />
    </span>
  )
}

function State({ shotId }: { readonly shotId: ShotId }) {
  const face = useStore(faceStore, (state) => faceOf(state, shotId))
  return (
    <span className={styles['state']} data-state={face.kind}>
      <StateIcon state={face.kind} />
      <span className={styles['clipped']}>{wordOf(face)}</span>
    </span>
  )
}

function Takes({ shotId }: { readonly shotId: ShotId }) {
  const count = useStore(factsStore, ({ takes }) => takes.byShot.get(shotId)?.length ?? 0)
  return count === 0 ? '–' : String(count)
}

function Price({ shot }: { readonly shot: Shot }) {
  const prices = useStore(accountStore, (state) => state.prices)
  const price = useStore(documentStore, ({ document }) => document && priceOfShot(document, shot, prices))
  return <span className={styles['clipped']}>{shortWords(shot.provider, price)}</span>
}

interface RowFacts {
  readonly row: ShotRow
  /** Of each shot of the film. */
  readonly numbers: ReadonlyMap<ShotId, number>
  readonly film: RowFilm
}

const contents: Readonly<Record<ColumnId, (shot: Shot, about: RowFacts) => ReactNode>> = {
  number: (_shot, { row }) => (
    <>
      <span className={styles['number']}>{row.number}</span>
      <Picture row={row} />
    </>
  ),
  name: (shot) => <span className={styles['clipped']}>{shot.name}</span>,
  prompt: (shot) => <span className={styles['clipped']}>{shot.prompt}</span>,
  model: (shot) => (
    <span className={styles['clipped']}>{findModel(shot.provider, shot.model)?.label ?? shot.model}</span>
  ),
  seconds: (shot) => (shot.autoSeconds ? 'auto' : shot.seconds),
  frames: (shot, { film, numbers }) => (
    <span className={styles['clipped']}>{framesWords(film, shot, (id) => numbers.get(id))}</span>
  ),
  takes: (shot) => <Takes shotId={shot.id} />,
  price: (shot) => <Price shot={shot} />,
  state: (shot) => <State shotId={shot.id} />,
}

interface CellProps extends RowFacts {
  readonly shot: Shot
  readonly column: ColumnId
  readonly problem: string | undefined
  readonly active: boolean
  readonly editing: boolean
  readonly onLeave: (step: LeaveStep) => void
}

function Cell({ shot, column, problem, active, editing, onLeave, ...facts }: CellProps) {
  const tooltip = problem ?? (column === 'prompt' || column === 'name' ? shot[column] : undefined)
  return (
    <div
      role="gridcell"
      id={cellId(shot.id, column)}
      className={styles['cell']}
      data-column={column}
      data-active={active || undefined}
      data-problem={problem !== undefined || undefined}
      title={editing ? undefined : tooltip}
    >
      {editing ? <CellEditor shot={shot} column={column} onLeave={onLeave} /> : contents[column](shot, facts)}
      {problem !== undefined && !editing && (
        <>
          <CircleAlert aria-hidden className={styles['problem']} />
          <span className={styles['unseen']}>{problem}</span>
        </>
      )}
    </div>
  )
}

interface TableRowProps extends RowFacts {
  /** Place among the rows that show, from 0. */
  readonly index: number
  /** The column of the keyboard's cell, when it is in this row. */
  readonly active: ColumnId | null
  readonly editing: boolean
  readonly onLeave: (step: LeaveStep) => void
}

/** One shot of the table; it renders again only when this shot, its state or its selection changes. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, index, numbers, film, active, editing, onLeave } = props
  const shot = useStore(documentStore, (state) => state.document?.shots.get(row.shotId))
  const selected = useStore(selectionStore, ({ clipIds }) => row.clipIds.some((id) => clipIds.has(id)))
  if (!shot) return null
  const problems = cellProblems(film, shot)
  return (
    <div
      role="row"
      data-row
      data-shot={row.shotId}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles['row']}
    >
      {columns.map(({ id }) => (
        <Cell
          key={id}
          shot={shot}
          row={row}
          column={id}
          numbers={numbers}
          film={film}
          problem={problems.get(id)}
          active={active === id}
          editing={active === id && editing}
          onLeave={onLeave}
        />
      ))}
    </div>
  )
})
