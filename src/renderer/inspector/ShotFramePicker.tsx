import { ChevronDown, ChevronRight, FastForward, Pin } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { pickedTake } from '../../shared/continuity/pick'
import type { FilmPlan } from '../../shared/film/plan'
import type { FilmDocument, FrameSource, Shot } from '../../shared/project/document'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { shotPicture } from '../state/shot-picture'
import { Button } from '../ui/Button'
import { Segmented } from '../ui/Segmented'
import { Thumbnail } from '../ui/Thumbnail'
import { extendingOf, frameChoices, shotChoices, type Extending, type ShotChoice } from './frame-choices'
import styles from './Links.module.css'

type Choose = (source: FrameSource) => void

interface FramesProps {
  readonly film: FilmDocument
  readonly plan: FilmPlan
  readonly choice: ShotChoice
  /** Going on from the clip itself: the model can, or why it can’t; null where it makes no sense. */
  readonly extending: Extending | null
  readonly onChoose: Choose
}

/** The frames of one shot: of the take that it shows, whichever that will be, or of today's for ever. */
function Frames({ film, plan, choice, extending, onChoose }: FramesProps) {
  const { shotId, place } = choice
  const takes = useStore(factsStore, (state) => state.takes)
  const playhead = useStore(playbackStore, (state) => (state.speed === 0 ? state.frame : -1))
  const [pinned, setPinned] = useState(false)
  const shot = film.shots.get(shotId)
  const take = shot ? pickedTake(film, takes, shot) : null
  const number = take ? (takes.byShot.get(shotId) ?? []).findIndex(({ id }) => id === take.id) + 1 : 0
  return (
    <div className={styles['frames']} role="group" aria-label={`Frames of shot ${place}`}>
      {take && (
        <Segmented
          label="Which take"
          value={pinned ? 'pinned' : 'pick'}
          segments={[
            { value: 'pick', label: 'The take in the film' },
            { value: 'pinned', label: `Take ${number} for ever` },
          ]}
          onChange={(value) => setPinned(value === 'pinned')}
        />
      )}
      <div className={styles['frameButtons']}>
        {frameChoices(plan, shotId, playhead).map(({ label, frame }, index) => (
          <Button
            key={index}
            disabled={frame === null}
            title={frame === null ? `Put the playhead on shot ${place} to take the frame there` : undefined}
            {...(pinned && take && { icon: Pin })}
            onClick={() => {
              if (frame !== null)
                onChoose({ kind: 'shotFrame', shotId, take: pinned && take ? take.id : 'pick', frame })
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      {extending && (
        <div className={styles['frameButtons']}>
          <Button
            icon={FastForward}
            disabled={extending.refused !== null}
            onClick={() => onChoose({ kind: 'extension', shotId, take: pinned && take ? take.id : 'pick' })}
          >
            Continue the clip itself (extend)
          </Button>
          {extending.refused !== null && <p className={styles['loop']}>{extending.refused}</p>}
        </div>
      )}
    </div>
  )
}

interface RowProps extends FramesProps {
  readonly open: boolean
  readonly onToggle: () => void
}

function Row({ open, onToggle, ...rest }: RowProps) {
  const { choice, plan } = rest
  const Sign = open ? ChevronDown : ChevronRight
  return (
    <li>
      <button
        type="button"
        className={styles['shot']}
        aria-expanded={choice.loop === null ? open : undefined}
        // It keeps the focus, so that the reason can be heard.
        aria-disabled={choice.loop !== null}
        onClick={choice.loop === null ? onToggle : undefined}
      >
        <span className={styles['picture']}>
          <Thumbnail picture={shotPicture(choice.source, plan)} />
        </span>
        <span className={styles['words']}>
          <span className={styles['name']}>
            {choice.place} <span className={styles['dot']}>·</span> {choice.name}
          </span>
          {choice.loop !== null && <span className={styles['loop']}>Would go round: {choice.loop}</span>}
        </span>
        {choice.loop === null && <Sign aria-hidden className={styles['sign']} />}
      </button>
      {open && <Frames {...rest} />}
    </li>
  )
}

interface ShotFramePickerProps {
  readonly shot: Shot
  readonly end: 'start' | 'end'
  readonly onChoose: Choose
}

/** Every other shot of the film, and of the one that is opened its frames, and its clip where that can be gone on from. */
export function ShotFramePicker({ shot, end, onChoose }: ShotFramePickerProps) {
  const film = useStore(documentStore, (state) => state.document)
  const plan = useStore(filmStore, (state) => state.plan)
  const [open, setOpen] = useState<Shot['id'] | null>(null)
  const choices = useMemo(() => (film && plan ? shotChoices(film, plan, shot.id) : []), [film, plan, shot.id])
  if (!film || !plan) return null
  return (
    <ul className={styles['shots']} aria-label="Shots to take a frame of">
      {choices.map((choice) => (
        <Row
          key={choice.shotId}
          film={film}
          plan={plan}
          choice={choice}
          extending={end === 'start' ? extendingOf(shot) : null}
          open={open === choice.shotId}
          onToggle={() => setOpen(open === choice.shotId ? null : choice.shotId)}
          onChoose={onChoose}
        />
      ))}
    </ul>
  )
}
