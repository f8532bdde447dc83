import { Sparkles } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { agreeToBill, askAgain, billStore, closeBill, type BillState } from '../state/bill-store'
import { documentStore } from '../state/document-store'
import { amountWords, shotCount } from '../state/estimate'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Balances } from './Balances'
import styles from './Bill.module.css'
import { Assumptions, LeftOutShots, Notices, Problems } from './BillNotes'
import { BillTable } from './BillTable'

/** A bill belongs to one film: when another one opens, it goes. */
function useCloseWithFilm(): void {
  const film = useStore(documentStore, (state) => state.document?.settings.projectId)
  const first = useRef(film)
  useEffect(() => {
    if (film !== first.current) closeBill()
  }, [film])
}

function titleOf({ quote, wanted, busy }: BillState): string {
  if (quote) return `Generate ${shotCount(quote.items.length)}?`
  if (busy === 'asking') return `Generate ${shotCount(wanted.length)}?`
  return 'Nothing can be generated as it is'
}

function buttonWords({ quote, busy }: BillState): string {
  if (busy === 'sending') return 'Sending…'
  if (!quote) return busy === 'asking' ? 'Working out the price…' : 'Generate'
  const amounts = quote.totals.map(({ provider, amount }) => [provider, amount] as const)
  return `Generate ${shotCount(quote.items.length)} · ${amountWords(amounts)}`
}

function Content({ bill }: { readonly bill: BillState }) {
  const { quote, leftOut, changed, problem, busy } = bill
  return (
    <div className={styles['bill']} aria-busy={busy !== null}>
      {changed && (
        <p className={styles['changed']} role="status">
          The bill has changed since you saw it: this is what it is now. Nothing was sent.
        </p>
      )}
      {problem !== null && (
        <p className={styles['refusal']} role="alert">
          {problem}
        </p>
      )}
      {quote && (
        <>
          <Problems quote={quote} />
          <BillTable quote={quote} />
          <Balances quote={quote} />
          <Notices quote={quote} />
        </>
      )}
      {!quote && busy === 'asking' && <p className={styles['waiting']}>Asking the account how it stands…</p>}
      <LeftOutShots leftOut={leftOut} />
      {quote && <Assumptions quote={quote} />}
    </div>
  )
}

/** The price of what is to be generated, before anything is sent; only its one button sends. */
export function BillDialog() {
  const bill = useStore(billStore)
  const { quote, busy } = bill
  useCloseWithFilm()
  const blocked = quote?.preflight.some(({ blocking }) => blocking) ?? false
  return (
    <Dialog
      stays
      wide="table"
      title={titleOf(bill)}
      description="Nothing is sent, and nothing is charged, before you say so here."
      onClose={closeBill}
      actions={
        <>
          {(blocked || (!quote && busy === null)) && (
            <Button look="quiet" disabled={busy !== null} onClick={() => void askAgain()}>
              Check again
            </Button>
          )}
          <Button disabled={busy === 'sending'} onClick={closeBill}>
            Cancel
          </Button>
          <Button
            look="primary"
            icon={Sparkles}
            disabled={!quote || blocked || busy !== null}
            onClick={() => void agreeToBill()}
          >
            {buttonWords(bill)}
          </Button>
        </>
      }
    >
      <Content bill={bill} />
    </Dialog>
  )
}
