import { CircleAlert, Info } from 'lucide-react'
import { useStore } from 'zustand'
import { dollarWords } from '../../shared/models/money'
import type { Preflight, Quote } from '../../shared/models/quote'
import { changeSettings } from '../../shared/timeline/edits/change-settings'
import { enterKey } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { askAgain } from '../state/bill-store'
import { openDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import type { LeftOut } from '../state/estimate'
import { problemWords } from '../state/problem-words'
import { Button } from '../ui/Button'
import { assumptionsOf } from './bill-rows'
import styles from './Bill.module.css'
import { raisedBudget } from './raised-budget'
import { useBillRows } from './BillTable'

interface Fix {
  readonly label: string
  readonly run: () => void | Promise<void>
}

function raiseBudget(budget: number): Promise<void> {
  commit('Raise Budget', (film) => changeSettings(film, { patch: { budget } }))
  return askAgain()
}

/** What mends a problem, when the window can do it. */
function fixOf({ code, provider }: Preflight, { budget }: Quote): Fix | null {
  if (code === 'ENDPOINT.OTHER')
    return { label: 'Settings…', run: () => openDialog({ kind: 'settings', section: 'accounts' }) }
  if (code === 'KEY.MISSING') {
    return provider === null ? null : { label: 'Enter the key…', run: () => enterKey(provider).then(() => askAgain()) }
  }
  if (code !== 'BUDGET.EXCEEDED') return null
  const raised = raisedBudget(budget.after)
  return { label: `Raise it to ${dollarWords(raised)}`, run: () => raiseBudget(raised) }
}

/** What keeps the bill from being agreed to, with what mends it. */
export function Problems({ quote }: { readonly quote: Quote }) {
  const problems = quote.preflight.filter(({ blocking }) => blocking)
  if (problems.length === 0) return null
  return (
    <ul className={styles['problems']} aria-label="In the way">
      {problems.map((issue) => {
        const fix = fixOf(issue, quote)
        return (
          <li key={`${issue.code} ${issue.message}`}>
            <CircleAlert aria-hidden className={styles['icon']} />
            <span className={styles['words']}>
              {issue.message}
              {issue.code === 'CREDITS.SHORT' && (
                <span className={styles['advice']}>Buy credits there and check again, or choose fewer shots.</span>
              )}
            </span>
            {fix && <Button onClick={() => void fix.run()}>{fix.label}</Button>}
          </li>
        )
      })}
    </ul>
  )
}

/** What is good to know before agreeing. */
export function Notices({ quote }: { readonly quote: Quote }) {
  const notices = quote.preflight.filter(({ blocking }) => !blocking)
  if (notices.length === 0) return null
  return (
    <ul className={styles['notices']} aria-label="Good to know">
      {notices.map((issue) => (
        <li key={`${issue.code} ${issue.message}`}>
          <Info aria-hidden className={styles['icon']} />
          <span className={styles['words']}>{issue.message}</span>
        </li>
      ))}
    </ul>
  )
}

/** Shots that were asked for and are not on the bill. */
export function LeftOutShots({ leftOut }: { readonly leftOut: readonly LeftOut[] }) {
  const film = useStore(documentStore, (state) => state.document)
  if (leftOut.length === 0) return null
  return (
    <section className={styles['leftOut']}>
      <h3 className={styles['small']}>
        {leftOut.length === 1 ? 'One shot is left out' : `${leftOut.length} shots are left out`}
      </h3>
      <ul>
        {leftOut.map(({ shotId, problems }) => (
          <li key={shotId}>
            <span className={styles['leftName']}>{film?.shots.get(shotId)?.name}</span>
            <span>{problems.map((problem) => problemWords(problem, film?.shots.get(shotId))).join(' ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const noPrices = {}

/** What the bill takes for granted. */
export function Assumptions({ quote }: { readonly quote: Quote }) {
  const film = useStore(documentStore, (state) => state.document)
  const own = useStore(accountStore, (state) => state.settings?.prices ?? noPrices)
  const rows = useBillRows(quote)
  if (!film) return null
  return <p className={styles['assumed']}>{assumptionsOf(quote, film, rows, own).join(' ')}</p>
}
