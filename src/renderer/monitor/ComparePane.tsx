import { Check, Star, ThumbsDown } from 'lucide-react'
import { useStore } from 'zustand'
import type { ComparedTake } from '../../shared/film/compare-takes'
import { documentStore } from '../state/document-store'
import { pickTake, takeInHand, toggleReject, toggleStar, type NumberedTake } from '../state/take-actions'
import { Button, IconButton } from '../ui/Button'
import styles from './Compare.module.css'

/** The keys that choose a take, and what its picture is called by. */
export const paneLetters = ['A', 'B', 'C', 'D'] as const

interface ComparePaneProps extends NumberedTake {
  readonly pane: ComparedTake
  readonly letter: string
  readonly chosen: boolean
  readonly inFilm: boolean
  /** Frames by which the longest one goes on after this one is over. */
  readonly held: number
}

function Marks(props: ComparePaneProps) {
  const { take, number, inFilm } = props
  const mark = useStore(documentStore, (state) => state.document?.marks.get(take.id))
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const star = mark?.star === true
  const reject = mark?.reject === true
  return (
    <>
      {mark?.note && (
        <span className={styles['note']} title={mark.note}>
          {mark.note}
        </span>
      )}
      <IconButton
        icon={Star}
        filled={star}
        aria-pressed={star}
        label={star ? `Take the star off take ${number}` : `Star take ${number}`}
        keys="F"
        disabled={readOnly}
        onClick={() => toggleStar(props)}
      />
      <IconButton
        icon={ThumbsDown}
        filled={reject}
        aria-pressed={reject}
        label={reject ? `Take the rejection off take ${number}` : `Reject take ${number}`}
        keys="X"
        disabled={readOnly}
        onClick={() => toggleReject(props)}
      />
      {inFilm ? (
        <span className={styles['inFilm']}>
          <Check aria-hidden className={styles['sign']} />
          In the film
        </span>
      ) : (
        <Button
          aria-label={`Use take ${number} in the film`}
          title={`Use take ${number} in the film (P)`}
          disabled={readOnly}
          onClick={() => pickTake(take)}
        >
          Use
        </Button>
      )}
    </>
  )
}

/** One take of the comparison: its picture, and what is done with it. */
export function ComparePane(props: ComparePaneProps) {
  const { pane, take, number, letter, chosen, held } = props
  const rate = pane.plan.rate[0] / pane.plan.rate[1]
  const size = { '--film-width': pane.plan.size.width, '--film-height': pane.plan.size.height }
  return (
    <li className={styles['pane']} data-chosen={chosen} data-pane={letter}>
      <button
        type="button"
        className={styles['choose']}
        aria-label={`${letter}: take ${number}`}
        aria-pressed={chosen}
        title={`Choose take ${number} (${letter})`}
        onClick={() => takeInHand(take.id)}
      >
        <span className={styles['desk']}>
          <span className={styles['picture']} style={size as React.CSSProperties}>
            <span className={styles['stage']} data-stage data-fit={pane.plan.fit} />
            <span className={styles['holds']} data-over-picture>
              Over: holds its last frame
            </span>
          </span>
        </span>
      </button>
      <div className={styles['caption']}>
        <span className={styles['letter']} aria-hidden>
          {letter}
        </span>
        <span className={styles['name']}>Take {number}</span>
        {held > 0 && <span className={styles['shorter']}>{(held / rate).toFixed(1)} s shorter</span>}
        <span className={styles['space']} />
        <Marks {...props} />
      </div>
    </li>
  )
}
