import { ChevronDown, CircleDot, KeyRound, RefreshCw, Server, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { AccountView } from '../../shared/ipc/account-view'
import { dollarsOf, dollarWords, unitWords } from '../../shared/models/money'
import { modelLimits, providerLabel, standingOf, whenWords, type Standing } from '../settings/account-words'
import { accountWorkStore, enterKey, testAccount } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { openDialog } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { payingAccounts, usedProviders } from '../state/shown-accounts'
import { Button } from '../ui/Button'
import { Popover } from '../ui/Popover'
import styles from './Chip.module.css'

function StandingMark({ standing, elsewhere }: { readonly standing: Standing; readonly elsewhere: boolean }) {
  if (standing === 'noKey' || standing === 'noServer') return <KeyRound aria-hidden className={styles['icon']} />
  if (standing === 'problem') return null
  if (elsewhere) return <Server aria-hidden className={styles['icon']} />
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

/** Whether another server stands in for the provider's own. */
function isElsewhere({ official, ownUrl }: AccountView): boolean {
  return !official && ownUrl !== null
}

/** What the title bar says of an account, in as few words as tell it. */
function ChipWords({ account }: { readonly account: AccountView }) {
  const { facts, provider } = account
  const standing = standingOf(account)
  return (
    <>
      <StandingMark standing={standing} elsewhere={isElsewhere(account)} />
      <span className={styles['name']}>{isElsewhere(account) ? 'Other server' : providerLabel(provider)}</span>
      {facts && <span className={styles['value']}>{unitWords(provider, facts.balance)}</span>}
      {standing === 'noKey' && <span className={styles['value']}>no key</span>}
      {standing === 'problem' && <Warning words="check account" />}
      {standing === 'noServer' && <span className={styles['value']}>no address</span>}
      {standing === 'notAsked' && account.tellsBalance && <span className={styles['quiet']}>balance not known</span>}
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
  const { baseUrl, facts, key, problem, provider } = account
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
          {providerLabel(provider)} needs {baseUrl === '' ? 'an address and a key' : 'a key'} before it makes takes.
          Rehearsal goes on without one, free.
        </p>
      )}
      {key.place !== null && problem !== null && (
        <p className={styles['problem']}>
          <TriangleAlert aria-hidden className={styles['icon']} />
          <span>{problem}</span>
        </p>
      )}
      {isElsewhere(account) && <p className={styles['quiet']}>Simulator or other server: {account.baseUrl}</p>}
      {!account.tellsBalance && key.place !== null && problem === null && (
        <p className={styles['quiet']}>It tells no balance: look at your account there.</p>
      )}
    </>
  )
}

function AccountActions({ account, onLeave }: { readonly account: AccountView; readonly onLeave: () => void }) {
  const { baseUrl, key, provider } = account
  const asking = useStore(accountWorkStore, (state) => state.asking.has(provider))
  const enter = (): void => {
    onLeave()
    void enterKey(provider)
  }
  if (baseUrl === '') return null
  return key.place === null ? (
    <Button look="primary" onClick={enter}>
      Enter key…
    </Button>
  ) : (
    <Button icon={RefreshCw} disabled={asking} onClick={() => void testAccount(provider)}>
      {asking ? 'Asking…' : 'Test'}
    </Button>
  )
}

interface PanelProps {
  readonly accounts: readonly AccountView[]
  readonly onLeave: () => void
}

/** One account in full, or each of several in short. */
function AccountPanel({ accounts, onLeave }: PanelProps) {
  const [only, ...others] = accounts
  const settings = (): void => {
    onLeave()
    openDialog({ kind: 'settings', section: 'accounts' })
  }
  return (
    <>
      {others.length > 0
        ? accounts.map((account) => (
            <section key={account.provider} className={styles['account']} aria-label={providerLabel(account.provider)}>
              <h3 className={styles['name']}>{providerLabel(account.provider)}</h3>
              <Balance account={account} />
              <div className={styles['actions']}>
                <AccountActions account={account} onLeave={onLeave} />
              </div>
            </section>
          ))
        : only && (
            <>
              <Balance account={only} />
              <DayLimits account={only} />
            </>
          )}
      <div className={styles['actions']}>
        <Button onClick={settings}>Settings…</Button>
        {only && others.length === 0 && <AccountActions account={only} onLeave={onLeave} />}
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

/** Several accounts in as few words: how many, and whether one of them needs something. */
function ManyWords({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const standings = accounts.map(standingOf)
  const without = accounts.find((_, index) => standings[index] === 'noKey' || standings[index] === 'noServer')
  return (
    <>
      <span className={styles['name']}>{accounts.length} accounts</span>
      {standings.includes('problem') && <Warning words="check accounts" />}
      {!standings.includes('problem') && without && (
        <span className={styles['value']}>no key for {providerLabel(without.provider)}</span>
      )}
    </>
  )
}

/** Who makes takes, what is left to pay them with, and whether that works. */
export function AccountChip() {
  const all = useStore(accountStore, (state) => state.accounts)
  const used = useStore(documentStore, (state) => usedProviders(state.document))
  const [open, setOpen] = useState(false)
  const accounts = payingAccounts(all, used)
  const [account, ...others] = accounts
  if (!account) return null
  const free = used === '' && account.key.place === null
  const several = others.length > 0
  const names = accounts.map(chipName).join('; ')
  const label = several ? 'Accounts' : providerLabel(account.provider)
  return (
    <Popover
      title={free ? 'Rehearsal, free' : label}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={styles['chip']}
          title={free ? 'Takes are made on this computer and cost nothing' : names}
        >
          {free && <FreeWords />}
          {!free && (several ? <ManyWords accounts={accounts} /> : <ChipWords account={account} />)}
          <ChevronDown aria-hidden className={styles['arrow']} />
        </button>
      }
    >
      <AccountPanel accounts={accounts} onLeave={() => setOpen(false)} />
    </Popover>
  )
}
