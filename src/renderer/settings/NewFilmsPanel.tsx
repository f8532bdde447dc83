import { useId } from 'react'
import { useStore } from 'zustand'
import { dollarWords } from '../../shared/models/money'
import { readDollars } from '../../shared/models/money-entry'
import { changeAppSettings, chooseFilmsFolder } from '../state/account-actions'
import { accountStore } from '../state/account-store'
import { Button } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { Row } from './Row'
import styles from './Settings.module.css'

function enterBudget(text: string): string | null | Promise<string | null> {
  if (text.trim() === '') return changeAppSettings({ newFilmBudget: null })
  const read = readDollars(text)
  return read.ok ? changeAppSettings({ newFilmBudget: read.value }) : read.problem
}

/** What a new film begins with, and where it goes. */
export function NewFilmsPanel() {
  const settings = useStore(accountStore, (state) => state.settings)
  const budgetNote = useId()
  if (!settings) return null
  const { filmsFolder, newFilmBudget } = settings
  return (
    <div className={styles['panel']}>
      <Row label="Budget">
        <div className={styles['line']}>
          <EntryField
            label="Budget of new films"
            value={newFilmBudget === null ? '' : dollarWords(newFilmBudget)}
            placeholder="None"
            maxLength={30}
            describedBy={budgetNote}
            onEnter={enterBudget}
          />
          {newFilmBudget !== null && (
            <Button onClick={() => void changeAppSettings({ newFilmBudget: null })}>No budget</Button>
          )}
        </div>
        <p id={budgetNote} className={styles['quiet']}>
          The most a film may cost in all. Every film can have its own; films that exist keep theirs.
        </p>
      </Row>
      <Row label="Folder">
        <div className={styles['line']}>
          <p className={styles['path']} title={filmsFolder}>
            {filmsFolder}
          </p>
          <Button onClick={() => void chooseFilmsFolder()}>Choose…</Button>
        </div>
        <p className={styles['quiet']}>New films go here. Films that exist stay where they are.</p>
      </Row>
    </div>
  )
}
