import { useMemo, useState } from 'react'
import { request } from '../bridge'
import { closeDialog, showNotice } from '../state/dialog-store'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Segmented } from '../ui/Segmented'
import { Switch } from '../ui/Switch'
import styles from './Ledger.module.css'
import { filterOf, isFree, ledgerFilters, shownEntries, type LedgerEntry, type LedgerFilter } from './ledger-sums'
import { LedgerTable } from './LedgerTable'
import { useLedger } from './use-ledger'

const filterNames: Readonly<Record<LedgerFilter, string>> = {
  all: 'All',
  open: 'Going on',
  unknown: 'May be charged',
  ready: 'Ready',
  ended: 'No take',
}

async function exportTable(): Promise<void> {
  const answer = await request('ledger:export', undefined)
  if (!answer.ok) showNotice('problem', answer.problem.message)
  else if (answer.value.written) showNotice('info', 'The ledger was saved as a table.')
}

/** Only what is there to be chosen, and how many. */
function segmentsOf(entries: readonly LedgerEntry[]): readonly { value: LedgerFilter; label: string }[] {
  return ledgerFilters.flatMap((value) => {
    const count = value === 'all' ? entries.length : entries.filter((entry) => filterOf(entry) === value).length
    return value !== 'all' && count === 0 ? [] : { value, label: `${filterNames[value]} ${count}` }
  })
}

function FilledLedger({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const [wanted, setFilter] = useState<LedgerFilter>('all')
  const free = entries.some(isFree)
  const paid = entries.some((entry) => !isFree(entry))
  const [withFree, setWithFree] = useState(!paid)
  const counted = useMemo(() => entries.filter((entry) => withFree || !isFree(entry)), [entries, withFree])
  const segments = segmentsOf(counted)
  // What was filtered for may be gone by now.
  const filter = segments.some(({ value }) => value === wanted) ? wanted : 'all'
  const shown = useMemo(() => shownEntries(entries, filter, withFree), [entries, filter, withFree])
  return (
    <div className={styles['filled']}>
      <div className={styles['filters']}>
        <Segmented fit label="Which generations" value={filter} segments={segments} onChange={setFilter} />
        {free && paid && <Switch label="Free rehearsals" checked={withFree} onChange={setWithFree} />}
      </div>
      <LedgerTable entries={shown} />
      {shown.some((entry) => entry.assumed) && (
        <p className={styles['legend']}>
          Assumed: the provider has not said what it charged, so the approved price stands for it.
        </p>
      )}
    </div>
  )
}

/** What every generation of this film cost, and what is held for those whose end is not known. */
export function LedgerDialog() {
  const entries = useLedger()
  const empty = entries?.length === 0
  return (
    <Dialog
      wide
      title="Ledger"
      description="What every generation of this film cost. Held is what is going on or may have been charged."
      onClose={closeDialog}
      actions={
        <>
          <Button disabled={entries === null || empty} onClick={() => void exportTable()}>
            Export CSV…
          </Button>
          <Button look="primary" onClick={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      {empty && (
        <p className={styles['empty']}>
          Nothing has been generated in this film yet. Every shot you send is entered here with its price, and with what
          was charged once the provider says so.
        </p>
      )}
      {entries !== null && !empty && <FilledLedger entries={entries} />}
    </Dialog>
  )
}
