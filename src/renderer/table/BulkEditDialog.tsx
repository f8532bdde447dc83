import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { closeDialog } from '../state/dialog-store'
import { announce } from '../state/announcement-store'
import { commit, documentStore } from '../state/document-store'
import { shotCount } from '../state/estimate'
import { modelOfKey } from '../state/model-choices'
import { useModelChoices } from '../state/use-model-choices'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { EntryField } from '../ui/EntryField'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
import { noBulkEdit, planBulkEdit, type BulkEdit } from './bulk-edit'
import { ChangePreview } from './ChangePreview'
import { PlainField } from './PlainField'
import styles from './Preview.module.css'
import { changedRows } from './row-changes'

const largestSeed = 4_294_967_295
const keep = 'keep'

interface FieldsProps {
  readonly edit: BulkEdit
  readonly models: readonly VideoModel[]
  readonly onChange: (change: Partial<BulkEdit>) => void
}

/** Every duration that one of the models offers: the others take the nearest. */
function durationsOf(models: readonly VideoModel[]): readonly number[] {
  return [...new Set(models.flatMap(({ durations }) => durations))].sort((a, b) => a - b)
}

function seedOf(text: string): BulkEdit['seed'] | undefined {
  const words = text.trim()
  if (words === '') return null
  if (words.toLowerCase() === 'random') return 'random'
  return /^\d{1,10}$/.test(words) && Number(words) <= largestSeed ? Number(words) : undefined
}

function RequestChoices({ edit, models, onChange }: FieldsProps) {
  const choices = useModelChoices(edit.audio)
  const chosen = edit.model === null ? null : modelOfKey(edit.model)
  const durations = durationsOf(chosen ? [chosen] : models)
  const seconds = edit.seconds === null ? keep : String(edit.seconds)
  return (
    <div className={styles['line']}>
      <div className={styles['labelled']}>
        <span className={styles['label']}>Model</span>
        <SelectField
          label="Model for all"
          value={edit.model ?? keep}
          choices={[{ value: keep, label: 'As it is' }, ...choices]}
          onChange={(key) => onChange({ model: key === keep ? null : key })}
        />
      </div>
      <div className={styles['labelled']}>
        <span className={styles['label']}>Seconds</span>
        <SelectField
          label="Seconds for all"
          value={seconds}
          choices={[
            { value: keep, label: 'As they are' },
            ...durations.map((one) => ({ value: String(one), label: `${one} s` })),
          ]}
          fallback={`${seconds} s, to the nearest`}
          onChange={(value) => onChange({ seconds: value === keep ? null : Number(value) })}
        />
      </div>
      <div className={styles['labelled']}>
        <span className={styles['label']}>Sound</span>
        <Segmented
          label="Sound for all"
          value={edit.audio === null ? keep : edit.audio ? 'on' : 'off'}
          segments={[
            { value: keep, label: 'As it is' },
            { value: 'off', label: 'Silent' },
            { value: 'on', label: 'With sound' },
          ]}
          onChange={(value) => onChange({ audio: value === keep ? null : value === 'on' })}
        />
      </div>
      <div className={styles['labelled']}>
        <span className={styles['label']}>Seed</span>
        <EntryField
          label="Seed for all"
          value={edit.seed === null ? '' : String(edit.seed)}
          placeholder="as it is; a number, or random"
          maxLength={10}
          onEnter={(text) => {
            const seed = seedOf(text)
            if (seed === undefined) return `A seed is a whole number up to ${largestSeed}, or “random”.`
            onChange({ seed })
            return null
          }}
        />
      </div>
    </div>
  )
}

function WordFields({ edit, onChange }: Omit<FieldsProps, 'models'>) {
  return (
    <div className={styles['line']}>
      <PlainField
        label="Before prompt"
        value={edit.prefix}
        placeholder="words before every prompt"
        onChange={(prefix) => onChange({ prefix })}
      />
      <PlainField
        label="After prompt"
        value={edit.suffix}
        placeholder="words behind every prompt"
        onChange={(suffix) => onChange({ suffix })}
      />
      <PlainField
        label="Name"
        value={edit.pattern}
        placeholder="Scene 2 · {nn} {name}"
        onChange={(pattern) => onChange({ pattern })}
      />
      <p className={styles['hint']}>
        {'{n} is the place among these shots, {nn} with a zero before it, {name} the old name.'}
      </p>
    </div>
  )
}

/** Changes several shots together, after a look at what that does to each. */
export function BulkEditDialog({ shotIds }: { readonly shotIds: readonly ShotId[] }) {
  const film = useStore(documentStore, (state) => state.document)
  const [edit, setEdit] = useState(noBulkEdit)
  const planned = useMemo(() => film && planBulkEdit(film, shotIds, edit), [film, shotIds, edit])
  const rows = useMemo(() => (film && planned ? changedRows(film, planned) : []), [film, planned])
  const models = useMemo(() => {
    const found = shotIds.flatMap((id) => film?.shots.get(id) ?? []).map((shot) => findModel(shot.provider, shot.model))
    return [...new Set(found)].filter((model) => model !== null)
  }, [film, shotIds])
  if (!film || !planned) return null
  const count = rows.filter(({ fields }) => fields.length > 0).length
  const apply = (): void => {
    closeDialog()
    const label = shotIds.length === 1 ? 'Edit Shot' : `Edit ${shotIds.length} Shots`
    if (commit(label, (now) => planBulkEdit(now, shotIds, edit).after)) announce(`${shotCount(count)} changed`)
  }
  return (
    <Dialog
      wide
      stays
      title={`Edit ${shotCount(shotIds.length)}`}
      description="What is left as it is does not change. Nothing happens before you agree, and one undo takes all of it back."
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={count === 0} onClick={apply}>
            {count === 0 ? 'Change nothing' : `Change ${shotCount(count)}`}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <RequestChoices edit={edit} models={models} onChange={(change) => setEdit({ ...edit, ...change })} />
        <WordFields edit={edit} onChange={(change) => setEdit({ ...edit, ...change })} />
        <ChangePreview film={film} planned={planned} rows={rows} nothing="Choose above what is to change." />
      </div>
    </Dialog>
  )
}
