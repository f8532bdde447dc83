import { useMemo } from 'react'
import { useStore } from 'zustand'
import { takeFrameOf } from '../../shared/film/still-of-shot'
import type { ShotId } from '../../shared/ids'
import { framedAddress, stillAddress } from '../../shared/ipc/media-address'
import { findModel } from '../../shared/models/catalogue'
import type { Asset, FrameSource, Shot } from '../../shared/project/document'
import { leadIntoNext, setFrameSource } from '../../shared/timeline/edits/ask-shots'
import { addAssets } from '../../shared/timeline/edits/change-settings'
import { openDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { sentFormat } from './format-choices'
import { LinkWell } from './LinkWell'
import { PictureWell, type PictureLink } from './PictureWell'
import { Section } from './Section'
import styles from './Wells.module.css'

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

/** Where the picture of an end comes from, as the shot's own frame shows it; null while it is not made. */
function useAddress(shot: Shot, end: End): string | null {
  const film = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const source = shot[end]
  return useMemo(() => {
    if (!film || source === null) return null
    if (source.kind !== 'picture') {
      const still = takeFrameOf(film, takes, source)
      return still && stillAddress(still, film.settings)
    }
    const { size, ratio } = sentFormat(findModel(shot.provider, shot.model), shot, film.settings.size)
    return framedAddress(source.assetId, source.framings[ratio] ?? null, size)
  }, [film, takes, shot, source])
}

/** The frame of the shot after this one, which an end can lead into. */
function useNextFrame(shot: Shot): PictureLink | undefined {
  const next = useNextPlace(shot)
  const film = useStore(documentStore, (state) => state.document)
  // Where that one waits for this one, neither could go first.
  const possible = useMemo(() => film !== null && leadIntoNext(film, { shotId: shot.id }) !== film, [film, shot.id])
  if (next === null || !possible) return undefined
  return {
    label: `First frame of shot ${next}`,
    onLink: () => commit('Lead into Next Shot', (film) => leadIntoNext(film, { shotId: shot.id })),
  }
}

/** What a well holds. The start's own link has a well of its own beside it. */
function holdsOf(shot: Shot, end: End): 'nothing' | 'picture' | 'frame' {
  const kind = shot[end]?.kind
  if (kind === 'picture') return 'picture'
  return kind === 'shotFrame' && end === 'end' ? 'frame' : 'nothing'
}

function setEnd(shot: Shot, source: FrameSource): void {
  commit('End on Another Shot', (film) => setFrameSource(film, { shotId: shot.id, end: 'end', source }))
}

function EndWell({ shot, end, refused, disabled }: EndWellProps) {
  const source = shot[end]
  const holds = holdsOf(shot, end)
  const address = useAddress(shot, end)
  const next = useNextFrame(shot)
  const holder = useFirstPlace(source?.kind === 'shotFrame' ? source.shotId : null)
  const name = `${endNames[end]} frame`
  const leads = source?.kind === 'shotFrame' && source.frame === 'firstVisible'
  const empty = refused === null ? name : `No ${end} frame`
  return (
    <PictureWell
      label={{ nothing: empty, picture: name, frame: `${leads ? 'Into' : 'On'} shot ${holder ?? '?'}` }[holds]}
      name={name}
      holds={holds}
      address={holds === 'nothing' ? null : address}
      refused={refused}
      disabled={disabled}
      link={end === 'end' && holds !== 'frame' ? next : undefined}
      shotFrame={end === 'end' ? { shot, onChoose: (chosen) => setEnd(shot, chosen) } : undefined}
      onPicture={(asset) => setPicture(shot, end, asset)}
      onFrame={() => {
        if (source?.kind === 'picture') {
          openDialog({ kind: 'framing', shotId: shot.id, assetId: source.assetId, end })
        }
      }}
      onClear={() =>
        commit(`Clear ${endNames[end]} Frame`, (film) => setFrameSource(film, { shotId: shot.id, end, source: null }))
      }
    />
  )
}

/** Place on the track, from 1, of the first clip of a shot. */
function useFirstPlace(shotId: ShotId | null): number | null {
  const at = useStore(filmStore, (state) => state.plan?.clips.findIndex((clip) => clip.shotId === shotId) ?? -1)
  return at < 0 ? null : at + 1
}

/** Place on the track, from 1, of the shot that comes after this one. */
function useNextPlace(shot: Shot): number | null {
  const clips = useStore(filmStore, (state) => state.plan?.clips)
  const last = clips?.findLastIndex((clip) => clip.shotId === shot.id) ?? -1
  return last < 0 || clips?.[last + 1] === undefined ? null : last + 2
}

interface FrameWellsProps {
  readonly shot: Shot
  readonly disabled: boolean
}

function refusals(shot: Shot): Record<End, string | null> {
  const model = findModel(shot.provider, shot.model)
  const name = model?.label ?? 'This model'
  const end = (): string | null => {
    if (model?.end === 'refused') return `${name} takes no end frame.`
    if (shot.start?.kind === 'extension') return 'A shot that goes on from a clip takes no end frame.'
    return model && shot.start === null ? `${name} takes an end frame only beside a start frame.` : null
  }
  return { start: model?.start === 'refused' ? `${name} takes no start frame.` : null, end: end() }
}

/** The pictures a shot goes from and to. */
export function FrameWells({ shot, disabled }: FrameWellsProps) {
  const refused = refusals(shot)
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
