import { RotateCcw } from 'lucide-react'
import { useStore } from 'zustand'
import { readUnitPrice } from '../../shared/models/money-entry'
import { findProvider } from '../../shared/models/money'
import { listPrices } from '../../shared/models/prices'
import { changePrice } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { shownAccounts, usedProviders } from '../state/shown-accounts'
import { IconButton } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { providerLabel } from './account-words'
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

/** `Credits per second`, with whose they are where there is more than one. */
function headWords(provider: string, alone: boolean): string {
  const many = findProvider(provider)?.unit?.many ?? 'units'
  if (alone) return `${many.charAt(0).toUpperCase()}${many.slice(1)} per second`
  return `${providerLabel(provider)}: ${many} per second`
}

function PriceTable({ provider, alone }: { readonly provider: string; readonly alone: boolean }) {
  return (
    <table className={styles['table']} aria-label={alone ? 'Prices' : `Prices of ${providerLabel(provider)}`}>
      <thead>
        <tr>
          <th scope="col">{headWords(provider, alone)}</th>
          <th scope="col">Listed</th>
          <th scope="col">Used here</th>
          <th scope="col">In money</th>
          <th scope="col">
            <span className={styles['unseen']}>Reset</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {priceRows
          .filter((row) => row.provider === provider)
          .map((row) => (
            <PriceLine key={row.key} row={row} />
          ))}
      </tbody>
    </table>
  )
}

/** What a second of each paid model costs: the list that came with the app, and the user's own prices over it. */
export function PricesPanel() {
  const accounts = useStore(accountStore, (state) => state.accounts)
  const used = useStore(documentStore, (state) => usedProviders(state.document))
  const shown = shownAccounts(accounts, used)
  return (
    <div className={styles['panel']}>
      <p className={styles['intro']}>
        Estimates and budgets follow the prices used here; an emptied field goes back to the list. What was really
        charged stands in the ledger.
      </p>
      {shown.map(({ provider }) => (
        <PriceTable key={provider} provider={provider} alone={shown.length === 1} />
      ))}
      <p className={styles['foot']}>
        Listed as of {listPrices.asOf}: {listPrices.source}.
      </p>
    </div>
  )
}
