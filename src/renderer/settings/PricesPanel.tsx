import { RotateCcw } from 'lucide-react'
import { useStore } from 'zustand'
import { readUnitPrice } from '../../shared/models/money-entry'
import { findProvider } from '../../shared/models/money'
import { listPrices } from '../../shared/models/prices'
import { changePrice } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { showNotice } from '../state/dialog-store'
import { IconButton } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { priceNumber, priceRows, secondInDollars, type PriceRow } from './price-rows'
import styles from './Settings.module.css'

function enterPrice({ key, listed, provider }: PriceRow, text: string): string | null | Promise<string | null> {
  // An emptied field and the list's own price both mean: as listed.
  if (text.trim() === '') return changePrice(key, null)
  const read = readUnitPrice(provider, text)
  if (!read.ok) return read.problem
  return changePrice(key, read.value === listed ? null : read.value)
}

async function reset(key: string): Promise<void> {
  const problem = await changePrice(key, null)
  if (problem !== null) showNotice('problem', problem)
}

function PriceLine({ row }: { readonly row: PriceRow }) {
  const { key, label, listed, provider } = row
  const own = useStore(accountStore, (state) => state.settings?.prices[key] ?? null)
  const holds = own ?? listed
  const dollars = holds === null ? null : secondInDollars(provider, holds)
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{listed === null ? 'not listed' : priceNumber(listed)}</td>
      <td className={styles['entry']}>
        <EntryField
          label={`${findProvider(provider)?.unit?.many ?? 'Units'} per second of ${label}`}
          align="end"
          value={holds === null ? '' : priceNumber(holds)}
          placeholder="not known"
          maxLength={30}
          onEnter={(text) => enterPrice(row, text)}
        />
      </td>
      <td>{dollars ?? '–'}</td>
      <td className={styles['reset']}>
        {own !== null && (
          <IconButton icon={RotateCcw} label={`Back to the listed price of ${label}`} onClick={() => void reset(key)} />
        )}
      </td>
    </tr>
  )
}

/** What a second of each paid model costs: the list that came with the app, and the user's own prices over it. */
export function PricesPanel() {
  return (
    <div className={styles['panel']}>
      <p className={styles['intro']}>
        Estimates and budgets follow the prices used here; an emptied field goes back to the list. What was really
        charged stands in the ledger.
      </p>
      <table className={styles['table']} aria-label="Prices">
        <thead>
          <tr>
            <th scope="col">Credits per second</th>
            <th scope="col">Listed</th>
            <th scope="col">Used here</th>
            <th scope="col">In money</th>
            <th scope="col">
              <span className={styles['unseen']}>Reset</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {priceRows.map((row) => (
            <PriceLine key={row.key} row={row} />
          ))}
        </tbody>
      </table>
      <p className={styles['foot']}>
        Listed as of {listPrices.asOf}: {listPrices.source}.
      </p>
    </div>
  )
}
