import { LayoutGrid } from 'lucide-react'
import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { ClipId } from '../../shared/ids'
import { durationText, filmCountWords } from '../commands/clip-title'
import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { goToClip } from '../state/go-to-shot'
import { selectionStore, selectRange } from '../state/selection-store'
import styles from './Board.module.css'
import { BoardCard } from './BoardCard'
import { ContactSheet } from './ContactSheet'

const none: readonly ClipId[] = []

function cardOf(list: HTMLElement | null, clipId: ClipId | undefined): HTMLElement | null {
  return clipId === undefined ? null : (list?.querySelector<HTMLElement>(`[data-clip="${CSS.escape(clipId)}"]`) ?? null)
}

/** How many cards stand beside each other. */
function columnsOf(list: HTMLElement): number {
  return getComputedStyle(list).gridTemplateColumns.split(' ').length
}

function stepOf(key: string, columns: number): number | null {
  return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key] ?? null
}

/** Arrows walk from card to card and take selection and playhead along; with Alt they carry the shot, as everywhere. */
function walk(event: KeyboardEvent<HTMLElement>, ids: readonly ClipId[]): void {
  const here = event.target instanceof HTMLElement ? event.target.dataset['clip'] : undefined
  const step = stepOf(event.key, columnsOf(event.currentTarget))
  if (here === undefined || step === null || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const to = ids[ids.indexOf(here as ClipId) + step]
  if (to === undefined) return
  if (event.shiftKey) selectRange(ids, to)
  else goToClip(to)
  cardOf(event.currentTarget, to)?.focus()
}

/** A card that is carried to another place by a key keeps the keyboard. */
function useKeptFocus(list: RefObject<HTMLUListElement | null>): {
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
} {
  const last = useRef<ClipId | null>(null)
  useLayoutEffect(() => {
    if (last.current !== null && document.activeElement === document.body) cardOf(list.current, last.current)?.focus()
  })
  return {
    onFocus: ({ target }) => {
      last.current = ((target as HTMLElement).dataset['clip'] as ClipId | undefined) ?? null
    },
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) last.current = null
    },
  }
}

function Empty() {
  return (
    <div className={styles['empty']}>
      <LayoutGrid aria-hidden className={styles['emptyIcon']} />
      <h3 className={styles['emptyTitle']}>Every shot becomes a card here</h3>
      <p>Drop images to begin. Cards are dragged into another order, and take notes for whoever makes the film.</p>
    </div>
  )
}

function Summary() {
  const plan = useStore(filmStore, (state) => state.plan)
  if (!plan || plan.clips.length === 0) return null
  return (
    <p className={styles['summary']}>
      {filmCountWords(plan.clips)} · {durationText(plan.length, plan.rate)}
    </p>
  )
}

/** The film as a storyboard: a card for each clip, in the order of the film. */
export function Board() {
  const list = useRef<HTMLUListElement>(null)
  const ids = useStore(documentStore, (state) => (state.gestureBase ?? state.document)?.track.clipIds ?? none)
  const primary = useStore(selectionStore, (state) => state.primary)
  const kept = useKeptFocus(list)
  const tabStop = primary !== null && ids.includes(primary) ? primary : ids[0]
  return (
    <section className={styles['board']} aria-label="Board">
      <header className={styles['header']}>
        <h2 className={styles['unseen']}>Board</h2>
        <Summary />
        {ids.length > 0 && <ContactSheet />}
      </header>
      {ids.length === 0 ? (
        <Empty />
      ) : (
        <div className={styles['scroll']}>
          {/* The keys are those of the cards in it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ul
            ref={list}
            className={styles['cards']}
            aria-label="Storyboard"
            onKeyDown={(event) => walk(event, ids)}
            {...kept}
          >
            {ids.map((id) => (
              <BoardCard key={id} clipId={id} tabStop={id === tabStop} />
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
