import { Lock, LockOpen } from 'lucide-react'
import { useStore } from 'zustand'
import { ratioOf } from '../../shared/film/ratio'
import { catalogue, findModel } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import type { Shot, Size } from '../../shared/project/document'
import { updateShot, type ShotPatch } from '../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { IconButton } from '../ui/Button'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
import { TextField } from '../ui/TextField'
import styles from './Inspector.module.css'
import { Row, Section } from './Section'

interface FieldProps {
  readonly shot: Shot
  readonly disabled: boolean
}

function change(shot: Shot, label: string, patch: ShotPatch): void {
  commit(label, (film) => updateShot(film, { shotId: shot.id, patch }))
}

/** A model's place in the list of choices. */
export function modelKey(model: Pick<VideoModel, 'provider' | 'id'>): string {
  return `${model.provider}/${model.id}`
}

/** Every model as a choice, with its sentence. */
export const modelChoices = catalogue.map((model) => ({
  value: modelKey(model),
  label: model.label,
  detail: model.summary,
}))

/** The shot's new model; a duration the model does not offer goes to the nearest it does. */
export function modelPatch(shot: Shot, key: string): ShotPatch {
  const model = catalogue.find((candidate) => modelKey(candidate) === key)
  if (!model) return {}
  const distance = (seconds: number): number => Math.abs(seconds - shot.seconds)
  const [nearest = shot.seconds] = [...model.durations].sort((a, b) => distance(a) - distance(b))
  return { provider: model.provider, model: model.id, seconds: nearest }
}

function Format({ shot, sizes, disabled }: FieldProps & { readonly sizes: readonly Size[] }) {
  const choices = sizes.map((choice) => ({
    value: ratioOf(choice),
    label: `${choice.width} × ${choice.height}`,
    detail: ratioOf(choice),
  }))
  return (
    <SelectField
      label="Format"
      value={shot.ratio}
      choices={choices}
      fallback={shot.ratio}
      disabled={disabled}
      onChange={(ratio) => change(shot, 'Change Format', { ratio })}
    />
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

/** Model, duration, format and seed: only what the model can do is offered. */
export function RequestFields({ shot, disabled }: FieldProps) {
  const model = findModel(shot.provider, shot.model)
  const offered = model?.durations ?? [shot.seconds]
  return (
    <Section>
      <Row label="Model">
        <SelectField
          label="Model"
          value={modelKey({ provider: shot.provider, id: shot.model })}
          choices={modelChoices}
          fallback={`${shot.model} (not known here)`}
          disabled={disabled}
          onChange={(key) => change(shot, 'Change Model', modelPatch(shot, key))}
        />
      </Row>
      <Row label="Seconds">
        <Segmented
          label="Duration in seconds"
          value={String(shot.seconds)}
          segments={offered.map((seconds) => ({ value: String(seconds), label: String(seconds) }))}
          disabled={disabled}
          onChange={(seconds) => change(shot, 'Change Duration', { seconds: Number(seconds) })}
        />
      </Row>
      {model && model.sizes !== 'film' && (
        <Row label="Format">
          <Format shot={shot} sizes={model.sizes} disabled={disabled} />
        </Row>
      )}
      {model?.seed !== false && (
        <Row label="Seed">
          <Seed shot={shot} disabled={disabled} />
        </Row>
      )}
    </Section>
  )
}

/** What the model makes and can't do, so that nobody looks for it. */
export function ModelLimits({ shot }: { readonly shot: Shot }) {
  const size = useStore(documentStore, (state) => state.document?.settings.size)
  const model = findModel(shot.provider, shot.model)
  if (!model) return null
  const words: string[] = []
  if (model.sizes === 'film' && size) words.push(`makes ${size.width} × ${size.height}, as the film`)
  if (model.start === 'refused') words.push('takes no start frame')
  if (model.end === 'refused') words.push('takes no end frame')
  if (!model.seed) words.push('takes no seed')
  if (!model.audio) words.push('makes no sound')
  return (
    <Section>
      <p className={styles['note']}>
        {model.label} {words.join('; it ')}.
      </p>
    </Section>
  )
}
