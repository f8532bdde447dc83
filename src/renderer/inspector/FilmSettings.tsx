import { useStore } from 'zustand'
import { ratioOf } from '../../shared/film/ratio'
import type { Settings, Size } from '../../shared/project/document'
import { rate as framesPerSecond, type Rate } from '../../shared/time/time'
import { changeRate, changeSettings, type SettingsPatch } from '../../shared/timeline/edits/change-settings'
import { findModel } from '../../shared/models/catalogue'
import { nearestDuration } from '../../shared/models/switch-model'
import { commit, documentStore } from '../state/document-store'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
import { CompletingArea } from '../ui/CompletingArea'
import { TextField } from '../ui/TextField'
import { DurationField } from './DurationField'
import { filmSizeId } from './film-size-id'
import styles from './Inspector.module.css'
import { modelKey, modelOfKey } from '../state/model-choices'
import { mentionChoices, mentionMarks } from './mention-choices'
import { Row, Section } from './Section'
import { useModelChoices } from '../state/use-model-choices'
import { useVisit } from '../state/visit-key'

const sizes: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 720, height: 1280 },
  { width: 1080, height: 1920 },
  { width: 1080, height: 1080 },
  { width: 1440, height: 1080 },
  { width: 1680, height: 720 },
]

const rates: readonly (readonly [string, Rate])[] = [
  ['23.976 fps', framesPerSecond(24_000, 1001)],
  ['24 fps', framesPerSecond(24)],
  ['25 fps', framesPerSecond(25)],
  ['29.97 fps', framesPerSecond(30_000, 1001)],
  ['30 fps', framesPerSecond(30)],
  ['50 fps', framesPerSecond(50)],
  ['60 fps', framesPerSecond(60)],
]

function sizeKey(size: Size): string {
  return `${size.width} × ${size.height}`
}

function rateKey(value: Rate): string {
  return `${value[0]}/${value[1]}`
}

const sizeChoices = sizes.map((size) => ({ value: sizeKey(size), label: sizeKey(size), detail: ratioOf(size) }))
const rateChoices = rates.map(([label, value]) => ({ value: rateKey(value), label }))

function change(label: string, patch: SettingsPatch, mergeKey: string | null = null): void {
  commit(label, (film) => changeSettings(film, { patch }), mergeKey)
}

interface PartProps {
  readonly settings: Settings
  readonly disabled: boolean
}

function Shape({ settings, disabled }: PartProps) {
  return (
    <Section title="Picture">
      <Row label="Size">
        <SelectField
          id={filmSizeId}
          label="Size of the film"
          value={sizeKey(settings.size)}
          choices={sizeChoices}
          fallback={sizeKey(settings.size)}
          disabled={disabled}
          onChange={(key) => {
            const size = sizes.find((candidate) => sizeKey(candidate) === key)
            if (size) change('Change Size', { size })
          }}
        />
      </Row>
      <Row label="Rate">
        <SelectField
          label="Frame rate of the film"
          value={rateKey(settings.rate)}
          choices={rateChoices}
          fallback={`${settings.rate[0]}/${settings.rate[1]} fps`}
          disabled={disabled}
          onChange={(key) => {
            const found = rates.find(([, value]) => rateKey(value) === key)
            if (found) commit('Change Rate', (film) => changeRate(film, { rate: found[1] }))
          }}
        />
      </Row>
      <Row label="Other shapes">
        <Segmented
          label="How takes of another shape meet the frame"
          value={settings.fit}
          segments={[
            { value: 'letterbox', label: 'With bars' },
            { value: 'crop', label: 'Cropped' },
          ]}
          disabled={disabled}
          onChange={(fit) => change('Change Fit', { fit })}
        />
      </Row>
    </Section>
  )
}

function NewShots({ settings, disabled }: PartProps) {
  const choices = useModelChoices(false)
  const { shotDefaults } = settings
  const model = findModel(shotDefaults.provider, shotDefaults.model)
  const set = (label: string, patch: Partial<Settings['shotDefaults']>, mergeKey: string | null = null): void => {
    change(label, { shotDefaults: { ...shotDefaults, ...patch } }, mergeKey)
  }
  const choose = (key: string): void => {
    const next = modelOfKey(key)
    if (!next) return
    const seconds = nearestDuration(next, shotDefaults.seconds)
    set('Change Default Model', { provider: next.provider, model: next.id, seconds })
  }
  return (
    <Section title="New shots">
      <Row label="Model">
        <SelectField
          label="Model of new shots"
          value={modelKey({ provider: shotDefaults.provider, id: shotDefaults.model })}
          choices={choices}
          fallback={model?.label ?? `${shotDefaults.model} (not known here)`}
          disabled={disabled}
          onChange={choose}
        />
      </Row>
      <Row label="Seconds">
        <DurationField
          label="Duration of new shots, in seconds"
          value={shotDefaults.seconds}
          durations={model?.durations ?? [shotDefaults.seconds]}
          disabled={disabled}
          onChange={(seconds) => set('Change Default Duration', { seconds }, 'default-duration')}
        />
      </Row>
    </Section>
  )
}

/** The film's own settings, shown while nothing is selected. */
export function FilmSettings() {
  const film = useStore(documentStore, (state) => state.document)
  const settings = film?.settings
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const title = useVisit('film-title')
  const style = useVisit('film-style')
  if (!settings) return null
  return (
    <>
      <header className={styles['head']}>
        <h2 className={styles['headWords']}>Film</h2>
        <p className={styles['place']}>Select a shot to see what it asks for</p>
      </header>
      <div className={styles['scroll']}>
        <Section>
          <Row label="Title">
            <TextField
              label="Title"
              value={settings.title}
              maxLength={200}
              disabled={readOnly}
              onVisit={title.begin}
              onCommit={(text) => change('Rename Film', { title: text }, title.key())}
            />
          </Row>
        </Section>
        <Shape settings={settings} disabled={readOnly} />
        <Section title="Style line">
          <CompletingArea
            complete={(words, caret) => (film ? mentionChoices(film, words, caret) : null)}
            marks={(words) => (film ? mentionMarks(film, words) : [])}
            label="Style line"
            rows={3}
            maxLength={1000}
            placeholder="Added to every prompt: “35 mm, muted colours, soft grain”"
            value={settings.style}
            disabled={readOnly}
            onVisit={style.begin}
            onCommit={(text) => change('Edit Style Line', { style: text }, style.key())}
          />
          <p className={styles['note']}>Goes after every prompt, so it makes every take count as edited.</p>
        </Section>
        <NewShots settings={settings} disabled={readOnly} />
      </div>
    </>
  )
}
