import type { VideoModel } from '../../shared/models/model'
import type { Shot } from '../../shared/project/document'
import { durationWords } from '../../shared/models/switch-model'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { commit } from '../state/document-store'
import { Switch } from '../ui/Switch'
import styles from './Inspector.module.css'
import { Row } from './Section'

interface LengthSwitchProps {
  readonly shot: Shot
  readonly model: VideoModel
  readonly disabled: boolean
}

function detailOf(shot: Shot, model: VideoModel): string {
  if (!shot.autoSeconds) return 'by its own choice'
  if (!model.autoDuration) return `${model.label} can’t`
  return `${durationWords(model)} s, the longest is held`
}

/** Leaves the length to the model. What stands in seconds is only how long the shot counts until a take comes. */
export function LengthSwitch({ shot, model, disabled }: LengthSwitchProps) {
  if (!model.autoDuration && !shot.autoSeconds) return null
  return (
    <Row label="Length">
      <div className={styles['sound']}>
        <Switch
          inline
          label="Model decides"
          detail={detailOf(shot, model)}
          checked={shot.autoSeconds}
          disabled={disabled}
          onChange={(autoSeconds) =>
            commit(autoSeconds ? 'Let the Model Decide the Length' : 'Set the Length', (film) =>
              updateShot(film, { shotId: shot.id, patch: { autoSeconds } }),
            )
          }
        />
      </div>
    </Row>
  )
}
