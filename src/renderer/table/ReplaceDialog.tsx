import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { shotsInOrder } from '../../shared/table/shot-sheet'
import { announce } from '../state/announcement-store'
import { closeDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { selectedShots } from '../state/selected-shots'
import { Button } from '../ui/Button'
import { Checkbox } from '../ui/Checkbox'
import { Dialog } from '../ui/Dialog'
import { Segmented } from '../ui/Segmented'
import { ChangePreview } from './ChangePreview'
import { planReplacement, type Replacement } from './find-replace'
import { PlainField } from './PlainField'
import styles from './Preview.module.css'
import { changedRows } from './row-changes'

const none: ReadonlySet<ShotId> = new Set()
const begin: Replacement = { find: '', replace: '', matchCase: false, wholeWord: false, where: 'prompts' }

interface FieldsProps {
  readonly wanted: Replacement
  readonly onChange: (change: Partial<Replacement>) => void
  readonly selected: number
  readonly all: boolean
  readonly onAll: (all: boolean) => void
}

function Fields({ wanted, onChange, selected, all, onAll }: FieldsProps) {
  return (
    <>
      <div className={styles['line']}>
        <PlainField label="Find" value={wanted.find} onChange={(find) => onChange({ find })} />
        <PlainField label="Replace with" value={wanted.replace} onChange={(replace) => onChange({ replace })} />
      </div>
      <div className={styles['tools']}>
        <Segmented
          fit
          label="Where to look"
          value={wanted.where}
          segments={[
            { value: 'prompts', label: 'Prompts' },
            { value: 'names', label: 'Names' },
            { value: 'both', label: 'Both' },
          ]}
          onChange={(where) => onChange({ where })}
        />
        {selected > 1 && (
          <Segmented
            fit
            label="In which shots"
            value={all ? 'all' : 'selected'}
            segments={[
              { value: 'all', label: 'All shots' },
              { value: 'selected', label: `Selected (${selected})` },
            ]}
            onChange={(which) => onAll(which === 'all')}
          />
        )}
        <Checkbox label="Match case" checked={wanted.matchCase} onChange={(matchCase) => onChange({ matchCase })} />
        <Checkbox label="Whole words" checked={wanted.wholeWord} onChange={(wholeWord) => onChange({ wholeWord })} />
      </div>
    </>
  )
}

/** Replaces words in the prompts and names of many shots, each of which can be left out. */
export function ReplaceDialog() {
  const film = useStore(documentStore, (state) => state.document)
  const [wanted, setWanted] = useState(begin)
  const [selected] = useState(selectedShots)
  const [all, setAll] = useState(selected.length < 2)
  const [skipped, setSkipped] = useState(none)
  const shotIds = useMemo(
    () => (all && film ? shotsInOrder(film).map(([, shot]) => shot.id) : selected),
    [all, film, selected],
  )
  // What is left out stays in the list, so that it can be taken in again.
  const planned = useMemo(() => film && planReplacement(film, shotIds, wanted, none), [film, shotIds, wanted])
  const rows = useMemo(() => (film && planned ? changedRows(film, planned) : []), [film, planned])
  if (!film || !planned) return null
  const { count } = planReplacement(film, shotIds, wanted, skipped)
  const skip = (shotId: ShotId, isSkipped: boolean): void => {
    const next = new Set(skipped)
    if (isSkipped) next.add(shotId)
    else next.delete(shotId)
    setSkipped(next)
  }
  const apply = (): void => {
    closeDialog()
    if (commit('Replace Words', (now) => planReplacement(now, shotIds, wanted, skipped).after)) {
      announce(`${count === 1 ? '1 place' : `${count} places`} replaced`)
    }
  }
  return (
    <Dialog
      wide
      stays
      title="Find and replace"
      description="Nothing happens before you agree, and one undo takes all of it back."
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={count === 0} onClick={apply}>
            {count === 0 ? 'Replace nothing' : `Replace ${count === 1 ? '1 place' : `${count} places`}`}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Fields
          wanted={wanted}
          onChange={(change) => setWanted({ ...wanted, ...change })}
          selected={selected.length}
          all={all}
          onAll={setAll}
        />
        <ChangePreview
          film={film}
          planned={planned}
          rows={rows}
          nothing={wanted.find === '' ? 'Write above what to look for.' : 'That is nowhere in these shots.'}
          skipped={skipped}
          onSkip={skip}
        />
      </div>
    </Dialog>
  )
}
