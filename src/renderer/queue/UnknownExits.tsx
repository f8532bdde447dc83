import { useId, useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import type { Job } from '../../shared/jobs/job'
import { settlementSchema } from '../../shared/ipc/generation-view'
import { unitWords } from '../../shared/models/money'
import { accountStore } from '../state/account-store'
import { announce } from '../state/announcement-store'
import { factsStore } from '../state/facts-store'
import { generateShots } from '../state/generate-shots'
import { providerName } from '../state/job-words'
import { Button } from '../ui/Button'
import { balanceWords, type Balance } from './balance-words'
import { checkBalance, settle } from './queue-requests'
import { momentWords } from './time-words'
import styles from './UnknownExits.module.css'
import { useNow } from './use-now'

function useBalance(provider: string): Balance | null {
  const facts = useStore(accountStore, ({ accounts }) => accounts.find((one) => one.provider === provider)?.facts)
  return facts ? { amount: facts.balance, at: facts.at } : null
}

/** Whether there is a balance to compare; some servers tell none. */
function useTellsBalance(provider: string): boolean {
  return useStore(accountStore, ({ accounts }) =>
    accounts.every((one) => one.provider !== provider || one.tellsBalance),
  )
}

function sentSince(job: Job, jobs: readonly Job[]): number {
  const { provider, sentAt } = job
  if (sentAt === null) return 0
  return jobs.filter((other) => other.provider === provider && other.sentAt !== null && other.sentAt > sentAt).length
}

/** Asks the account anew, and tells why it could not be asked. */
function CheckBalance({ provider }: { readonly provider: string }) {
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const check = async (): Promise<void> => {
    setAsking(true)
    setProblem(await checkBalance(provider))
    setAsking(false)
  }
  return (
    <>
      <Button look="quiet" disabled={asking} data-action="balance" onClick={() => void check()}>
        {asking ? 'Checking…' : 'Check balance'}
      </Button>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </>
  )
}

function Evidence({ job }: { readonly job: Job }) {
  const now = useNow(false)
  const balance = useBalance(job.provider)
  const tells = useTellsBalance(job.provider)
  const others = useStore(factsStore, ({ jobs }) => sentSince(job, jobs))
  const amount = (value: number | null): string => (value === null ? 'not known' : unitWords(job.provider, value))
  const facts = [
    ['Sent', job.sentAt === null ? 'not known' : momentWords(job.sentAt, now)],
    ['Price', amount(job.price)],
    ...(tells
      ? ([
          ['Balance then', amount(job.balanceBefore)],
          [balance ? `Balance, ${momentWords(balance.at, now)}` : 'Balance now', amount(balance?.amount ?? null)],
        ] as const)
      : []),
  ] as const
  return (
    <>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['finding']}>
        <p>
          {tells
            ? balanceWords(job, balance, others)
            : `${providerName(job.provider)} tells no balance: look at your account there for a charge.`}
        </p>
        {tells && <CheckBalance provider={job.provider} />}
      </div>
    </>
  )
}

/** Why a text can't be a task id, before the provider is asked; null when it may be one. */
function taskIdProblem(text: string): string | null {
  if (text.trim() === '') return 'Enter the id of the task: it is in the list of tasks at the provider.'
  const parsed = settlementSchema.safeParse({ how: 'task', taskId: text })
  return parsed.success ? null : 'A task id has only letters, digits and dashes.'
}

function TaskForm({ job, onLeave }: { readonly job: Job; readonly onLeave: () => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const id = useId()
  const collect = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = taskIdProblem(text)
    setProblem(wrong)
    if (wrong !== null) return
    setAsking(true)
    setProblem(await settle(job.attemptId, { how: 'task', taskId: text.trim() }))
    setAsking(false)
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void collect(event)}>
      <label htmlFor={`${id}-field`}>Task id</label>
      <input
        id={`${id}-field`}
        className={styles['field']}
        // The field is what was asked for.
        ref={(field) => field?.focus()}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onLeave()
        }}
      />
      <Button type="submit" disabled={asking}>
        {asking ? `Asking ${providerName(job.provider)}…` : 'Collect clip'}
      </Button>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </form>
  )
}

interface ExitProps {
  readonly words: string
  readonly follows: string
  readonly disabled?: boolean
  readonly expanded?: boolean
  readonly onChoose: () => void
}

function Exit({ words, follows, disabled, expanded, onChoose }: ExitProps) {
  const id = useId()
  return (
    <button
      type="button"
      className={styles['exit']}
      disabled={disabled}
      aria-labelledby={`${id}-words`}
      aria-describedby={`${id}-follows`}
      aria-expanded={expanded}
      onClick={onChoose}
    >
      <span id={`${id}-words`} className={styles['words']}>
        {words}
      </span>
      <span id={`${id}-follows`} className={styles['follows']}>
        {follows}
      </span>
    </button>
  )
}

interface UnknownExitsProps {
  readonly job: Job
  readonly title: string
  /** Shown from the start. */
  readonly opened: boolean
  readonly inFilm: boolean
}

/** What is known about a request that may have been charged, and the ways out of not knowing. */
export function UnknownExits({ job, title, opened, inFilm }: UnknownExitsProps) {
  const [open, setOpen] = useState(opened)
  const [entering, setEntering] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const price = job.price === null ? 'its price' : unitWords(job.provider, job.price)
  const provider = providerName(job.provider)
  const dismiss = async (charged: 'no' | 'yes'): Promise<void> => {
    const refusal = await settle(job.attemptId, { how: 'dismiss', charged })
    setProblem(refusal)
    if (refusal === null) announce(`${title} was dismissed as ${charged === 'yes' ? 'charged' : 'not charged'}`)
  }
  return (
    <div className={styles['block']}>
      <Evidence job={job} />
      {!open && (
        <Button aria-expanded={false} data-action="decide" onClick={() => setOpen(true)}>
          Decide…
        </Button>
      )}
      {open && (
        <ul className={styles['exits']} aria-label={`Ways to settle ${title}`}>
          <li>
            <Exit
              words="Enter task id…"
              follows={`If ${provider} knows the task, its clip is collected. Nothing is sent again.`}
              expanded={entering}
              onChoose={() => setEntering(!entering)}
            />
            {entering && <TaskForm job={job} onLeave={() => setEntering(false)} />}
          </li>
          <li>
            <Exit
              words={`Generate again (may cost ${price} more)`}
              follows="Shows a new bill first. This request stays held in the budget until you settle it."
              disabled={!inFilm}
              onChoose={() => void generateShots([job.shotId])}
            />
          </li>
          <li>
            <Exit
              words="Dismiss: it was charged"
              follows={`${price} count as spent in the budget and the ledger. There will be no clip.`}
              onChoose={() => void dismiss('yes')}
            />
          </li>
          <li>
            <Exit
              words="Dismiss: it was not charged"
              follows={`${price} go back to the budget; the ledger shows them as refunded.`}
              onChoose={() => void dismiss('no')}
            />
          </li>
        </ul>
      )}
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  )
}
