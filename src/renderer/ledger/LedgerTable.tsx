import { memo, useRef } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import { closeDialog } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { goToShot } from '../state/go-to-shot'
import { StateIcon } from '../ui/StateIcon'
import styles from './Ledger.module.css'
import {
  amountText,
  moneyColumns,
  onlyUnit,
  signOf,
  stateName,
  sumOf,
  type LedgerEntry,
  type MoneyColumn,
} from './ledger-sums'
import { useVisibleRows } from '../ui/use-visible-rows'

const columnNames: Readonly<Record<MoneyColumn, string>> = {
  estimated: 'Estimated',
  held: 'Held',
  charged: 'Charged',
  refunded: 'Refunded',
}

function timeText(at: string): string {
  return new Date(at).toLocaleString([], {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
}

function leaveFor(shotId: ShotId): void {
  closeDialog()
  goToShot(shotId)
}

const LedgerRow = memo(function LedgerRow({ entry, index }: { readonly entry: LedgerEntry; readonly index: number }) {
  const name = useStore(documentStore, (state) => state.document?.shots.get(entry.shotId)?.name)
  const model = findModel(entry.provider, entry.model)?.label ?? entry.model
  return (
    <tr data-row aria-rowindex={index + 2}>
      <td className={styles['quiet']}>
        <time dateTime={entry.at}>{timeText(entry.at)}</time>
      </td>
      <th scope="row" className={styles['shot']}>
        {name === undefined ? (
          <span title="No longer in the film">{entry.title}</span>
        ) : (
          <button type="button" title={`${name}: go to the shot`} onClick={() => leaveFor(entry.shotId)}>
            {name}
          </button>
        )}
      </th>
      <td className={styles['clipped']}>{model}</td>
      <td className={styles['number']}>{entry.seconds}</td>
      <td>
        <span className={styles['state']} data-state={signOf(entry)}>
          <StateIcon state={signOf(entry)} />
          {stateName(entry.state)}
        </span>
      </td>
      {moneyColumns.map((column) => (
        <td key={column} className={styles['number']} data-column={column}>
          {column === 'charged' && entry.assumed && <span className={styles['assumed']}>assumed</span>}
          {amountText(entry, column)}
        </td>
      ))}
    </tr>
  )
})

function Sums({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const unit = onlyUnit(entries)
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={5}>
          Sum of {entries.length === 1 ? 'one generation' : `${entries.length} generations`}
          <span className={styles['dollars']}>{unit === null ? '' : `in ${unit} and dollars`}</span>
        </th>
        {moneyColumns.map((column) => {
          const { units, dollars } = sumOf(entries, column, unit === null)
          return (
            <td key={column} className={styles['number']}>
              <strong>{units}</strong>
              <span className={styles['dollars']}>{dollars ?? ''}</span>
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}

/** Stands for rows that are not in the page. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 && <tr aria-hidden style={{ height }} />
}

/** The generations and their money, with the sums of what is shown at the foot. */
export function LedgerTable({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const { from, to, rowHeight } = useVisibleRows(scroller, entries.length)
  return (
    <div ref={scroller} className={styles['scroller']}>
      <table className={styles['table']} aria-label="Generations and their cost" aria-rowcount={entries.length + 2}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Shot</th>
            <th scope="col">Model</th>
            <th scope="col" className={styles['number']}>
              Sec
            </th>
            <th scope="col">State</th>
            {moneyColumns.map((column) => (
              <th key={column} scope="col" className={styles['number']}>
                {columnNames[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={from * rowHeight} />
          {entries.slice(from, to).map((entry, index) => (
            <LedgerRow key={entry.attemptId} entry={entry} index={from + index} />
          ))}
          <Gap height={(entries.length - to) * rowHeight} />
        </tbody>
        <Sums entries={entries} />
      </table>
    </div>
  )
}
