import { FolderSearch, History, Pin, PinOff, Play, Star, ThumbsDown } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { pickedTake } from '../../shared/continuity/pick'
import { stripAddress } from '../../shared/ipc/media-address'
import type { Take } from '../../shared/jobs/take'
import type { Shot, TakeMark } from '../../shared/project/document'
import * as shotEdits from '../../shared/timeline/edits/ask-shots'
import { request } from '../bridge'
import { showNotice } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { IconButton } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import { Section } from './Section'
import styles from './Takes.module.css'

const none: readonly Take[] = []
const stripFrames = 10
/** An edit like the others; by its name it could be taken for a hook. */
const withTakeSettings = shotEdits.useTakeSettings

interface TakeTileProps {
  readonly take: Take
  readonly number: number
  readonly mark: TakeMark | undefined
  readonly picked: boolean
  readonly pinned: boolean
  readonly disabled: boolean
}

function takeWords({ number, mark, picked, pinned }: TakeTileProps): string {
  const notes = [picked && 'in the film', pinned && 'pinned', mark?.star && 'starred', mark?.reject && 'rejected']
  return [`Take ${number}`, ...notes.filter(Boolean)].join(', ')
}

/** What rejecting a take, or taking that back, is called; of the one in the film also what it does there. */
function rejectWords({ number, mark, picked }: TakeTileProps): string {
  if (mark?.reject) return `Take the rejection off take ${number}`
  return picked ? `Reject take ${number}: the film shows another` : `Reject take ${number}`
}

/** Marks a take where it is: which one the film shows is another question. */
function TakeMarks(props: TakeTileProps) {
  const { take, number, mark, disabled } = props
  const star = mark?.star === true
  const reject = mark?.reject === true
  const setMark = (label: string, patch: Partial<Omit<TakeMark, 'id'>>): void => {
    commit(label, (film) => shotEdits.markTake(film, { takeId: take.id, patch }))
  }
  return (
    <span className={styles['takeMarks']}>
      <IconButton
        icon={Star}
        filled={star}
        aria-pressed={star}
        label={star ? `Take the star off take ${number}` : `Star take ${number}`}
        disabled={disabled}
        onClick={() => setMark(star ? 'Unstar Take' : 'Star Take', { star: !star })}
      />
      <IconButton
        icon={ThumbsDown}
        filled={reject}
        aria-pressed={reject}
        label={rejectWords(props)}
        disabled={disabled}
        onClick={() => setMark(reject ? 'Take Back Rejection' : 'Reject Take', { reject: !reject })}
      />
    </span>
  )
}

function TakeTile(props: TakeTileProps) {
  const { take, number, mark, picked, pinned, disabled } = props
  const [frame, setFrame] = useState(4)
  return (
    <li className={styles['take']} data-rejected={mark?.reject === true}>
      <button
        type="button"
        className={styles['takeTile']}
        aria-pressed={picked}
        aria-label={takeWords(props)}
        title={`${takeWords(props)}. Click to use it in the film`}
        disabled={disabled}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const at = Math.floor(((event.clientX - box.left) / box.width) * stripFrames)
          setFrame(Math.min(stripFrames - 1, Math.max(0, at)))
        }}
        onClick={() =>
          commit('Pick Take', (film) => shotEdits.pickTake(film, { shotId: take.shotId, takeId: take.id }))
        }
      >
        <MediaImage src={stripAddress(take.id)} alt="" style={{ translate: `${(-100 * frame) / stripFrames}%` }} />
      </button>
      <div className={styles['takeFoot']}>
        {number}
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

async function reveal(take: Take): Promise<void> {
  const answer = await request('takes:reveal', { takeId: take.id })
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

function play(take: Take): void {
  const clip = filmStore.getState().plan?.clips.find((candidate) => candidate.shotId === take.shotId)
  if (clip) playbackStore.setState({ frame: clip.start, speed: 1, scrubbing: false })
}

interface TakeActionsProps {
  readonly shot: Shot
  readonly take: Take
  readonly disabled: boolean
}

function TakeActions({ shot, take, disabled }: TakeActionsProps) {
  const pinned = shot.pick === take.id
  return (
    <div className={styles['takeActions']} role="group" aria-label="The take in the film">
      <IconButton icon={Play} label="Play this take in the film" onClick={() => play(take)} />
      <IconButton
        icon={pinned ? PinOff : Pin}
        aria-pressed={pinned}
        label={pinned ? 'Unpin: follow the newest take' : 'Pin this take: new ones will not replace it'}
        disabled={disabled}
        onClick={() =>
          commit(pinned ? 'Follow Newest Take' : 'Pin Take', (film) =>
            shotEdits.pickTake(film, { shotId: shot.id, takeId: pinned ? null : take.id }),
          )
        }
      />
      <IconButton
        icon={History}
        label="Use the settings of this take"
        disabled={disabled}
        onClick={() => commit('Use Take’s Settings', (film) => withTakeSettings(film, { shotId: shot.id, take }))}
      />
      <IconButton icon={FolderSearch} label="Show the file in its folder" onClick={() => void reveal(take)} />
      <span className={styles['takeRule']}>{pinned ? 'pinned' : 'newest, automatic'}</span>
    </div>
  )
}

interface TakesProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** What was made for the shot: nothing is ever thrown away, one of them is in the film. */
export function Takes({ shot, disabled }: TakesProps) {
  const film = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const own = takes.byShot.get(shot.id) ?? none
  const picked = film ? pickedTake(film, takes, shot) : null
  const newestFirst = own.map((take, index) => ({ take, number: index + 1 })).reverse()
  return (
    <Section title="Takes" aside={<span className={styles['quiet']}>{own.length > 0 && own.length}</span>}>
      {own.length === 0 && <p className={styles['quiet']}>No takes yet. Generate the shot, and they line up here.</p>}
      {own.length > 0 && (
        <ul className={styles['takes']} aria-label="Takes, newest first">
          {newestFirst.map(({ take, number }) => (
            <TakeTile
              key={take.id}
              take={take}
              number={number}
              mark={film?.marks.get(take.id)}
              picked={picked?.id === take.id}
              pinned={shot.pick === take.id}
              disabled={disabled}
            />
          ))}
        </ul>
      )}
      {picked && <TakeActions shot={shot} take={picked} disabled={disabled} />}
      {own.length > 0 && !picked && (
        <p className={styles['quiet']}>All takes are rejected. Click one to use it again.</p>
      )}
    </Section>
  )
}
