import { Sparkles } from 'lucide-react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { updateShot, type ShotPatch } from '../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { generateShots, shotsToGenerate } from '../state/generate-shots'
import { Button } from '../ui/Button'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
import styles from './Inspector.module.css'
import { modelChoices, modelKey, modelPatch } from './RequestFields'
import { Row, Section } from './Section'

function common<Value>(values: readonly Value[]): Value | null {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}

/** Durations that the models of all these shots offer. */
function commonDurations(shots: readonly Shot[]): readonly number[] {
  const [first = [], ...rest] = shots.map((shot) => findModel(shot.provider, shot.model)?.durations ?? [])
  return first.filter((seconds) => rest.every((durations) => durations.includes(seconds)))
}

function changeAll(label: string, shotIds: readonly ShotId[], patch: (shot: Shot) => ShotPatch): void {
  const edit = (film: FilmDocument, shotId: ShotId): FilmDocument => {
    const shot = film.shots.get(shotId)
    return shot ? updateShot(film, { shotId, patch: patch(shot) }) : film
  }
  commit(label, (film) => shotIds.reduce(edit, film))
}

/** What several shots have in common, changed for all of them in one step. */
export function ManyShots({ shotIds }: { readonly shotIds: readonly ShotId[] }) {
  const records = useStore(documentStore, (state) => state.document?.shots)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const shots = shotIds.flatMap((id) => records?.get(id) ?? [])
  const total = shots.reduce((sum, shot) => sum + shot.seconds, 0)
  useStore(factsStore, (state) => state.jobByShot)
  const ready = shotsToGenerate().length
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
              choices={modelChoices}
              fallback="Different models"
              disabled={readOnly}
              onChange={(key) => changeAll('Change Models', shotIds, (shot) => modelPatch(shot, key))}
            />
          </Row>
          <Row label="Seconds">
            <Segmented
              label="Duration of each selected shot, in seconds"
              value={seconds === null ? null : String(seconds)}
              segments={commonDurations(shots).map((value) => ({ value: String(value), label: String(value) }))}
              disabled={readOnly}
              onChange={(value) => changeAll('Change Durations', shotIds, () => ({ seconds: Number(value) }))}
            />
          </Row>
          {seconds === null && <p className={styles['note']}>These shots have different durations.</p>}
        </Section>
      </div>
      <footer className={styles['foot']}>
        <Button
          wide
          icon={Sparkles}
          disabled={readOnly || ready === 0}
          onClick={() => void generateShots(shotsToGenerate())}
        >
          {ready === 0
            ? 'All of them are being generated'
            : `Generate ${ready} ${ready === 1 ? 'shot' : 'shots'} · free`}
        </Button>
      </footer>
    </>
  )
}
