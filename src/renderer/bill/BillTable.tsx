import { useMemo } from 'react'
import { useStore } from 'zustand'
import { dollarWords, isMoney, micro } from '../../shared/models/money'
import type { Quote } from '../../shared/models/quote'
import { estimateSources } from '../state/ask-store'
import { documentStore } from '../state/document-store'
import { shotCount } from '../state/estimate'
import { factsStore } from '../state/facts-store'
import styles from './Bill.module.css'
import { billRows, unitHead, unitNumber, type BillRow } from './bill-rows'

/** The rows of a bill as the film is now: names and places follow it. */
export function useBillRows(quote: Quote): readonly BillRow[] {
  const film = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  return useMemo(() => {
    const going = estimateSources()?.open ?? new Set()
    return film ? billRows(quote.items, film, going, new Set(takes.byShot.keys())) : []
  }, [quote, film, takes])
}

function Cells({ row }: { readonly row: BillRow }) {
  return (
    <>
      <td className={styles['place']}>{row.places}</td>
      <th scope="row" className={styles['name']}>
        <span className={styles['nameWords']}>{row.name}</span>
        {row.note !== null && <span className={styles['note']}>{row.note}</span>}
      </th>
      <td className={styles['model']}>{row.model}</td>
      <td className={styles['number']}>{row.autoSeconds ? `≤ ${row.seconds}` : row.seconds}</td>
      {row.units === null ? (
        <td className={styles['number']} colSpan={2} data-free>
          free
        </td>
      ) : (
        <>
          <td className={styles['number']}>{row.units}</td>
          <td className={styles['number']}>{row.dollars ?? 'not known'}</td>
        </>
      )}
    </>
  )
}

/** What is generated and what each costs; its head and its total stay in sight. */
export function BillTable({ quote }: { readonly quote: Quote }) {
  const rows = useBillRows(quote)
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0)
  const isMost = rows.some((row) => row.autoSeconds)
  const counted = quote.totals.filter(({ provider }) => !isMoney(provider))
  const units = counted.map(({ amount }) => unitNumber(amount)).join(' + ')
  return (
    // What scrolls can be reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} role="region" aria-label="What is generated" tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['place']}>
              <span aria-label="Place in the film">#</span>
            </th>
            <th scope="col">Shot</th>
            <th scope="col">Model</th>
            <th scope="col" className={styles['number']}>
              Seconds
            </th>
            <th scope="col" className={styles['number']}>
              {unitHead(quote)}
            </th>
            <th scope="col" className={styles['number']}>
              Price
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.shotId}>
              <Cells row={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3} className={styles['place']}>
              {shotCount(rows.length)} in all
            </th>
            <td className={styles['number']}>
              {isMost && '≤ '}
              {unitNumber(seconds * micro)}
            </td>
            <td className={styles['number']}>{units === '' ? (quote.totals.length > 0 ? '–' : '0') : units}</td>
            <td className={styles['number']}>{quote.dollars === null ? 'not known' : dollarWords(quote.dollars)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
