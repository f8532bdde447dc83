import { memo, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { priceWords, shortWords, upTo } from '../../shared/models/money'
import { accountStore } from '../state/account-store'
import { documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { wordOf } from '../state/face-words'
import { filmStore } from '../state/film-store'
import { goToShot } from '../state/go-to-shot'
import { selectionStore } from '../state/selection-store'
import { shotPicture } from '../state/shot-picture'
import { priceOfShot } from '../state/shot-price'
import { showView } from '../state/view-store'
import { StateIcon } from '../ui/StateIcon'
import { Thumbnail } from '../ui/Thumbnail'
import styles from './Links.module.css'

interface LinkCardProps {
  readonly shotId: ShotId
  /** Its place in the film, from 1. */
  readonly place: number
  /** What it has to do with others, for the ear. */
  readonly said: string
  readonly tabStop: boolean
  /** Called as it is pointed at or has the focus, and with null as that ends. */
  readonly onLook?: (shotId: ShotId | null) => void
}

/** Selects the shot and shows it in the monitor. */
function visit(shotId: ShotId): void {
  goToShot(shotId)
  showView('monitor')
}

function onEnter(event: KeyboardEvent, shotId: ShotId): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  visit(shotId)
}

/** What is asked for a shot that is to be made; null for the others. */
function usePrice(shotId: ShotId): { readonly short: string; readonly long: string } | null {
  const shot = useStore(documentStore, (state) => state.document?.shots.get(shotId))
  const kind = useStore(faceStore, (state) => faceOf(state, shotId).kind)
  const prices = useStore(accountStore, (state) => state.prices)
  const price = useStore(documentStore, ({ document }) =>
    document && shot ? priceOfShot(document, shot, prices) : null,
  )
  if (!shot || (kind !== 'draft' && kind !== 'stale')) return null
  const verb = kind === 'stale' ? 'refresh ' : ''
  return {
    short: upTo(shortWords(shot.provider, price), shot.autoSeconds),
    long: `${verb}${upTo(priceWords(shot.provider, price), shot.autoSeconds)}`,
  }
}

/** One shot in the picture of the links. */
export const LinkCard = memo(function LinkCard({ shotId, place, said, tabStop, onLook }: LinkCardProps) {
  const name = useStore(documentStore, (state) => state.document?.shots.get(shotId)?.name ?? '')
  const face = useStore(faceStore, (state) => faceOf(state, shotId))
  const plan = useStore(filmStore, (state) => state.plan)
  const selected = useStore(selectionStore, ({ clipIds }) =>
    (plan?.clips ?? []).some((clip) => clip.shotId === shotId && clipIds.has(clip.clipId)),
  )
  const source = plan?.clips[place - 1]?.source
  const price = usePrice(shotId)
  const spoken = [`Shot ${place}, ${name}`, wordOf(face).toLowerCase(), price?.long, said].filter(Boolean).join(', ')
  return (
    <button
      type="button"
      className={styles['card']}
      data-shot={shotId}
      data-state={face.kind}
      tabIndex={tabStop ? 0 : -1}
      aria-label={spoken}
      aria-current={selected}
      title={name}
      onClick={() => goToShot(shotId)}
      onDoubleClick={() => visit(shotId)}
      onPointerEnter={() => onLook?.(shotId)}
      onPointerLeave={() => onLook?.(null)}
      onFocus={() => onLook?.(shotId)}
      onBlur={() => onLook?.(null)}
      onKeyDown={(event) => onEnter(event, shotId)}
    >
      <span className={styles['picture']}>
        <Thumbnail picture={source && plan ? shotPicture(source, plan) : null} />
      </span>
      <span className={styles['words']}>
        <span className={styles['name']}>
          {place} <span className={styles['dot']}>·</span> <span className={styles['shotName']}>{name}</span>
        </span>
        <span className={styles['facts']}>
          <span className={styles['state']} data-state={face.kind}>
            <StateIcon state={face.kind} />
            <span className={styles['stateWord']}>{wordOf(face)}</span>
          </span>
          {price && <span className={styles['price']}>{price.short}</span>}
        </span>
      </span>
    </button>
  )
})
