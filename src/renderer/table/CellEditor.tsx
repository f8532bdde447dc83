import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { findModel, retirementOf } from '../../shared/models/catalogue'
import type { Shot } from '../../shared/project/document'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { changeModel } from '../state/change-model'
import { commit } from '../state/document-store'
import { modelKey } from '../state/model-choices'
import { useModelChoices } from '../state/use-model-choices'
import { useVisit } from '../state/visit-key'
import { useDraft } from '../ui/draft'
import { SelectField } from '../ui/SelectField'
import type { ColumnId, TextColumn } from './columns'
import styles from './Table.module.css'
import { endEditing, tableStore } from './table-store'

/** Where the keyboard goes from a cell that was written in: nowhere, to the next or the one before, a row down. */
export type LeaveStep = 0 | 1 | -1 | 'down'

interface EditorProps {
  readonly shot: Shot
  /** Called when the writing is over, with the step to the cell that is next. */
  readonly onLeave: (step: LeaveStep) => void
}

const limits: Readonly<Record<TextColumn, number>> = { name: 200, prompt: 20_000 }
const labels: Readonly<Record<TextColumn, string>> = { name: 'Rename Shot', prompt: 'Edit Prompt' }

/** Text that counts once the cell is left: Enter, Tab or a click elsewhere keeps it, Escape takes it back. */
function TextEditor({ shot, column, onLeave }: EditorProps & { readonly column: TextColumn }) {
  const area = useRef<HTMLTextAreaElement>(null)
  const visit = useVisit(`cell ${column} ${shot.id}`)
  const { text, onText, flush, forget } = useDraft(
    shot[column],
    (written) =>
      commit(
        labels[column],
        (film) => updateShot(film, { shotId: shot.id, patch: { [column]: written } }),
        visit.key(),
      ),
    true,
  )
  // Before the next letter comes, or it would be typed into what stood in the cell.
  useLayoutEffect(() => {
    const begin = tableStore.getState().editing?.begin ?? null
    if (begin !== null) onText(begin)
    visit.begin()
    area.current?.focus()
    if (begin === null) area.current?.select()
    // Once, as the cell is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const leave = (step: LeaveStep): void => {
    flush()
    onLeave(step)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    // What is called by its key (generate, save) acts on what was written.
    if (event.ctrlKey || event.metaKey) return flush()
    // The grid does not walk while its cell is written in.
    event.stopPropagation()
    if (event.key === 'Escape') forget()
    const breaksLine = column === 'prompt' && (event.shiftKey || event.altKey)
    const step = { Enter: breaksLine ? null : 'down', Tab: event.shiftKey ? -1 : 1, Escape: 0 }[event.key] ?? null
    if (step === null) return
    event.preventDefault()
    leave(step as LeaveStep)
  }
  return (
    <textarea
      ref={area}
      className={styles['editor']}
      data-column={column}
      aria-label={`${column === 'name' ? 'Name' : 'Prompt'} of the shot`}
      rows={1}
      maxLength={limits[column]}
      spellCheck={column === 'prompt'}
      value={text}
      onChange={({ currentTarget: { value } }) => onText(column === 'name' ? value.replaceAll(/[\r\n]+/g, ' ') : value)}
      onBlur={() => {
        flush()
        if (tableStore.getState().active?.shotId === shot.id) endEditing()
      }}
      onKeyDown={onKeyDown}
    />
  )
}

function ModelEditor({ shot, onLeave }: EditorProps) {
  const choices = useModelChoices(shot.audio)
  const unknown = retirementOf(shot.provider, shot.model) === null ? 'not known here' : 'retired'
  return (
    <SelectField
      label="Model"
      value={modelKey({ provider: shot.provider, id: shot.model })}
      choices={choices}
      fallback={`${shot.model} (${unknown})`}
      initiallyOpen
      onClosed={() => onLeave(0)}
      onChange={(key) => changeModel([shot.id], key)}
    />
  )
}

function SecondsEditor({ shot, onLeave }: EditorProps) {
  const model = findModel(shot.provider, shot.model)
  const durations = model?.durations ?? [shot.seconds]
  const lengths = durations.map((seconds) => ({ value: String(seconds), label: `${seconds} s` }))
  return (
    <SelectField
      label="Duration in seconds"
      value={shot.autoSeconds ? 'auto' : String(shot.seconds)}
      choices={model?.autoDuration ? [{ value: 'auto', label: 'Model decides' }, ...lengths] : lengths}
      fallback={`${shot.seconds} s`}
      initiallyOpen
      onClosed={() => onLeave(0)}
      onChange={(value) => {
        const patch = value === 'auto' ? { autoSeconds: true } : { seconds: Number(value), autoSeconds: false }
        commit('Change Duration', (film) => updateShot(film, { shotId: shot.id, patch }))
      }}
    />
  )
}

interface CellEditorProps extends EditorProps {
  readonly column: ColumnId
}

/** What a cell becomes while it is written in. */
export function CellEditor({ column, ...props }: CellEditorProps) {
  if (column === 'name' || column === 'prompt') return <TextEditor {...props} column={column} />
  return column === 'model' ? <ModelEditor {...props} /> : <SecondsEditor {...props} />
}
