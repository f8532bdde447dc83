import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { findModel } from '../../shared/models/catalogue'
import type { ModelOption, VideoModel } from '../../shared/models/model'
import type { Shot } from '../../shared/project/document'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { accountStore } from '../state/account-store'
import { commit } from '../state/document-store'
import { SelectField } from '../ui/SelectField'
import { Switch } from '../ui/Switch'
import { TextArea } from '../ui/TextField'
import styles from './Ask.module.css'
import { perSecond } from '../state/model-choices'
import { Row, Section } from './Section'
import { useVisit } from '../state/visit-key'

interface FieldProps {
  readonly shot: Shot
  readonly model: VideoModel
  readonly disabled: boolean
}

/** The shot's options with one of them set; an empty one is taken out, so that nothing is sent for it. */
function optionsWith(shot: Shot, key: string, value: string): Shot['options'] {
  const { [key]: _before, ...others } = shot.options
  return value === '' ? others : { ...others, [key]: value }
}

function setOption(shot: Shot, { key, label }: ModelOption, value: string, mergeKey: string | null = null): void {
  const edit = `Change “${label}”`
  commit(
    edit,
    (film) => {
      const now = film.shots.get(shot.id)
      return now ? updateShot(film, { shotId: shot.id, patch: { options: optionsWith(now, key, value) } }) : film
    },
    mergeKey,
  )
}

/** Whether the clip has sound, with what that does to the price. */
export function SoundSwitch({ shot, model, disabled }: FieldProps) {
  const prices = useStore(accountStore, (state) => state.prices)
  const other = perSecond(model, !shot.audio, prices)
  const priced = model.pricedBy === 'sound'
  const detail = priced ? `${shot.audio ? 'silent' : 'with sound'} ${other}` : 'no extra cost'
  return (
    <Row label="Sound">
      <div className={styles['sound']}>
        <Switch
          inline
          label={shot.audio ? 'With sound' : 'Silent'}
          detail={detail}
          checked={shot.audio}
          disabled={disabled}
          onChange={(audio) =>
            commit(audio ? 'Ask for Sound' : 'Ask for No Sound', (film) =>
              updateShot(film, { shotId: shot.id, patch: { audio } }),
            )
          }
        />
      </div>
    </Row>
  )
}

interface TextOptionProps extends FieldProps {
  readonly option: Extract<ModelOption, { kind: 'text' }>
}

function TextOption({ shot, option, disabled }: TextOptionProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const visit = useVisit(`${option.key} ${shot.id}`)
  const countId = useId()
  const value = String(shot.options[option.key] ?? '')
  const { length } = typed ?? value
  const tooLong = length > option.limit
  return (
    <div className={styles['textOption']}>
      <div className={styles['textHead']}>
        <span className={styles['label']}>{option.label}</span>
        <span id={countId} className={styles['count']} data-problem={tooLong}>
          {tooLong && 'Too long: '}
          {length} / {option.limit}
        </span>
      </div>
      <TextArea
        label={option.label}
        rows={2}
        maxLength={option.limit * 2}
        placeholder={option.hint}
        value={value}
        disabled={disabled}
        invalid={tooLong}
        describedBy={countId}
        onVisit={visit.begin}
        onText={setTyped}
        onCommit={(text) => {
          setOption(shot, option, text, visit.key())
          setTyped(null)
        }}
      />
    </div>
  )
}

interface ChoiceOptionProps extends FieldProps {
  readonly option: Extract<ModelOption, { kind: 'choice' }>
}

function ChoiceOption({ shot, option, disabled }: ChoiceOptionProps) {
  const [usual] = option.choices
  const set = String(shot.options[option.key] ?? usual?.value ?? '')
  return (
    <Row label={option.label}>
      <SelectField
        label={option.label}
        value={set}
        choices={option.choices}
        fallback={`${set} (not known here)`}
        disabled={disabled}
        onChange={(value) => setOption(shot, option, value === usual?.value ? '' : value)}
      />
    </Row>
  )
}

interface OptionFieldsProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** The settings that only this model has, as the catalogue lists them. */
export function OptionFields({ shot, disabled }: OptionFieldsProps) {
  const model = findModel(shot.provider, shot.model)
  if (!model || model.options.length === 0) return null
  return (
    <Section>
      {model.options.map((option) =>
        option.kind === 'text' ? (
          <TextOption key={option.key} shot={shot} model={model} option={option} disabled={disabled} />
        ) : (
          <ChoiceOption key={option.key} shot={shot} model={model} option={option} disabled={disabled} />
        ),
      )}
    </Section>
  )
}
