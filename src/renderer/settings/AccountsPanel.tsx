import { Plus, RefreshCw, Server, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { AccountView } from '../../shared/ipc/account-view'
import { dollarsOf, dollarWords, unitWords } from '../../shared/models/money'
import { accountWorkStore, chooseServer, listAccount, testAccount } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { documentStore } from '../state/document-store'
import { shownAccounts, usedProviders } from '../state/shown-accounts'
import { Button, IconButton } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { Menu, MenuItem } from '../ui/Menu'
import { modelLimits, providerLabel, standingOf, standingWords, whenWords } from './account-words'
import { KeyRow } from './KeyRow'
import { Row } from './Row'
import styles from './Settings.module.css'
import { StandingSign } from './StandingSign'

/** What is known of the account, in two lines. */
function knownWords({ answeredAt, facts, provider, tellsBalance }: AccountView): readonly [string, string] {
  if (facts) return [unitWords(provider, facts.balance), `As of ${whenWords(facts.at)}`]
  if (tellsBalance) return ['Not known yet', 'A test is free: it asks for balance and limits.']
  const free = 'This provider tells no balance; a test is free.'
  return answeredAt === null ? ['Not tried yet', free] : [`Answered ${whenWords(answeredAt)}`, free]
}

function BalanceRow({ account }: { readonly account: AccountView }) {
  const { answeredAt, facts, problem, provider, tellsBalance } = account
  const asking = useStore(accountWorkStore, (state) => state.asking.has(provider))
  const dollars = facts && dollarsOf(provider, facts.balance)
  const [known, about] = knownWords(account)
  return (
    <Row label={tellsBalance ? 'Balance' : 'Connection'}>
      <div className={styles['line']}>
        <div className={styles['words']}>
          <p className={facts || answeredAt !== null ? styles['value'] : styles['quiet']}>
            {known}
            {dollars !== null && <span className={styles['quiet']}> · {dollarWords(dollars)}</span>}
          </p>
          <p className={styles['quiet']}>{about}</p>
        </div>
        <Button
          icon={RefreshCw}
          disabled={asking || account.key.place === null}
          title={tellsBalance ? 'Free: asks for balance and limits' : 'Free: asks whether the server takes the key'}
          onClick={() => void testAccount(provider)}
        >
          {asking ? 'Asking…' : 'Test'}
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          <StandingSign standing="problem" />
          <span>{problem}</span>
        </p>
      )}
    </Row>
  )
}

function ServerNote({ account }: { readonly account: AccountView }) {
  const { baseUrl, official, ownUrl, provider } = account
  if (official) return <p className={styles['quiet']}>{baseUrl}</p>
  if (ownUrl === null) {
    return <p className={styles['quiet']}>Each address has a key of its own, which is sent there and nowhere else.</p>
  }
  return (
    <p className={styles['other']}>
      <Server aria-hidden className={styles['sign']} data-standing="other" />
      <span>Simulator or other server. It has a key of its own: {providerLabel(provider)}’s is never sent there.</span>
    </p>
  )
}

function ServerRow({ account }: { readonly account: AccountView }) {
  const { baseUrl, official, ownUrl, provider } = account
  const label = providerLabel(provider)
  return (
    <Row label="Server">
      <div className={styles['line']}>
        <EntryField
          label={`Address of the server for ${label}`}
          mono={!official}
          value={official ? '' : baseUrl}
          placeholder={ownUrl === null ? 'https://example.com/runwayml' : `${label}’s own address`}
          maxLength={500}
          onEnter={(text) => chooseServer(provider, text.trim())}
        />
        {!official && ownUrl !== null && (
          <Button onClick={() => void chooseServer(provider, '')}>Use {label}’s own</Button>
        )}
      </div>
      <ServerNote account={account} />
    </Row>
  )
}

function Limits({ account }: { readonly account: AccountView }) {
  const limits = modelLimits(account)
  if (limits.length === 0) return null
  return (
    <table className={styles['table']} aria-label={`Limits of ${providerLabel(account.provider)}`}>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">At once</th>
          <th scope="col">In 24 hours</th>
          <th scope="col">Used</th>
        </tr>
      </thead>
      <tbody>
        {limits.map(({ model, label, concurrent, daily, used, usedUp }) => (
          <tr key={model}>
            <th scope="row">{label}</th>
            <td>{concurrent}</td>
            <td>{daily}</td>
            <td data-used-up={usedUp}>{usedUp ? `${used}, used up` : used}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Takes an account off the list that has no key and makes no shot of the film. */
function TakeOff({ account, used }: { readonly account: AccountView; readonly used: string }) {
  const { key, listed, provider } = account
  const first = useStore(accountStore, (state) => state.accounts[0]?.provider)
  if (!listed || key.place !== null || provider === first || used.split(' ').includes(provider)) return null
  return (
    <IconButton
      icon={X}
      label={`Take ${providerLabel(provider)} off the list`}
      onClick={() => void listAccount(provider, false)}
    />
  )
}

interface SectionProps {
  readonly account: AccountView
  readonly used: string
  readonly first: boolean
}

function AccountSection({ account, first, used }: SectionProps) {
  const standing = standingOf(account)
  const label = providerLabel(account.provider)
  const addressFirst = account.ownUrl === null
  return (
    <section className={styles['section']} aria-label={label}>
      <header className={styles['head']}>
        <h3 className={styles['heading']} id={headingId(account.provider)} tabIndex={-1}>
          {label}
        </h3>
        <span className={styles['standing']}>
          <StandingSign standing={standing} />
          {standingWords[standing]}
        </span>
        <TakeOff account={account} used={used} />
      </header>
      {addressFirst && <ServerRow account={account} />}
      <KeyRow account={account} first={first} />
      <BalanceRow account={account} />
      {!addressFirst && <ServerRow account={account} />}
      <Limits account={account} />
    </section>
  )
}

function headingId(provider: string): string {
  return `account-${provider}`
}

async function add(provider: string): Promise<void> {
  await listAccount(provider, true)
  // The menu is gone; the keyboard goes on in what it added.
  requestAnimationFrame(() => {
    const heading = document.getElementById(headingId(provider))
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  })
}

function AddProvider({ accounts }: { readonly accounts: readonly AccountView[] }) {
  if (accounts.length === 0) return null
  return (
    <div className={styles['add']}>
      <Menu trigger={<Button icon={Plus}>Add another provider…</Button>}>
        {accounts.map(({ ownUrl, provider }) => (
          <MenuItem
            key={provider}
            label={providerLabel(provider)}
            detail={ownUrl === null ? 'at an address that you enter' : new URL(ownUrl).host}
            onSelect={() => void add(provider)}
          />
        ))}
      </Menu>
    </div>
  )
}

/** The accounts that pay for takes, and how each of them stands. */
export function AccountsPanel() {
  const accounts = useStore(accountStore, (state) => state.accounts)
  const used = useStore(documentStore, (state) => usedProviders(state.document))
  const shown = shownAccounts(accounts, used)
  return (
    <div className={styles['panel']}>
      {shown.map((account, index) => (
        <AccountSection key={account.provider} account={account} used={used} first={index === 0} />
      ))}
      <AddProvider accounts={accounts.filter((account) => !shown.includes(account))} />
      <p className={styles['foot']}>Rehearsal takes are made on this computer: free, and without an account.</p>
    </div>
  )
}
