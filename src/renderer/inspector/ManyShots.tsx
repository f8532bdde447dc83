import { Sparkles } from 'lucide-react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { updateShot, type ShotPatch } from '../../shared/timeline/edits/ask-shots'
import { askStore } from '../state/ask-store'
import { commit, documentStore } from '../state/document-store'
import { askedCount, askingPrice, shotCount } from '../state/estimate'
import { generateShots, shotsToGenerate } from '../state/generate-shots'
import { Button } from '../ui/Button'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
import { changeModel } from '../state/change-model'
import { DurationField } from './DurationField'
import styles from './Inspector.module.css'
import { modelKey } from '../state/model-choices'
import { Row, Section } from './Section'
import { useModelChoices } from '../state/use-model-choices'

function common<Value>(values: readonly Value[]): Value | null {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}

/** Durations that the models of all these shots offer. */
function commonDurations(shots: readonly Shot[]): readonly number[] {
  const [first = [], ...rest] = shots.map((shot) => findModel(shot.provider, shot.model)?.durations ?? [])
  return first.filter((seconds) => rest.every((durations) => durations.includes(seconds)))
}

function changeAll(label: string, shotIds: readonly ShotId[], patch: ShotPatch, mergeKey: string | null = null): void {
  const edit = (film: FilmDocument, shotId: ShotId): FilmDocument => updateShot(film, { shotId, patch })
  commit(label, (film) => shotIds.reduce(edit, film), mergeKey)
}

/** The shots whose model makes sound; the switch is for these. */
function soundShots(shots: readonly Shot[]): readonly Shot[] {
  return shots.filter((shot) => findModel(shot.provider, shot.model)?.audio)
}

function SoundOfMany({ shots, disabled }: { readonly shots: readonly Shot[]; readonly disabled: boolean }) {
  const able = soundShots(shots)
  if (able.length === 0) return null
  const on = common(able.map((shot) => shot.audio))
  const ids = able.map((shot) => shot.id)
  return (
    <Row label="Sound">
      <Segmented
        label="Sound of the selected shots"
        value={on === null ? null : on ? 'on' : 'off'}
        segments={[
          { value: 'off', label: 'Silent' },
          { value: 'on', label: able.length < shots.length ? `With sound (${able.length})` : 'With sound' },
        ]}
        disabled={disabled}
        onChange={(value) => changeAll('Change Sound', ids, { audio: value === 'on' })}
      />
    </Row>
  )
}

/** What several shots have in common, changed for all of them in one step. */
export function ManyShots({ shotIds }: { readonly shotIds: readonly ShotId[] }) {
  const records = useStore(documentStore, (state) => state.document?.shots)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const shots = shotIds.flatMap((id) => records?.get(id) ?? [])
  const total = shots.reduce((sum, shot) => sum + shot.seconds, 0)
  const choices = useModelChoices(common(shots.map((shot) => shot.audio)))
  const ask = useStore(askStore, (state) => state.ask)
  const seconds = common(shots.map((shot) => shot.seconds))
  return (
    <>
      <header className={styles['head']}>
        <h2 className={styles['headWords']}>{shots.length} shots selected</h2>
        <p className={styles['place']}>{total} s asked for in all</p>
      </header>
      <div className={styles['scroll']}>
        <Section>
          <Row label="Model">
            <SelectField
              label="Model of the selected shots"
              value={common(shots.map((shot) => modelKey({ provider: shot.provider, id: shot.model })))}
              choices={choices}
              fallback="Different models"
              disabled={readOnly}
              onChange={(key) => changeModel(shotIds, key)}
            />
          </Row>
          <Row label="Seconds">
            <DurationField
              label="Duration of each selected shot, in seconds"
              value={seconds}
              durations={commonDurations(shots)}
              disabled={readOnly}
              onChange={(value) =>
                changeAll(
                  'Change Durations',
                  shotIds,
                  { seconds: value, autoSeconds: false },
                  `durations ${shotIds.join(' ')}`,
                )
              }
            />
          </Row>
          <SoundOfMany shots={shots} disabled={readOnly} />
          {seconds === null && <p className={styles['note']}>These shots have different durations.</p>}
        </Section>
      </div>
      <footer className={styles['foot']}>
        {ask.leftOut.length > 0 && (
          <p className={styles['problem']}>
            {shotCount(ask.leftOut.length)} can’t be generated as {ask.leftOut.length === 1 ? 'it is' : 'they are'}.
          </p>
        )}
        <Button
          wide
          icon={Sparkles}
          disabled={readOnly || ask.wanted.length === 0}
          onClick={() => void generateShots(shotsToGenerate())}
        >
          {ask.wanted.length === 0
            ? 'Nothing to generate here'
            : `Generate ${shotCount(askedCount(ask))} · ${askingPrice(ask)}`}
        </Button>
      </footer>
    </>
  )
}
