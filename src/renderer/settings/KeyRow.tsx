import { useEffect, useRef, useState } from 'react'
import type { AccountView } from '../../shared/ipc/account-view'
import { enterKey, removeKey } from '../state/account-actions'
import { Button } from '../ui/Button'
import { keyWords, placeWords, providerLabel } from './account-words'
import { Row } from './Row'
import styles from './Settings.module.css'

function RemoveQuestion({ account, onDone }: { readonly account: AccountView; readonly onDone: () => void }) {
  const keep = useRef<HTMLButtonElement>(null)
  // The button that asked is gone, and the focus with it.
  useEffect(() => keep.current?.focus(), [])
  return (
    <div className={styles['question']} role="group" aria-label="Remove the key?">
      <p className={styles['words']}>
        Remove the key from this computer?
        {account.ownUrl !== null && ` ${providerLabel(account.provider)} may show a key only once, when it is made.`}
      </p>
      <Button ref={keep} onClick={onDone}>
        Keep it
      </Button>
      <Button look="danger" onClick={() => void removeKey(account.provider).then(onDone)}>
        Remove key
      </Button>
    </div>
  )
}

/**
 * Which key the account has, and the ways to another one. The key itself never comes here. `first`: of the accounts that
 * are shown, so that what is wrong with the keychain is told once.
 */
export function KeyRow({ account, first }: { readonly account: AccountView; readonly first: boolean }) {
  const { baseUrl, key, provider } = account
  const [entering, setEntering] = useState(false)
  const [removing, setRemoving] = useState(false)
  const enter = (): void => {
    setEntering(true)
    void enterKey(provider).finally(() => setEntering(false))
  }
  return (
    <Row label="Key">
      {removing && key.place !== null ? (
        <RemoveQuestion account={account} onDone={() => setRemoving(false)} />
      ) : (
        <div className={styles['line']}>
          <div className={styles['words']}>
            <p className={key.place === null ? styles['quiet'] : styles['value']}>
              {baseUrl === '' ? 'The address of the server comes first' : keyWords(key)}
            </p>
            {key.place !== null && <p className={styles['quiet']}>{placeWords(key)}</p>}
          </div>
          <Button disabled={entering || baseUrl === ''} onClick={enter}>
            {key.place === null ? 'Enter key…' : 'Replace…'}
          </Button>
          {key.place !== null && (
            <Button look="quiet" onClick={() => setRemoving(true)}>
              Remove
            </Button>
          )}
        </div>
      )}
      {first && key.keychainProblem !== null && (
        <p className={styles['quiet']}>{key.keychainProblem} Until then a key can be kept until you quit.</p>
      )}
    </Row>
  )
}
