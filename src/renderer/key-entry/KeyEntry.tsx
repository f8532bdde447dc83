import { Field } from '@base-ui/react/field'
import { CircleAlert, Eye, EyeOff, Lock, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react'
import type { KeyPrompt, KeySubmission, KeyWindowApi } from '../../shared/ipc/key-window'
import type { Result } from '../../shared/result'
import { Button, IconButton } from '../ui/Button'
import { Checkbox } from '../ui/Checkbox'
import styles from './KeyEntry.module.css'

interface KeyFieldProps {
  readonly input: RefObject<HTMLInputElement | null>
  readonly problem: string | null
  readonly busy: boolean
  readonly onFilled: (filled: boolean) => void
}

/** The field keeps its own text: nothing else on the page ever holds the key. */
function KeyField({ input, problem, busy, onFilled }: KeyFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field.Root className={styles['field']} invalid={problem !== null}>
      <Field.Label className={styles['label']}>Key</Field.Label>
      <span className={styles['line']}>
        <Field.Control
          ref={input}
          className={styles['input']}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          readOnly={busy}
          onValueChange={(text) => onFilled(text.trim() !== '')}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? 'Hide the key' : 'Show the key'}
          onClick={() => setShown(!shown)}
        />
      </span>
      <Field.Error match={problem !== null} role="alert" className={styles['problem']}>
        <CircleAlert aria-hidden className={styles['icon']} />
        <span>{problem}</span>
      </Field.Error>
    </Field.Root>
  )
}

interface PlaceProps {
  readonly problem: string | null
  readonly agreed: boolean
  readonly onAgree: (agreed: boolean) => void
}

/** Where the key will be kept; without a keychain only where the user agrees to. */
function Place({ problem, agreed, onAgree }: PlaceProps) {
  if (problem === null) {
    return (
      <p className={styles['note']}>
        <Lock aria-hidden className={styles['icon']} />
        <span>Kept in this computer’s keychain, and never in a film.</span>
      </p>
    )
  }
  return (
    <div className={styles['noKeychain']}>
      <p className={styles['note']}>
        <TriangleAlert aria-hidden className={styles['warning']} />
        <span>{problem}</span>
      </p>
      <Checkbox
        label="Keep it until I quit"
        detail="In memory only: you enter it again after the next start."
        checked={agreed}
        onChange={onAgree}
      />
    </div>
  )
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}

/** Where the key goes once it is used, so that nobody hands it to a server unawares. */
function Purpose({ prompt: { provider, label, official, baseUrl, replaces } }: { readonly prompt: KeyPrompt }) {
  return (
    <>
      <p className={styles['purpose']}>
        With a key, takes are made by {label} and paid for by your account there.
        {provider === 'runway' && official && ' You make one at dev.runwayml.com, under API Keys.'}
        {replaces !== null && ` It replaces the key that ends in ${replaces}.`}
      </p>
      {official ? (
        <p className={styles['quiet']}>It is sent to {hostOf(baseUrl)} and to nobody else.</p>
      ) : (
        <p className={styles['other']}>
          <TriangleAlert aria-hidden className={styles['warning']} />
          <span>
            Not {label} itself: it is sent to <span className={styles['address']}>{baseUrl}</span>
          </span>
        </p>
      )}
    </>
  )
}

interface KeyEntryProps {
  readonly prompt: KeyPrompt
  readonly api: KeyWindowApi
}

/** Asks for a key, hands it to the app and closes. */
export function KeyEntry({ prompt, api }: KeyEntryProps) {
  const input = useRef<HTMLInputElement>(null)
  const [filled, setFilled] = useState(false)
  const [agreed, setAgreed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const place: KeySubmission['place'] = prompt.keychainProblem === null ? 'keychain' : 'session'
  // The window is there for this field alone.
  useEffect(() => input.current?.focus(), [])
  const ready = filled && !busy && (place === 'keychain' || agreed)

  const save = async (): Promise<void> => {
    const field = input.current
    if (!field || !ready) return
    setBusy(true)
    setProblem(null)
    const answer = (await api.submit({ key: field.value, place })) as Result<void, string>
    if (answer.ok) {
      field.value = ''
      await api.close()
      return
    }
    setBusy(false)
    setProblem(answer.problem)
    field.focus()
    field.select()
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void save()
  }

  return (
    <main className={styles['whole']}>
      <form className={styles['page']} onSubmit={onSubmit} aria-labelledby="title" noValidate>
        <h1 id="title" className={styles['title']}>
          {prompt.replaces === null ? `Key for ${prompt.label}` : `Another key for ${prompt.label}`}
        </h1>
        <Purpose prompt={prompt} />
        <KeyField
          input={input}
          problem={problem}
          busy={busy}
          onFilled={(now) => {
            setFilled(now)
            setProblem(null)
          }}
        />
        <Place problem={prompt.keychainProblem} agreed={agreed} onAgree={setAgreed} />
        <footer className={styles['actions']}>
          <span role="status" className={styles['status']}>
            {busy && `Saving it and asking ${prompt.label} whether it works…`}
          </span>
          <Button onClick={() => void api.close()}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!ready}>
            Save key
          </Button>
        </footer>
      </form>
    </main>
  )
}
