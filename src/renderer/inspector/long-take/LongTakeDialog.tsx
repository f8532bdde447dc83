import { Plus, Sparkles } from 'lucide-react'
import { useId, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { longestTake, longMethods, type LongMethod, type LongTake } from '../../../shared/continuity/long-take'
import { clipIdSchema, shotIdSchema } from '../../../shared/ids'
import { findModel } from '../../../shared/models/catalogue'
import type { VideoModel } from '../../../shared/models/model'
import type { FilmDocument } from '../../../shared/project/document'
import { insertLongTake } from '../../../shared/timeline/edits/insert-long-take'
import { accountStore } from '../../state/account-store'
import { announce } from '../../state/announcement-store'
import { estimateSources } from '../../state/ask-store'
import { closeDialog } from '../../state/dialog-store'
import { commit, documentStore } from '../../state/document-store'
import { amountWords, estimate, shotCount, type Estimate } from '../../state/estimate'
import { generateShots } from '../../state/generate-shots'
import { newClipId, newShotId } from '../../state/new-ids'
import { selectClips, selectionStore } from '../../state/selection-store'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Segmented } from '../../ui/Segmented'
import { SelectField } from '../../ui/SelectField'
import { TextArea, TextField } from '../../ui/TextField'
import { modelKey, modelOfKey } from '../../state/model-choices'
import { useModelChoices } from '../../state/use-model-choices'
import styles from './LongTake.module.css'
import { editOf, likeOf, planEntry, startChoices, type LongTakeEntry, type LongTakeFrom } from './long-take-wish'
import { LongTakeParts, LongTakeSum } from './LongTakeParts'

/** The model of the shot, else that of new shots, if it takes a picture; else the first that does. */
function firstModel(film: FilmDocument, from: LongTakeFrom): VideoModel | null {
  const asked = [likeOf(film, from), film.settings.shotDefaults]
  const found = asked.map((one) => one && findModel(one.provider, one.model))
  return found.find((model) => model && model.start !== 'refused') ?? findModel('rehearsal', 'rehearsal')
}

function usePreview(film: FilmDocument, from: LongTakeFrom, entry: LongTakeEntry | null) {
  const prices = useStore(accountStore, (state) => state.prices)
  return useMemo(() => {
    const planned = entry && planEntry(entry)
    if (!planned?.ok || !entry) return { planned, shots: [], ask: null, prices }
    const { take } = planned.value
    // Ids of the preview alone: what is inserted gets its own.
    const ids = take.parts.map((_, at) => ({
      shotId: shotIdSchema.parse(`preview-${at}`),
      clipId: clipIdSchema.parse(`preview-${at}`),
    }))
    const preview = insertLongTake(film, editOf(film, from, entry, { take, selected: null, ids }))
    const sources = estimateSources()
    const shots = ids.flatMap(({ shotId }) => preview.shots.get(shotId) ?? [])
    // A start frame of a shot without a take is made together with it.
    const upstream = entry.start?.source.kind === 'shotFrame' ? [entry.start.source.shotId] : []
    const open = new Set([...(sources?.open ?? []), ...upstream])
    const wanted = shots.map(({ id }) => id)
    const ask = sources && estimate(wanted, { ...sources, document: preview, open })
    return { planned, shots, ask, prices }
  }, [film, from, entry, prices])
}

/** Puts the parts in the film and selects them; `generate`: then asks for them, with the bill where they cost something. */
function insert(from: LongTakeFrom, entry: LongTakeEntry, generate: boolean): void {
  const planned = planEntry(entry)
  if (!planned.ok) return
  const { take } = planned.value
  const ids = take.parts.map(() => ({ shotId: newShotId(), clipId: newClipId() }))
  const selected = selectionStore.getState().primary
  const added = commit('Add Long Take', (film) =>
    insertLongTake(film, editOf(film, from, entry, { take, selected, ids })),
  )
  if (!added) return
  closeDialog()
  selectClips(ids.map(({ clipId }) => clipId))
  announce(`${shotCount(ids.length)} added`)
  if (generate) void generateShots(ids.map(({ shotId }) => shotId))
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <span className={styles['label']}>{label}</span>
      <div className={styles['value']}>{children}</div>
    </div>
  )
}

interface OpenProps {
  readonly film: FilmDocument
  readonly from: LongTakeFrom
}

