import { memo, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { PlannedClip } from '../../shared/film/plan'
import type { ClipId } from '../../shared/ids'
import type { ShotFace } from '../../shared/jobs/job'
import { priceWords, shortWords, upTo } from '../../shared/models/money'
import { durationText, durationWords } from '../commands/clip-title'
import { accountStore } from '../state/account-store'
import { documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { wordOf } from '../state/face-words'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { priceOfShot } from '../state/shot-price'
import { StateIcon } from '../ui/StateIcon'
import styles from './Clip.module.css'
import { Filmstrip } from './Filmstrip'
import { overlayStore } from './overlay-store'
import { followClip, place } from './placement'
import { useClipDrawing } from './use-clip-drawing'

type Detail = 'sliver' | 'picture' | 'small' | 'full'

/** How much fits on a clip of this width, in pixels. */
function detailOf(width: number): Detail {
  if (width < 10) return 'sliver'
  if (width < 22) return 'picture'
  return width < 84 ? 'small' : 'full'
}

interface ClipFacts {
  readonly clipId: ClipId
  readonly name: string
  readonly number: number
  readonly face: ShotFace
  readonly duration: string
  /** What asking for it would cost; null while it asks for nothing. */
  readonly price: string | null
}

/** What a shot of that face asks to be made, and how the price of it begins; null for what asks for nothing. */
function askWords({ kind }: ShotFace): string | null {
  if (kind === 'draft') return ''
  return kind === 'stale' ? 'refresh ' : null
}

function useClipFacts(clipId: ClipId): Omit<ClipFacts, 'clipId'> & { readonly label: string } {
  const shotId = useStore(filmStore, (state) => state.clipById.get(clipId)?.shotId)
  const index = useStore(filmStore, (state) => state.clipById.get(clipId)?.index ?? 0)
  const length = useStore(filmStore, (state) => state.clipById.get(clipId)?.length ?? 0)
  const count = useStore(filmStore, (state) => state.plan?.clips.length ?? 0)
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  const shot = useStore(documentStore, (state) => (shotId ? state.document?.shots.get(shotId) : undefined))
  const face = useStore(faceStore, (state) => faceOf(state, shotId))
  const name = shot?.name ?? ''
  const prices = useStore(accountStore, (state) => state.prices)
  const verb = askWords(face)
  const asks = shot && verb !== null ? shot : null
  const amount = useStore(documentStore, ({ document }) => document && asks && priceOfShot(document, asks, prices))
  const price = asks && `${verb}${upTo(shortWords(asks.provider, amount), asks.autoSeconds)}`
  const words = rate ? durationWords(length, rate) : ''
  const spokenPrice = asks ? `, ${verb}${upTo(priceWords(asks.provider, amount), asks.autoSeconds)}` : ''
  const label = `Shot ${index + 1} of ${count}, ${name}, ${words}, ${wordOf(face).toLowerCase()}${spokenPrice}`
  return { name, number: index + 1, face, duration: rate ? durationText(length, rate) : '', price, label }
}

/** The clip's own words: number and name, state with icon and colour, how long. */
const ClipWords = memo(function ClipWords({ name, number, face, duration, price }: Omit<ClipFacts, 'clipId'>) {
  return (
    <span className={styles['caption']}>
      <span className={styles['name']}>
        {number} <span className={styles['dot']}>·</span> {name}
      </span>
      <span className={styles['facts']}>
        <span className={styles['stateCell']}>
          <span className={styles['state']} data-state={face.kind}>
            <StateIcon state={face.kind} />
            <span className={styles['stateWord']}>{wordOf(face)}</span>
          </span>
        </span>
        {face.kind === 'stale' && <span className={styles['duration']}>{price}</span>}
        <span className={styles['duration']}>
          {price === null || face.kind === 'stale' ? null : `${price} · `}
          {duration}
        </span>
      </span>
    </span>
  )
})

function Progress({ face }: { readonly face: ShotFace }) {
  if (face.kind !== 'running' || face.progress === null) return null
  return <span className={styles['progress']} style={{ transform: `scaleX(${face.progress})` }} />
}

/** What is inside a clip; it renders again only when this clip's own picture or words change. */
const ClipBody = memo(function ClipBody({ detail, ...facts }: ClipFacts & { readonly detail: Detail }) {
  const source = useStore(filmStore, (state) => state.clipById.get(facts.clipId)?.source)
  const tooShort = useStore(filmStore, (state) => state.clipById.get(facts.clipId)?.flags.includes('takeTooShort'))
  return (
    <>
      <span className={styles['picture']} data-source={source?.kind}>
        {source && detail !== 'sliver' ? <Filmstrip clipId={facts.clipId} source={source} /> : null}
        {facts.face.kind === 'stale' && detail !== 'sliver' ? <span className={styles['hatch']} /> : null}
        {tooShort && detail === 'full' ? <span className={styles['flag']}>ends early</span> : null}
        {detail === 'sliver' ? null : <Progress face={facts.face} />}
      </span>
      {detail === 'full' ? <ClipWords {...facts} /> : null}
      {detail === 'small' ? <span className={styles['number']}>{facts.number}</span> : null}
    </>
  )
})

/** One clip on the track, an option of the list that a screen reader walks. */
export const ClipView = memo(function ClipView({
  clipId,
  tabStop,
}: {
  readonly clipId: ClipId
  readonly tabStop: boolean
}) {
  const option = useRef<HTMLDivElement>(null)
  const { label, ...facts } = useClipFacts(clipId)
  const selected = useStore(selectionStore, (state) => state.clipIds.has(clipId))
  const carried = useStore(overlayStore, (state) => state.carried.has(clipId))
  const count = useStore(filmStore, (state) => state.plan?.clips.length ?? 0)
  const detail = useClipDrawing(clipId, detailOf)
  useLayoutEffect(() => {
    const element = option.current
    if (!element) return undefined
    return followClip(clipId, (clip: PlannedClip, start) => {
      place(element, start, clip.length)
      element.style.setProperty('--covered', String(clip.overlapOut / clip.length))
    })
  }, [clipId])
  return (
    <div
      ref={option}
      role="option"
      tabIndex={tabStop ? 0 : -1}
      aria-selected={selected}
      aria-posinset={facts.number}
      aria-setsize={count}
      data-clip={clipId}
      data-detail={detail}
      data-state={facts.face.kind}
      data-carried={carried || undefined}
      className={styles['clip']}
    >
      <span className={styles['spoken']}>{label}</span>
      <ClipBody clipId={clipId} detail={detail} {...facts} />
      {detail === 'sliver' ? null : (
        <>
          <span className={styles['edge']} data-edge="in" />
          <span className={styles['edge']} data-edge="out" />
        </>
      )}
    </div>
  )
})
