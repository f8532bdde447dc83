import { Pin, Star, ThumbsDown } from 'lucide-react'
import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { stripAddress } from '../../shared/ipc/media-address'
import type { TakeMark } from '../../shared/project/document'
import { pickTake, takeInHand, toggleReject, toggleStar, type NumberedTake } from '../state/take-actions'
import { IconButton } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import styles from './Takes.module.css'

const stripFrames = 10
const middle = 4

interface TakeTileProps extends NumberedTake {
  readonly mark: TakeMark | undefined
  readonly picked: boolean
  readonly pinned: boolean
  readonly lookedAt: boolean
  readonly disabled: boolean
}

function takeWords({ take, number, mark, picked, pinned }: TakeTileProps): string {
  const kind = take.provider === 'footage' && 'footage'
  const notes = [picked && 'in the film', kind, pinned && 'pinned', mark?.star && 'starred', mark?.reject && 'rejected']
  const note = mark?.note ? `note: ${mark.note}` : ''
  return [`Take ${number}`, ...notes, note].filter(Boolean).join(', ')
}

/** What rejecting a take, or taking that back, is called; of the one in the film also what it does there. */
function rejectWords({ number, mark, picked }: TakeTileProps): string {
  if (mark?.reject) return `Take the rejection off take ${number}`
  return picked ? `Reject take ${number}: the film shows another` : `Reject take ${number}`
}

/** Marks a take where it is: which one the film shows is another question. */
function TakeMarks(props: TakeTileProps) {
  const { number, mark, disabled } = props
  const star = mark?.star === true
  return (
    <span className={styles['takeMarks']}>
      <IconButton
        icon={Star}
        filled={star}
        aria-pressed={star}
        label={star ? `Take the star off take ${number}` : `Star take ${number}`}
        keys="F"
        disabled={disabled}
        onClick={() => toggleStar(props)}
      />
      <IconButton
        icon={ThumbsDown}
        filled={mark?.reject === true}
        aria-pressed={mark?.reject === true}
        label={rejectWords(props)}
        keys="X"
        disabled={disabled}
        onClick={() => toggleReject(props)}
      />
    </span>
  )
}

interface Scrub {
  /** Which of the ten frames shows. */
  readonly frame: number
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerLeave: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** True while somebody scrubs: then it says where. */
  readonly scrubbing: boolean
  readonly onBlur: () => void
}

/** Ten frames over the width of the tile: by the pointer's place, or by the arrow keys. */
function useScrub(): Scrub {
  const [at, setAt] = useState<number | null>(null)
  const leave = (): void => setAt(null)
  const stepTo: Readonly<Record<string, (frame: number) => number>> = {
    ArrowLeft: (frame) => frame - 1,
    ArrowRight: (frame) => frame + 1,
    Home: () => 0,
    End: () => stripFrames - 1,
  }
  return {
    frame: at ?? middle,
    scrubbing: at !== null,
    onPointerMove: (event) => {
      const box = event.currentTarget.getBoundingClientRect()
      const frame = Math.floor(((event.clientX - box.left) / box.width) * stripFrames)
      setAt(Math.min(stripFrames - 1, Math.max(0, frame)))
    },
    onPointerLeave: leave,
    onBlur: leave,
    onKeyDown: (event) => {
      const next = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ? undefined : stepTo[event.key]
      if (!next) return
      // The film's own playhead has these keys everywhere else.
      event.preventDefault()
      setAt((before) => Math.min(stripFrames - 1, Math.max(0, next(before ?? middle))))
    },
  }
}

/** One take: a picture to scrub through, and the button that puts it in the film. */
export function TakeTile(props: TakeTileProps) {
  const { take, mark, picked, pinned, lookedAt, disabled } = props
  const { frame, scrubbing, ...scrub } = useScrub()
  const seconds = (take.frames * take.rate[1]) / take.rate[0]
  return (
    <li className={styles['take']} data-rejected={mark?.reject === true} data-looked-at={lookedAt}>
      <button
        type="button"
        className={styles['takeTile']}
        aria-pressed={picked}
        aria-label={takeWords(props)}
        title={`${takeWords(props)}. Click to use it in the film, point along it or press ← → to look through it`}
        disabled={disabled}
        {...scrub}
        onFocus={() => takeInHand(take.id)}
        onClick={() => pickTake(take)}
      >
        <MediaImage src={stripAddress(take.id)} alt="" style={{ translate: `${(-100 * frame) / stripFrames}%` }} />
        {scrubbing && (
          <span className={styles['takeTime']} data-over-picture aria-hidden>
            {(((frame + 0.5) / stripFrames) * seconds).toFixed(1)} s
          </span>
        )}
        {scrubbing && (
          <span
            className={styles['takeHead']}
            style={{ insetInlineStart: `${((frame + 0.5) / stripFrames) * 100}%` }}
            aria-hidden
          />
        )}
      </button>
      <div className={styles['takeFoot']}>
        {props.number}
        <span className={styles['takeNotes']}>
          {picked && '· now'}
          {pinned && <Pin aria-hidden className={styles['takeSign']} />}
          {mark?.star && <Star aria-hidden className={styles['takeSign']} data-filled />}
          {mark?.reject && <ThumbsDown aria-hidden className={styles['takeSign']} />}
        </span>
        <TakeMarks {...props} />
      </div>
    </li>
  )
}
