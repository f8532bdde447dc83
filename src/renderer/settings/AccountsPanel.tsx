import { RefreshCw, Server } from 'lucide-react'
import { useStore } from 'zustand'
import type { AccountView } from '../../shared/ipc/account-view'
import { dollarsOf, dollarWords, unitWords } from '../../shared/models/money'
import { accountWorkStore, chooseServer, testAccount } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { Button } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { modelLimits, providerLabel, standingOf, standingWords, whenWords } from './account-words'
import { KeyRow } from './KeyRow'
import { Row } from './Row'
import styles from './Settings.module.css'
import { StandingSign } from './StandingSign'

function BalanceRow({ account }: { readonly account: AccountView }) {
  const { facts, problem, provider } = account
  const asking = useStore(accountWorkStore, (state) => state.asking.has(provider))
  const dollars = facts && dollarsOf(provider, facts.balance)
  return (
    <Row label="Balance">
      <div className={styles['line']}>
        <div className={styles['words']}>
          <p className={facts ? styles['value'] : styles['quiet']}>
            {facts ? unitWords(provider, facts.balance) : 'Not known yet'}
            {dollars !== null && <span className={styles['quiet']}> · {dollarWords(dollars)}</span>}
          </p>
          <p className={styles['quiet']}>
            {facts ? `As of ${whenWords(facts.at)}` : 'A test is free: it asks for balance and limits.'}
          </p>
        </div>
        <Button
          icon={RefreshCw}
          disabled={asking || account.key.place === null}
          title="Free: asks for balance and limits"
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

function ServerRow({ account }: { readonly account: AccountView }) {
  const { baseUrl, official, provider } = account
  const label = providerLabel(provider)
  return (
    <Row label="Server">
      <div className={styles['line']}>
        <EntryField
          label={`Address of the server for ${label}`}
          mono={!official}
          value={official ? '' : baseUrl}
          placeholder={`${label}’s own address`}
          maxLength={500}
          onEnter={(text) => chooseServer(provider, text.trim())}
        />
        {!official && <Button onClick={() => void chooseServer(provider, '')}>Use {label}’s own</Button>}
      </div>
      {official ? (
        <p className={styles['quiet']}>{baseUrl}</p>
      ) : (
        <p className={styles['other']}>
          <Server aria-hidden className={styles['sign']} data-standing="other" />
          <span>Simulator or other server. It has a key of its own: {label}’s is never sent there.</span>
        </p>
      )}
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

function AccountSection({ account }: { readonly account: AccountView }) {
  const standing = standingOf(account)
  const label = providerLabel(account.provider)
  return (
    <section className={styles['section']} aria-label={label}>
      <header className={styles['head']}>
        <h3 className={styles['heading']}>{label}</h3>
        <span className={styles['standing']}>
          <StandingSign standing={standing} />
          {standingWords[standing]}
        </span>
      </header>
      <KeyRow account={account} />
      <BalanceRow account={account} />
      <ServerRow account={account} />
      <Limits account={account} />
    </section>
  )
}

/** The accounts that pay for takes, and how each of them stands. */
export function AccountsPanel() {
  const accounts = useStore(accountStore, (state) => state.accounts)
  return (
    <div className={styles['panel']}>
      {accounts.map((account) => (
        <AccountSection key={account.provider} account={account} />
      ))}
      <p className={styles['foot']}>Rehearsal takes are made on this computer: free, and without an account.</p>
    </div>
  )
}
