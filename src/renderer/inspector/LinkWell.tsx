import { Link2, Link2Off, Pin, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { stillOfShot } from '../../shared/film/still-of-shot'
import { stillAddress } from '../../shared/ipc/media-address'
import type { FilmDocument, FrameSource, Shot } from '../../shared/project/document'
import { isLink } from '../../shared/project/frame-source'
import { continueFromPrevious, setFrameSource, stopContinuing } from '../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { frameWords, shotCalled } from '../state/link-words'
import { shotPlaces } from '../state/shot-places'
import { Button } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import { Popover } from '../ui/Popover'
import links from './Links.module.css'
import { ShotFramePicker } from './ShotFramePicker'
import styles from './Wells.module.css'

interface LinkWellProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** What the well says about the link there is; null when the shot starts from no other one. */
function useLinkWords(shot: Shot): string | null {
  const film = useStore(documentStore, (state) => state.document)
  const plan = useStore(filmStore, (state) => state.plan)
  const { start } = shot
  return useMemo(() => {
    if (!isLink(start) || !film) return null
    const what = frameWords(start.kind === 'extension' ? 'clip' : start.frame)
    return `${shotCalled(start.shotId, shotPlaces(plan), film)}, ${what}`
  }, [start, film, plan])
}

function useAddress(shot: Shot): string | null {
  const film = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  return useMemo(() => {
    const still = isLink(shot.start) && film ? stillOfShot(film, takes, shot) : null
    return still && film ? stillAddress(still, film.settings) : null
  }, [film, takes, shot])
}

/** Place on the track, from 1, of the clip before this shot; null when it is the first, or when that waits for it. */
function previousPlace(film: FilmDocument | null, shot: Shot): number | null {
  if (!film) return null
  const own = film.track.clipIds.findIndex((id) => film.clips.get(id)?.shotId === shot.id)
  const before = own > 0 ? film.track.clipIds[own - 1] : undefined
  const from = before && film.clips.get(before)?.shotId
  if (!from) return null
  const free = setFrameSource(film, { shotId: shot.id, end: 'start', source: null })
  return continueFromPrevious(free, { shotId: shot.id }) === free ? null : own
}

function setLink(shot: Shot, source: FrameSource): void {
  commit('Continue from Another Shot', (film) => setFrameSource(film, { shotId: shot.id, end: 'start', source }))
}

function Choices({ shot, onDone }: { readonly shot: Shot; readonly onDone: () => void }) {
  const film = useStore(documentStore, (state) => state.document)
  const previous = useMemo(() => previousPlace(film, shot), [film, shot])
  const done =
    (act: () => unknown): (() => void) =>
    () => {
      onDone()
      act()
    }
  return (
    <>
      <div className={links['actions']}>
        {previous !== null && (
          <Button
            icon={Link2}
            onClick={done(() =>
              commit('Continue from Previous', (before) => continueFromPrevious(before, { shotId: shot.id })),
            )}
          >
            Last frame of shot {previous}
          </Button>
        )}
        {isLink(shot.start) && (
          <Button
            icon={X}
            onClick={done(() => commit('Stop Continuing', (before) => stopContinuing(before, { shotId: shot.id })))}
          >
            Let go
          </Button>
        )}
      </div>
      <p className={links['heading']}>Another shot…</p>
      <ShotFramePicker shot={shot} end="start" onChoose={(source) => done(() => setLink(shot, source))()} />
    </>
  )
}

/** What stands under the well. */
function labelOf(words: string | null): string {
  return words === null ? 'Continue from' : words.charAt(0).toUpperCase() + words.slice(1).replace(' frame', '')
}

/** The link to a frame of another shot that this one starts from: the one before, or any that does not wait for it. */
export function LinkWell({ shot, disabled }: LinkWellProps) {
  const [open, setOpen] = useState(false)
  const words = useLinkWords(shot)
  const address = useAddress(shot)
  const alone = useStore(documentStore, (state) => (state.document?.shots.size ?? 0) < 2)
  const pinned = isLink(shot.start) && shot.start.take !== 'pick'
  const Icon = words === null ? Link2Off : pinned ? Pin : Link2
  const said = words === null ? 'Continue from another shot' : `Continues from ${words}${pinned ? ', pinned' : ''}`
  const trigger = (
    <button
      type="button"
      className={styles['well']}
      data-filled={words !== null || undefined}
      aria-label={said}
      title={alone ? 'There is no other shot' : said}
      disabled={disabled || (alone && words === null)}
    >
      {address !== null && <MediaImage className={styles['wellPicture']} src={address} alt="" />}
      <Icon aria-hidden className={styles['wellIcon']} data-over={address !== null} />
    </button>
  )
  return (
    <div className={styles['wellBox']}>
      <Popover title="Continue from" side="left" open={open} onOpenChange={setOpen} trigger={trigger}>
        <Choices shot={shot} onDone={() => setOpen(false)} />
      </Popover>
      <span className={styles['wellLabel']}>{labelOf(words)}</span>
    </div>
  )
}
