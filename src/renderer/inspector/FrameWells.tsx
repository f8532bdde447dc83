import { Link2, Link2Off } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { stillOfShot } from '../../shared/film/still-of-shot'
import { framedAddress, stillAddress } from '../../shared/ipc/media-address'
import { ratioOf } from '../../shared/film/ratio'
import { findModel } from '../../shared/models/catalogue'
import type { Asset, FrameSource, Shot } from '../../shared/project/document'
import { continueFromPrevious, setFrameSource, stopContinuing } from '../../shared/timeline/edits/ask-shots'
import { addAssets } from '../../shared/timeline/edits/change-settings'
import { openDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { MediaImage } from '../ui/MediaImage'
import styles from './Inspector.module.css'
import { PictureWell } from './PictureWell'
import { Section } from './Section'

type End = 'start' | 'end'
const endNames = { start: 'Start', end: 'End' } as const

function setPicture(shot: Shot, end: End, asset: Asset): void {
  const source: FrameSource = { kind: 'picture', assetId: asset.id, framings: {} }
  commit(`Set ${endNames[end]} Frame`, (film) =>
    setFrameSource(addAssets(film, { assets: [asset] }), { shotId: shot.id, end, source }),
  )
}

interface EndWellProps {
  readonly shot: Shot
  readonly end: End
  /** Why a picture can't go here; null when it can. */
  readonly refused: string | null
  readonly disabled: boolean
}

function EndWell({ shot, end, refused, disabled }: EndWellProps) {
  const size = useStore(documentStore, (state) => state.document?.settings.size)
  const source = shot[end]
  const picture = source?.kind === 'picture' ? source : null
  const label = `${endNames[end]} frame`
  return (
    <PictureWell
      label={label}
      address={picture && size ? framedAddress(picture.assetId, picture.framings[ratioOf(size)] ?? null, size) : null}
      refused={refused}
      disabled={disabled}
      onPicture={(asset) => setPicture(shot, end, asset)}
      onFrame={() => picture && openDialog({ kind: 'framing', shotId: shot.id, assetId: picture.assetId, end })}
      onClear={() =>
        commit(`Clear ${endNames[end]} Frame`, (film) => setFrameSource(film, { shotId: shot.id, end, source: null }))
      }
    />
  )
}

/** Place on the track, from 1, of the shot this one continues from, or of the one it could continue from. */
function useLinkedPlace(shot: Shot): number | null {
  const plan = useStore(filmStore, (state) => state.plan)
  const clips = plan?.clips ?? []
  const linked = shot.start?.kind === 'shotFrame' ? shot.start.shotId : null
  if (linked !== null) {
    const at = clips.findIndex((clip) => clip.shotId === linked)
    return at < 0 ? null : at + 1
  }
  const own = clips.findIndex((clip) => clip.shotId === shot.id)
  return own <= 0 ? null : own
}

function LinkWell({ shot, disabled }: { readonly shot: Shot; readonly disabled: boolean }) {
  const linked = shot.start?.kind === 'shotFrame'
  const place = useLinkedPlace(shot)
  const film = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const address = useMemo(() => {
    const still = linked && film ? stillOfShot(film, takes, shot) : null
    return still && film ? stillAddress(still, film.settings) : null
  }, [linked, film, takes, shot])
  const toggle = (): void => {
    if (linked) commit('Stop Continuing', (before) => stopContinuing(before, { shotId: shot.id }))
    else commit('Continue from Previous', (before) => continueFromPrevious(before, { shotId: shot.id }))
  }
  const words = place === null ? 'First shot' : `After shot ${place}`
  const title = linked
    ? `Starts on the last visible frame of shot ${place ?? '?'}. Click to let go`
    : place === null
      ? 'There is no shot before this one'
      : `Start on the last visible frame of shot ${place}`
  const Icon = linked ? Link2 : Link2Off
  return (
    <div className={styles['wellBox']}>
      <button
        type="button"
        className={styles['well']}
        aria-pressed={linked}
        aria-label={`Continue from shot ${place ?? 'before'}, last frame`}
        title={title}
        disabled={disabled || (!linked && place === null)}
        onClick={toggle}
      >
        {address !== null && <MediaImage className={styles['wellPicture']} src={address} alt="" />}
        <Icon aria-hidden className={styles['wellIcon']} data-over={address !== null} />
      </button>
      <span className={styles['wellLabel']}>{words}</span>
    </div>
  )
}

interface FrameWellsProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** The pictures a shot goes from and to. */
export function FrameWells({ shot, disabled }: FrameWellsProps) {
  const model = findModel(shot.provider, shot.model)
  const name = model?.label ?? 'This model'
  const refused = {
    start: model?.start === 'refused' ? `${name} takes no start frame.` : null,
    end: model?.end === 'refused' ? `${name} takes no end frame.` : null,
  }
  return (
    <Section>
      <div className={styles['wells']}>
        <EndWell shot={shot} end="start" refused={refused.start} disabled={disabled} />
        <LinkWell shot={shot} disabled={disabled} />
        <EndWell shot={shot} end="end" refused={refused.end} disabled={disabled} />
      </div>
    </Section>
  )
}
