import { Clapperboard, Columns2, FolderSearch, History, Pin, PinOff, Play } from 'lucide-react'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { pickedTake } from '../../shared/continuity/pick'
import type { Take } from '../../shared/jobs/take'
import type { FilmDocument, Shot } from '../../shared/project/document'
import * as shotEdits from '../../shared/timeline/edits/ask-shots'
import { hasSettings } from '../../shared/timeline/edits/take-settings'
import { request } from '../bridge'
import { showView } from '../state/view-store'
import { showNotice } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { chooseFootage } from '../state/footage-actions'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { restoreSettings, takeStore, type NumberedTake } from '../state/take-actions'
import { Button, IconButton } from '../ui/Button'
import { Section } from './Section'
import { TakeDetails } from './TakeDetails'
import { TakeTile } from './TakeTile'
import styles from './Takes.module.css'
import { useFootageDrop } from './use-footage-drop'

const none: readonly Take[] = []

async function reveal(take: Take): Promise<void> {
  const answer = await request('takes:reveal', { takeId: take.id })
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

function play(take: Take): void {
  const clip = filmStore.getState().plan?.clips.find((candidate) => candidate.shotId === take.shotId)
  if (clip) playbackStore.setState({ frame: clip.start, speed: 1, scrubbing: false })
}

interface TakeActionsProps extends NumberedTake {
  readonly shot: Shot
  readonly picked: boolean
  readonly disabled: boolean
}

/** What is done with the take that is looked at. */
function TakeActions({ shot, take, number, picked, disabled }: TakeActionsProps) {
  const pinned = shot.pick === take.id
  const pin = (): void => {
    commit(pinned ? 'Follow Newest Take' : 'Pin Take', (film) =>
      shotEdits.pickTake(film, { shotId: shot.id, takeId: pinned ? null : take.id }),
    )
  }
  return (
    <div className={styles['takeActions']} role="group" aria-label="The take that is looked at">
      {picked && <IconButton icon={Play} label="Play this take in the film" onClick={() => play(take)} />}
      <IconButton
        icon={pinned ? PinOff : Pin}
        aria-pressed={pinned}
        label={pinned ? 'Unpin: follow the newest take' : 'Pin this take: new ones will not replace it'}
        disabled={disabled}
        onClick={pin}
      />
      {hasSettings(take) && (
        <IconButton
          icon={History}
          label="Use the settings of this take"
          disabled={disabled}
          onClick={() => restoreSettings({ take, number })}
        />
      )}
      <IconButton icon={FolderSearch} label="Show the file in its folder" onClick={() => void reveal(take)} />
      <span className={styles['takeRule']}>{shot.pick === null ? 'newest, automatic' : 'pinned'}</span>
    </div>
  )
}

interface ShotTakes {
  readonly film: FilmDocument | null
  /** The first one made first. */
  readonly all: readonly NumberedTake[]
  readonly inFilm: NumberedTake | null
  readonly looked: NumberedTake | null
}

function useTakes(shot: Shot): ShotTakes {
  const film = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const inHand = useStore(takeStore, (state) => state.inHand)
  const all = (takes.byShot.get(shot.id) ?? none).map((take, index) => ({ take, number: index + 1 }))
  const picked = film ? pickedTake(film, takes, shot) : null
  const inFilm = all.find(({ take }) => take === picked) ?? null
  return { film, all, inFilm, looked: all.find(({ take }) => take.id === inHand) ?? inFilm ?? all.at(-1) ?? null }
}

interface StripProps extends ShotTakes {
  readonly shot: Shot
  readonly disabled: boolean
}

function TakeStrip({ shot, film, all, inFilm, looked, disabled }: StripProps) {
  return (
    <ul className={styles['takes']} aria-label="Takes, newest first">
      {all.toReversed().map(({ take, number }) => (
        <TakeTile
          key={take.id}
          take={take}
          number={number}
          mark={film?.marks.get(take.id)}
          picked={inFilm?.take === take}
          pinned={shot.pick === take.id}
          lookedAt={looked?.take === take}
          disabled={disabled}
        />
      ))}
    </ul>
  )
}

interface TakesProps {
  readonly shot: Shot
  readonly disabled: boolean
}

interface HeadProps {
  readonly shot: Shot
  readonly count: number
  readonly disabled: boolean
}

/** How many there are, and what brings more or holds them side by side. */
function Head({ shot, count, disabled }: HeadProps) {
  return (
    <span className={styles['takesAside']}>
      <IconButton
        icon={Clapperboard}
        label="Add footage of your own as a take"
        disabled={disabled}
        onClick={() => void chooseFootage(shot.id)}
      />
      {count > 1 && (
        <Button
          look="quiet"
          icon={Columns2}
          title="Compare the takes side by side (C)"
          onClick={() => showView('compare')}
        >
          Compare
        </Button>
      )}
      {count > 0 && count}
    </span>
  )
}

/** What was made for the shot: nothing is ever thrown away, one of them is in the film. */
export function Takes({ shot, disabled }: TakesProps) {
  const place = useRef<HTMLDivElement>(null)
  const takes = useTakes(shot)
  const { film, all, inFilm, looked } = takes
  const isInFilm = looked === inFilm
  useFootageDrop(place, shot.id)
  return (
    <Section title="Takes" aside={<Head shot={shot} count={all.length} disabled={disabled} />}>
      <div ref={place} className={styles['place']}>
        {all.length === 0 && (
          <p className={styles['quiet']}>No takes yet. Generate the shot, or drop a video of your own here.</p>
        )}
        {all.length > 0 && <TakeStrip {...takes} shot={shot} disabled={disabled} />}
        {all.length > 0 && !inFilm && (
          <p className={styles['quiet']}>All takes are rejected. Click one to use it again.</p>
        )}
        {looked && <TakeActions {...looked} shot={shot} picked={isInFilm} disabled={disabled} />}
        {looked && film && <TakeDetails {...looked} film={film} other={isInFilm ? null : inFilm} disabled={disabled} />}
      </div>
    </Section>
  )
}
