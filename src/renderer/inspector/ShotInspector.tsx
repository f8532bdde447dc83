import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { formatTimecode } from '../../shared/time/timecode'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { durationText } from '../commands/clip-title'
import { commit, documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { TextField } from '../ui/TextField'
import { FrameWells } from './FrameWells'
import { GenerateShot } from './GenerateShot'
import styles from './Inspector.module.css'
import { ModelLimits } from './ModelLimits'
import { OptionFields } from './OptionFields'
import { PromptField } from './PromptField'
import { ReferencesField } from './ReferencesField'
import { RequestFields } from './RequestFields'
import { Takes } from './Takes'
import { useVisit } from '../state/visit-key'

function usePlaceWords(): string {
  const plan = useStore(filmStore, (state) => state.plan)
  const primary = useStore(selectionStore, (state) => state.primary)
  const clip = useStore(filmStore, (state) => (primary ? state.clipById.get(primary) : undefined))
  if (!plan || !clip) return ''
  // Once a shot has been split, the places on the track are those of clips.
  const split = new Set(plan.clips.map(({ shotId }) => shotId)).size < plan.clips.length
  const place = `${split ? 'Clip' : 'Shot'} ${clip.index + 1} of ${plan.clips.length}`
  return `${place} · ${durationText(clip.length, plan.rate)} · starts at ${formatTimecode(clip.start, plan.rate)}`
}

/** What one shot asks for, and the takes it got. */
export function ShotInspector({ shotId }: { readonly shotId: ShotId }) {
  const shot = useStore(documentStore, (state) => state.document?.shots.get(shotId))
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const place = usePlaceWords()
  const visit = useVisit(`shot-name ${shotId}`)
  if (!shot) return null
  return (
    <>
      <header className={styles['head']}>
        <h2 className={styles['headTitle']}>
          <TextField
            look="heading"
            label="Name of the shot"
            value={shot.name}
            maxLength={200}
            disabled={readOnly}
            onVisit={visit.begin}
            onCommit={(name) =>
              commit('Rename Shot', (film) => updateShot(film, { shotId, patch: { name } }), visit.key())
            }
          />
        </h2>
        <p className={styles['place']}>{place}</p>
      </header>
      <div className={styles['scroll']}>
        <FrameWells shot={shot} disabled={readOnly} />
        <PromptField shot={shot} disabled={readOnly} />
        <ReferencesField shot={shot} disabled={readOnly} />
        <RequestFields shot={shot} disabled={readOnly} />
        <Takes shot={shot} disabled={readOnly} />
        <OptionFields shot={shot} disabled={readOnly} />
        <ModelLimits shot={shot} />
      </div>
      <GenerateShot shot={shot} disabled={readOnly} />
    </>
  )
}
