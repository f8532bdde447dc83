import { Meter } from '@base-ui/react/meter'
import { ChevronDown, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { dollarWords } from '../../shared/models/money'
import { readDollars } from '../../shared/models/money-entry'
import { changeSettings } from '../../shared/timeline/edits/change-settings'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { Button } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { Popover } from '../ui/Popover'
import { budgetView, usedWords, warningWords, type BudgetView } from './budget-words'
import styles from './Chip.module.css'
import { usePaidShots } from './paid-shots'

interface BarProps {
  readonly view: BudgetView
  readonly budget: number
  /** Words say more than the bar does; where there is no room for both, they stay. */
  readonly warned: boolean
}

function BudgetBar({ view, budget, warned }: BarProps) {
  return (
    <Meter.Root
      className={styles['meter']}
      data-warned={warned}
      aria-label="Budget used"
      value={Math.round(view.usedShare * 100)}
      aria-valuetext={usedWords(view, budget)}
    >
      <Meter.Track className={styles['track']}>
        <Meter.Indicator className={styles['held']} />
        <div className={styles['charged']} style={{ width: `${view.chargedShare * 100}%` }} />
      </Meter.Track>
    </Meter.Root>
  )
}

function setBudget(budget: number | null): void {
  commit(budget === null ? 'Remove Budget' : 'Set Budget', (film) => changeSettings(film, { patch: { budget } }))
}

function enterBudget(text: string): string | null {
  if (text.trim() === '') {
    setBudget(null)
    return null
  }
  const read = readDollars(text)
  if (!read.ok) return read.problem
  setBudget(read.value)
  return null
}

interface PanelProps {
  readonly view: BudgetView
  readonly budget: number | null
}

function Amounts({ view, budget }: PanelProps) {
  const { charged, reserved } = useStore(factsStore, (state) => state.spent)
  const { left } = view
  return (
    <dl className={styles['lines']}>
      <div>
        <dt>
          <span aria-hidden className={styles['swatch']} data-part="charged" />
          Charged
        </dt>
        <dd>{dollarWords(charged)}</dd>
      </div>
      <div>
        <dt>
          <span aria-hidden className={styles['swatch']} data-part="held" />
          Held for takes that are not settled
        </dt>
        <dd>{dollarWords(reserved)}</dd>
      </div>
      {budget !== null && left !== null && (
        <div>
          <dt>
            <span aria-hidden className={styles['swatch']} data-part="none" />
            {left < 0 ? 'Over the budget' : 'Left'}
          </dt>
          <dd className={styles['total']}>{dollarWords(Math.abs(left))}</dd>
        </div>
      )}
    </dl>
  )
}

function BudgetPanel({ view, budget }: PanelProps) {
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  return (
    <>
      <Amounts view={view} budget={budget} />
      <div className={styles['entry']}>
        <EntryField
          label="The most this film may cost"
          value={budget === null ? '' : dollarWords(budget)}
          placeholder="None, such as 5 or 5.50"
          maxLength={30}
          disabled={readOnly}
          onEnter={enterBudget}
        />
        {budget !== null && !readOnly && <Button onClick={() => setBudget(null)}>No budget</Button>}
      </div>
      <p className={styles['quiet']}>
        {readOnly
          ? 'This film can’t be written, so its budget stays as it is.'
          : 'Nothing is sent that would pass it. What is held counts until it is settled.'}
      </p>
    </>
  )
}

function ChipWords({ view, budget }: PanelProps) {
  const warning = warningWords(view)
  return (
    <>
      <span className={styles['name']}>{budget === null ? 'Spent' : 'Budget'}</span>
      {budget !== null && <BudgetBar view={view} budget={budget} warned={warning !== null} />}
      <span>
        <span className={styles['value']}>{dollarWords(view.used)}</span>
        {budget !== null && <span className={styles['quiet']}> of {dollarWords(budget)}</span>}
      </span>
      {warning !== null && (
        <span className={styles['warning']}>
          <TriangleAlert aria-hidden className={styles['icon']} />
          {warning}
        </span>
      )}
      <ChevronDown aria-hidden className={styles['arrow']} />
    </>
  )
}

/** What generating has cost this film, against what it may cost. Absent while nothing is paid for. */
export function BudgetChip() {
  const open = useStore(documentStore, (state) => state.document !== null)
  const budget = useStore(documentStore, (state) => state.document?.settings.budget ?? null)
  const spent = useStore(factsStore, (state) => state.spent)
  const paid = usePaidShots()
  const [shown, setShown] = useState(false)
  const view = budgetView(spent, budget)
  if (!open || (budget === null && view.used === 0 && !paid)) return null
  return (
    <Popover
      title={budget === null ? 'Spent on this film' : 'Budget of this film'}
      align="end"
      open={shown}
      onOpenChange={setShown}
      trigger={
        <button type="button" className={styles['chip']}>
          <ChipWords view={view} budget={budget} />
        </button>
      }
    >
      <BudgetPanel view={view} budget={budget} />
    </Popover>
  )
}
