import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { readSheet, type Sheet } from '../../shared/table/read-sheet'
import { announce } from '../state/announcement-store'
import { closeDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { shotCount } from '../state/estimate'
import { newClipId, newShotId } from '../state/new-ids'
import { ensureOwnFilm } from '../state/project-controller'
import { selectedShots } from '../state/selected-shots'
import { selectClips, selectionStore } from '../state/selection-store'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Segmented } from '../ui/Segmented'
import { ChangePreview } from './ChangePreview'
import { planPaste, type PasteTarget } from './paste-shots'
import styles from './Preview.module.css'
import { changedRows } from './row-changes'

/** More shots than these at once are a mistake rather than a film. */
const mostLines = 2000
const mostText = 4_000_000

/** Behind the last selected clip, else at the end of the film. */
function placeAfterSelection(): number {
  const track = documentStore.getState().document?.track.clipIds ?? []
  const { clipIds } = selectionStore.getState()
  const last = track.findLastIndex((id) => clipIds.has(id))
  return last === -1 ? track.length : last + 1
}

function* tellings(sheet: Sheet, onto: number | null): Generator<string> {
  const { shots, unknownColumns, problems } = sheet
  if (shots.length > mostLines) yield `Only the first ${mostLines.toLocaleString('en')} lines are taken.`
  if (unknownColumns.length > 0) {
    const names = unknownColumns.map((name) => `“${name}”`).join(', ')
    yield unknownColumns.length === 1
      ? `The column ${names} is not known, and is left out.`
      : `The columns ${names} are not known, and are left out.`
  }
  if (onto !== null && shots.length > onto) {
    const left = shots.length - onto
    yield `${left === 1 ? 'The last line has' : `The last ${left} lines have`} no selected shot to go on.`
  }
  yield* problems
}

function kindWords({ kind, shots }: Sheet): string {
  if (shots.length === 0) return ''
  const count = shots.length === 1 ? '1 line' : `${shots.length} lines`
  return kind === 'script'
    ? `Read as a script: ${count}, a prompt each.`
    : `Read as a table: ${count} below the names of the columns.`
}

/** What is read of the text, and where it would go. */
function usePaste(text: string, onto: boolean) {
  const film = useStore(documentStore, (state) => state.document)
  const [selected] = useState(selectedShots)
  const [at] = useState(placeAfterSelection)
  const sheet = useMemo(() => readSheet(text.slice(0, mostText)), [text])
  const lines = useMemo(() => sheet.shots.slice(0, mostLines), [sheet])
  const ids = useMemo(() => lines.map(() => ({ shotId: newShotId(), clipId: newClipId() })), [lines])
  const target = useMemo((): PasteTarget => (onto ? { onto: selected } : { at, ids }), [onto, selected, at, ids])
  const planned = useMemo(() => film && planPaste(film, lines, target), [film, lines, target])
  const rows = useMemo(() => (film && planned ? changedRows(film, planned) : []), [film, planned])
  return { film, selected, sheet, lines, target, planned, rows }
}

interface TextProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly sheet: Sheet
  readonly onto: number | null
}

function PastedText({ text, onText, sheet, onto }: TextProps) {
  const told = [...tellings(sheet, onto)]
  return (
    <>
      <textarea
        className={styles['paste']}
        aria-label="Script or table"
        spellCheck={false}
        placeholder={
          'A prompt on each line, or a table whose first line names its columns:\nname, prompt, model, seconds, sound, seed, notes'
        }
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {sheet.shots.length > 0 && <p className={styles['hint']}>{kindWords(sheet)}</p>}
      {told.length > 0 && (
        // A long list is scrolled by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className={styles['problems']} aria-label="What was not understood" tabIndex={0}>
          {told.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Brings a script or a table into the film: nothing changes before what it does was looked at. */
export function PasteDialog({ text: pasted }: { readonly text: string }) {
  const [text, setText] = useState(pasted)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [first] = useState(() => readSheet(pasted.slice(0, mostText)).shots.length)
  const [count] = useState(() => selectedShots().length)
  // Several lines for as many selected shots are meant for them.
  const onto = chosen ?? (count > 1 && count === first)
  const { film, selected, sheet, lines, target, planned, rows } = usePaste(text, onto)
  if (!film || !planned) return null
  const changed = rows.filter(({ fields }) => fields.length > 0).length
  const verb = onto ? 'Change' : 'Add'
  const apply = async (): Promise<void> => {
    closeDialog()
    // The sample stays as it is for the next newcomer.
    if (!onto && !(await ensureOwnFilm())) return
    const label = onto ? 'Paste onto Shots' : `Paste ${lines.length} Shots`
    if (!commit(label, (now) => planPaste(now, lines, target).after)) return
    if ('at' in target) selectClips(target.ids.map(({ clipId }) => clipId))
    announce(`${shotCount(changed)} ${onto ? 'changed' : 'added'}`)
  }
  return (
    <Dialog
      wide
      stays
      title="Paste a script or a table"
      description="Nothing happens before you agree, and one undo takes all of it back."
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={changed === 0} onClick={() => void apply()}>
            {changed === 0 ? `${verb} nothing` : `${verb} ${shotCount(changed)}`}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <PastedText text={text} onText={setText} sheet={sheet} onto={onto ? selected.length : null} />
        {selected.length > 0 && (
          <div className={styles['tools']}>
            <Segmented
              fit
              label="Where the lines go"
              value={onto ? 'onto' : 'new'}
              segments={[
                { value: 'new', label: 'New shots after the selection' },
                {
                  value: 'onto',
                  label:
                    selected.length === 1 ? 'Onto the selected shot' : `Onto the ${selected.length} selected shots`,
                },
              ]}
              onChange={(value) => setChosen(value === 'onto')}
            />
          </div>
        )}
        <ChangePreview
          film={film}
          planned={planned}
          rows={rows}
          nothing={text.trim() === '' ? 'Paste or write above.' : 'Nothing would change.'}
        />
      </div>
    </Dialog>
  )
}
