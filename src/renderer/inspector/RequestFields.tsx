import { Lock, LockOpen, Settings2 } from 'lucide-react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import { findModel, retirementOf } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import type { Shot } from '../../shared/project/document'
import { updateShot, type ShotPatch } from '../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { clearSelection } from '../state/selection-store'
import { IconButton } from '../ui/Button'
import { SelectField } from '../ui/SelectField'
import { TextField } from '../ui/TextField'
import { changeModel } from '../state/change-model'
import { DurationField } from './DurationField'
import { filmSizeId } from './film-size-id'
import { formatChoices, formatKey, formatNow, formatPatch, offeredFormats, sizeWords } from './format-choices'
import styles from './Inspector.module.css'
import { modelKey } from '../state/model-choices'
import { LengthSwitch } from './LengthSwitch'
import { SoundSwitch } from './OptionFields'
import { Row, Section } from './Section'
import { useModelChoices } from '../state/use-model-choices'

interface FieldProps {
  readonly shot: Shot
  readonly disabled: boolean
}

function change(shot: Shot, label: string, patch: ShotPatch, mergeKey: string | null = null): void {
  commit(label, (film) => updateShot(film, { shotId: shot.id, patch }), mergeKey)
}

function Format({ shot, model, disabled }: FieldProps & { readonly model: VideoModel }) {
  const size = useStore(documentStore, (state) => state.document?.settings.size)
  const formats = offeredFormats(model, shot)
  return (
    <SelectField
      label="Format"
      value={size ? formatNow(model, shot, size) : null}
      choices={formatChoices(formats)}
      fallback={`${shot.ratio}, not offered`}
      disabled={disabled}
      onChange={(key) => {
        const chosen = formats.find((candidate) => formatKey(candidate) === key)
        if (chosen) change(shot, 'Change Format', formatPatch(model, shot, chosen))
      }}
    />
  )
}

function showFilmSettings(): void {
  flushSync(clearSelection)
  // The button is gone with its shot: the keyboard goes on where the size is changed.
  document.getElementById(filmSizeId)?.focus()
}

/** The size of the film, which such a model makes, and the way to where it is changed. */
function FilmFormat() {
  const size = useStore(documentStore, (state) => state.document?.settings.size)
  if (!size) return null
  return (
    <button
      type="button"
      className={styles['filmFormat']}
      aria-label={`Format: ${sizeWords(size)}, as the film. Show the settings of the film`}
      title="This model makes the film’s own size. Click for the settings of the film"
      onClick={showFilmSettings}
    >
      <span>{sizeWords(size)}</span>
      <span className={styles['quiet']}>as the film</span>
      <Settings2 aria-hidden className={styles['filmFormatIcon']} />
    </button>
  )
}

const largestSeed = 4_294_967_295

function seedFrom(text: string): number | null | 'wrong' {
  const digits = text.trim()
  if (digits === '') return null
  const seed = Number(digits)
  return /^\d{1,10}$/.test(digits) && seed <= largestSeed ? seed : 'wrong'
}

function Seed({ shot, disabled }: FieldProps) {
  const lastSeed = useStore(factsStore, ({ takes }) => takes.byShot.get(shot.id)?.at(-1)?.seed ?? null)
  const locked = shot.seed !== null
  const toggle = (): void => {
    const seed = locked ? null : (lastSeed ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
    change(shot, locked ? 'Random Seed' : 'Lock Seed', { seed })
  }
  return (
    <div className={styles['seed']}>
      <TextField
        label="Seed"
        value={shot.seed === null ? '' : String(shot.seed)}
        placeholder="random"
        maxLength={10}
        disabled={disabled}
        onCommit={(text) => {
          const seed = seedFrom(text)
          if (seed !== 'wrong') change(shot, 'Change Seed', { seed })
        }}
      />
      <IconButton
        icon={locked ? Lock : LockOpen}
        label={locked ? 'Let the model choose a seed' : 'Lock the seed of the newest take'}
        aria-pressed={locked}
        disabled={disabled}
        onClick={toggle}
      />
    </div>
  )
}

/** Model, duration, format and whatever else the model takes: only what it can do is offered. */
export function RequestFields({ shot, disabled }: FieldProps) {
  const choices = useModelChoices(shot.audio)
  const model = findModel(shot.provider, shot.model)
  return (
    <Section>
      <Row label="Model">
        <SelectField
          label="Model"
          value={modelKey({ provider: shot.provider, id: shot.model })}
          choices={choices}
          fallback={`${shot.model} (${retirementOf(shot.provider, shot.model) === null ? 'not known here' : 'retired'})`}
          disabled={disabled}
          onChange={(key) => changeModel([shot.id], key)}
        />
      </Row>
      <Row label="Seconds">
        <DurationField
          label="Duration in seconds"
          value={shot.seconds}
          durations={model?.durations ?? [shot.seconds]}
          disabled={disabled}
          onChange={(seconds) => change(shot, 'Change Duration', { seconds }, `duration ${shot.id}`)}
        />
      </Row>
      {model && <LengthSwitch shot={shot} model={model} disabled={disabled} />}
      {model && (
        <Row label="Format">
          {offeredFormats(model, shot).length > 0 ? (
            <Format shot={shot} model={model} disabled={disabled} />
          ) : (
            <FilmFormat />
          )}
        </Row>
      )}
      {model?.seed !== false && (
        <Row label="Seed">
          <Seed shot={shot} disabled={disabled} />
        </Row>
      )}
      {model?.audio && <SoundSwitch shot={shot} model={model} disabled={disabled} />}
    </Section>
  )
}
