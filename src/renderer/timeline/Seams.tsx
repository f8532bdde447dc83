import { memo, useLayoutEffect, useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { ClipId } from '../../shared/ids'
import { isLink } from '../../shared/project/frame-source'
import { documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { filmStore } from '../state/film-store'
import { selectClip, selectionStore } from '../state/selection-store'
import { trimGesture } from './gestures/clip-gestures'
import { joinGesture } from './gestures/join-gesture'
import { edgeGesture } from './gestures/roll-gesture'
import { runGesture, type Gesture, type PointerAt } from './gestures/run-gesture'
import { overlayStore } from './overlay-store'
import { followClip, place } from './placement'
import styles from './Seams.module.css'
import { useClipDrawing } from './use-clip-drawing'
import { useVisibleClips } from './use-visible-clips'

/** A seam narrower than this would cover the clips it joins. */
const leastClipWidth = 48

interface SeamFacts {
  readonly before: ClipId | null
  readonly number: number
  readonly overlap: number
  /** The shot behind the seam starts from the last frame of the one before it. */
  readonly continues: boolean
  readonly broken: boolean
}

function useSeamFacts(clipId: ClipId): SeamFacts {
  const index = useStore(filmStore, (state) => state.clipById.get(clipId)?.index ?? 0)
  const overlap = useStore(filmStore, (state) => state.clipById.get(clipId)?.overlapIn ?? 0)
  const shotId = useStore(filmStore, (state) => state.clipById.get(clipId)?.shotId)
  const before = useStore(filmStore, (state) => state.plan?.clips[index - 1]?.clipId ?? null)
  const shotBefore = useStore(filmStore, (state) => state.plan?.clips[index - 1]?.shotId)
  const upstream = useStore(documentStore, (state) => {
    const start = shotId ? state.document?.shots.get(shotId)?.start : null
    return isLink(start) ? start.shotId : null
  })
  const stale = useStore(faceStore, (state) => faceOf(state, shotId).kind === 'stale')
  const continues = upstream !== null && upstream === shotBefore
  return { before, number: index, overlap, continues, broken: continues && stale }
}

function wordsOf({ number, overlap, continues, broken }: SeamFacts): string {
  const join = overlap > 0 ? `dissolve, ${overlap} frames` : 'cut'
  const thread = continues ? `, shot ${number + 1} continues from shot ${number}` : ''
  return `Seam ${number} to ${number + 1}: ${join}${thread}${broken ? ', no longer from the same frame' : ''}`
}

type LaneRef = RefObject<HTMLElement | null>

/** How far two clips of a dissolve overlap; its left edge sets for how long. */
function Overlap({ clipId, lane }: { readonly clipId: ClipId; readonly lane: LaneRef }) {
  const span = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const element = span.current
    return element ? followClip(clipId, (clip, start) => place(element, start, clip.overlapIn)) : undefined
  }, [clipId])
  const press = (event: PointerEvent<HTMLElement>): void => {
    const { plan, clipById } = filmStore.getState()
    const after = clipById.get(clipId)
    const before = after && plan?.clips[after.index - 1]
    if (event.button !== 0 || !before || !lane.current) return
    runGesture(event.nativeEvent, { lane: lane.current, begin: (start) => joinGesture(before, after, start) })
  }
  return (
    <span ref={span} className={styles['overlap']}>
      <span className={styles['length']} data-join-length title="Drag: length of the dissolve" onPointerDown={press} />
    </span>
  )
}

function kindOf({ continues, broken }: SeamFacts): 'plain' | 'continues' | 'broken' {
  if (broken) return 'broken'
  return continues ? 'continues' : 'plain'
}

interface SeamProps {
  /** The clip behind the seam. */
  readonly clipId: ClipId
  readonly lane: LaneRef
  /** Where Tab stops while no shot is selected. */
  readonly tabStop: boolean
}

/** A drag on a seam trims the clip that was pressed, as it does above and below the diamond; a click is a click. */
function pressSeam(event: PointerEvent<HTMLElement>, lane: HTMLElement, clipId: ClipId, click: () => void): void {
  const { plan, clipById } = filmStore.getState()
  const after = clipById.get(clipId)
  const before = after && plan?.clips[after.index - 1]
  if (event.button !== 0 || !before) return
  const box = event.currentTarget.getBoundingClientRect()
  const [clip, edge] = event.clientX < box.left + box.width / 2 ? ([before, 'out'] as const) : ([after, 'in'] as const)
  const begin = (start: PointerAt): Gesture => {
    selectClip(clip.clipId)
    return edgeGesture(clip, edge, start) ?? trimGesture(clip, edge, start)
  }
  runGesture(event.nativeEvent, { lane, begin, click })
}

/** The diamond on a seam: a click sets how the two clips are joined. */
function SeamButton({ clipId, lane, facts, tabStop }: SeamProps & { readonly facts: SeamFacts }) {
  const button = useRef<HTMLButtonElement>(null)
  // Tab goes from the selected shot to its own two seams, not through all of them.
  const inOrder = useStore(selectionStore, ({ primary }) =>
    primary === null ? tabStop : primary === clipId || primary === facts.before,
  )
  const open = useStore(overlayStore, (state) => facts.before !== null && state.editedJoin === facts.before)
  useLayoutEffect(() => {
    const element = button.current
    return element ? followClip(clipId, (clip, start) => place(element, start + clip.overlapIn / 2)) : undefined
  }, [clipId])
  const words = wordsOf(facts)
  const toggle = (): void => overlayStore.setState({ editedJoin: open ? null : facts.before })
  const press = (event: PointerEvent<HTMLElement>): void => {
    if (lane.current) pressSeam(event, lane.current, clipId, toggle)
  }
  // The pointer's clicks end a gesture; these are the keyboard's and the screen reader's.
  const onClick = (event: MouseEvent): void => (event.detail === 0 ? toggle() : undefined)
  return (
    <button
      ref={button}
      type="button"
      tabIndex={inOrder ? 0 : -1}
      className={styles['seam']}
      title={words}
      aria-label={words}
      aria-haspopup="dialog"
      aria-expanded={open}
      data-seam={facts.before}
      data-kind={kindOf(facts)}
      onPointerDown={press}
      onClick={onClick}
    >
      <span className={styles['diamond']} />
    </button>
  )
}

/** The place where a clip meets the one before it. */
const Seam = memo(function Seam({ clipId, lane, tabStop }: SeamProps) {
  const facts = useSeamFacts(clipId)
  const narrow = useClipDrawing(clipId, (width) => (width < leastClipWidth ? 1 : 0))
  return (
    <>
      {facts.overlap > 0 ? <Overlap clipId={clipId} lane={lane} /> : null}
      {narrow ? null : <SeamButton clipId={clipId} lane={lane} tabStop={tabStop} facts={facts} />}
    </>
  )
})

/** The seams between the clips in view. */
export function Seams({ lane }: { readonly lane: LaneRef }) {
  const ids = useVisibleClips()
  const first = useStore(filmStore, (state) => state.plan?.clips[0]?.clipId)
  const seams = ids.filter((id) => id !== first)
  return (
    <div className={styles['seams']} role="group" aria-label="Seams">
      {seams.map((id) => (
        <Seam key={id} clipId={id} lane={lane} tabStop={id === seams[0]} />
      ))}
    </div>
  )
}