/** Everything that is entered, as it is now. */
function useEntry({ film, from }: OpenProps) {
  const choices = startChoices(film, from)
  const [startValue, setStart] = useState(choices[0]?.value ?? 'picture')
  const [model, setModel] = useState(() => firstModel(film, from))
  const [length, setLength] = useState('30')
  const [method, setMethod] = useState<LongMethod>('chain')
  const [prompts, setPrompts] = useState(() => likeOf(film, from)?.prompt.replace(/\s*\n\s*/g, ' ') ?? '')
  const start = choices.find(({ value }) => value === startValue) ?? null
  const entry = useMemo(
    () => model && { model, length, method, prompts, start },
    // The choices are made anew each time; what they stand for is named by the value and the film.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [model, length, method, prompts, startValue, film],
  )
  return { choices, startValue, entry, setStart, setModel, setLength, setMethod, setPrompts }
}

function Fields({ state }: { readonly state: ReturnType<typeof useEntry> }) {
  const { choices, startValue, entry, setStart, setModel, setLength, setMethod, setPrompts } = state
  const models = useModelChoices(null)
  const promptNote = useId()
  if (!entry) return null
  const { model, length, method, prompts } = entry
  return (
    <>
      <Field label="Length">
        <TextField label="Length in seconds" value={length} maxLength={12} onCommit={setLength} />
        <span className={styles['quiet']}>seconds, up to {longestTake}</span>
      </Field>
      <Field label="Model">
        <SelectField
          label="Model"
          value={modelKey(model)}
          choices={models.map((one) => ({ ...one, disabled: modelOfKey(one.value)?.start === 'refused' }))}
          onChange={(key) => setModel(modelOfKey(key))}
        />
      </Field>
      <Field label="Starts from">
        <SelectField label="Starts from" value={startValue} choices={choices} onChange={setStart} />
      </Field>
      <Field label="Parts">
        <div>
          <Segmented
            fit
            label="How the parts hang together"
            value={method}
            segments={longMethods.map(({ id, label }) => ({ value: id, label }))}
            onChange={setMethod}
          />
          <p className={styles['quiet']}>{longMethods.find(({ id }) => id === method)?.detail}</p>
        </div>
      </Field>
      <Field label="Prompts">
        <div>
          <TextArea
            label="Prompts, one a line"
            rows={4}
            maxLength={20_000}
            placeholder={'pan right along the pier\ncontinue'}
            value={prompts}
            describedBy={promptNote}
            onText={setPrompts}
            onCommit={setPrompts}
          />
          <p id={promptNote} className={styles['quiet']}>
            One line for each part, in order. With fewer lines the last one repeats.
          </p>
        </div>
      </Field>
    </>
  )
}

interface ActionsProps {
  readonly take: LongTake | null
  readonly ask: Estimate | null
  readonly onInsert: (generate: boolean) => void
}

function Actions({ take, ask, onInsert }: ActionsProps) {
  const count = take ? shotCount(take.parts.length) : 'shots'
  const price = ask && ask.leftOut.length === 0 ? amountWords(ask.amounts) : null
  return (
    <>
      <Button onClick={closeDialog}>Cancel</Button>
      <Button icon={Plus} disabled={!take} onClick={() => onInsert(false)}>
        Add {count}
      </Button>
      <Button look="primary" icon={Sparkles} disabled={!take || price === null} onClick={() => onInsert(true)}>
        Add and generate{price === null ? '' : ` · ${price}`}
      </Button>
    </>
  )
}

function OpenLongTake({ film, from }: OpenProps) {
  const state = useEntry({ film, from })
  const { entry } = state
  const { planned, shots, ask, prices } = usePreview(film, from, entry)
  const { take, notes } = planned?.ok ? planned.value : { take: null, notes: [] }
  return (
    <Dialog
      stays
      wide
      title="Long take from one"
      description="A length that no model makes at once, as several shots that follow each other."
      onClose={closeDialog}
      actions={<Actions take={take} ask={ask} onInsert={(generate) => entry && insert(from, entry, generate)} />}
    >
      <div className={styles['columns']}>
        <div className={styles['form']}>
          <Fields state={state} />
        </div>
        <div className={styles['form']}>
          {planned && !planned.ok && (
            <p className={styles['problem']} role="alert">
              {planned.problem}
            </p>
          )}
          {take && <LongTakeParts film={film} take={take} shots={shots} prices={prices} />}
          {notes.length > 0 && (
            <ul className={styles['notes']} aria-label="To know">
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          {take && ask && <LongTakeSum take={take} ask={ask} shots={shots} />}
        </div>
      </div>
    </Dialog>
  )
}

/** A long take is planned here: its parts and their price show before anything is in the film. */
export function LongTakeDialog({ from }: { readonly from: LongTakeFrom }) {
  const film = useStore(documentStore, (state) => state.document)
  return film && <OpenLongTake film={film} from={from} />
}
