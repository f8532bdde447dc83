import { ChevronDown, CircleDot, KeyRound, RefreshCw, Server, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { AccountView } from '../../shared/ipc/account-view'
import { dollarsOf, dollarWords, unitWords } from '../../shared/models/money'
import { modelLimits, providerLabel, standingOf, whenWords, type Standing } from '../settings/account-words'
import { accountWorkStore, enterKey, testAccount } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { openDialog } from '../state/dialog-store'
import { Button } from '../ui/Button'
import { Popover } from '../ui/Popover'
import styles from './Chip.module.css'
import { usePaidShots } from './paid-shots'

function StandingMark({ standing, official }: { readonly standing: Standing; readonly official: boolean }) {
  if (standing === 'noKey') return <KeyRound aria-hidden className={styles['icon']} />
  if (standing === 'problem') return null
  if (!official) return <Server aria-hidden className={styles['icon']} />
  return <span aria-hidden className={styles['dot']} data-standing={standing} />
}

function Warning({ words }: { readonly words: string }) {
  return (
    <span className={styles['warning']}>
      <TriangleAlert aria-hidden className={styles['icon']} />
      {words}
    </span>
  )
}

/** What the title bar says of an account, in as few words as tell it. */
function ChipWords({ account }: { readonly account: AccountView }) {
  const { facts, official, provider } = account
  const standing = standingOf(account)
  return (
    <>
      <StandingMark standing={standing} official={official} />
      <span className={styles['name']}>{official ? providerLabel(provider) : 'Other server'}</span>
      {facts && <span className={styles['value']}>{unitWords(provider, facts.balance)}</span>}
      {standing === 'noKey' && <span className={styles['value']}>no key</span>}
      {standing === 'problem' && <Warning words="check account" />}
      {standing === 'notAsked' && <span className={styles['quiet']}>balance not known</span>}
    </>
  )
}

function DayLimits({ account }: { readonly account: AccountView }) {
  const limits = modelLimits(account)
  if (limits.length === 0) return null
  return (
    <table className={styles['limits']} aria-label="Limits of the day">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">At once</th>
          <th scope="col">Used in 24 h</th>
        </tr>
      </thead>
      <tbody>
        {limits.map(({ model, label, concurrent, daily, used, usedUp }) => (
          <tr key={model}>
            <th scope="row">{label}</th>
            <td>{concurrent}</td>
            <td>{usedUp ? <Warning words={`${used} of ${daily}, used up`} /> : `${used} of ${daily}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Balance({ account }: { readonly account: AccountView }) {
  const { facts, key, problem, provider } = account
  const dollars = facts && dollarsOf(provider, facts.balance)
  return (
    <>
      {facts && (
        <div>
          <p className={styles['large']}>
            {unitWords(provider, facts.balance)}
            {dollars !== null && <span className={styles['quiet']}> · {dollarWords(dollars)}</span>}
          </p>
          <p className={styles['quiet']}>As of {whenWords(facts.at)}</p>
        </div>
      )}
      {key.place === null && (
        <p className={styles['problem']}>
          {providerLabel(provider)} needs a key before it makes takes. Rehearsal goes on without one, free.
        </p>
      )}
      {key.place !== null && problem !== null && (
        <p className={styles['problem']}>
          <TriangleAlert aria-hidden className={styles['icon']} />
          <span>{problem}</span>
        </p>
      )}
      {!account.official && <p className={styles['quiet']}>Simulator or other server: {account.baseUrl}</p>}
    </>
  )
}

function AccountPanel({ account, onLeave }: { readonly account: AccountView; readonly onLeave: () => void }) {
  const { key, provider } = account
  const asking = useStore(accountWorkStore, (state) => state.asking.has(provider))
  const leave = (next: () => void) => (): void => {
    onLeave()
    next()
  }
  return (
    <>
      <Balance account={account} />
      <DayLimits account={account} />
      <div className={styles['actions']}>
        <Button onClick={leave(() => openDialog({ kind: 'settings', section: 'accounts' }))}>Settings…</Button>
        {key.place === null ? (
          <Button look="primary" onClick={leave(() => void enterKey(provider))}>
            Enter key…
          </Button>
        ) : (
          <Button icon={RefreshCw} disabled={asking} onClick={() => void testAccount(provider)}>
            {asking ? 'Asking…' : 'Test'}
          </Button>
        )}
      </div>
    </>
  )
}

function chipName(account: AccountView): string {
  const { facts, problem, provider } = account
  const known = facts ? `, ${unitWords(provider, facts.balance)}` : ''
  return `Account at ${providerLabel(provider)}${known}${problem === null ? '' : `, ${problem}`}`
}

function FreeWords() {
  return (
    <>
      <CircleDot aria-hidden className={styles['icon']} />
      <span>
        Rehearsal <span className={styles['quiet']}>· free</span>
      </span>
    </>
  )
}

/** Who makes takes, what is left to pay them with, and whether that works. */
export function AccountChip() {
  const account = useStore(accountStore, (state) => state.accounts[0] ?? null)
  const paid = usePaidShots()
  const [open, setOpen] = useState(false)
  if (account === null) return null
  const free = !paid && account.key.place === null
  const title = free ? 'Takes are made on this computer and cost nothing' : chipName(account)
  return (
    <Popover
      title={free ? 'Rehearsal, free' : providerLabel(account.provider)}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles['chip']} title={title}>
          {free ? <FreeWords /> : <ChipWords account={account} />}
          <ChevronDown aria-hidden className={styles['arrow']} />
        </button>
      }
    >
      <AccountPanel account={account} onLeave={() => setOpen(false)} />
    </Popover>
  )
}
