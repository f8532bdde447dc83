import { memo, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ClipId } from '../../shared/ids'
import { documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
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
    return start?.kind === 'shotFrame' ? start.shotId : null
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

/** How far two clips of a dissolve overlap. */
function Overlap({ clipId }: { readonly clipId: ClipId }) {
  const span = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const element = span.current
    return element ? followClip(clipId, (clip, start) => place(element, start, clip.overlapIn)) : undefined
  }, [clipId])
  return <span ref={span} className={styles['overlap']} />
}

function kindOf({ continues, broken }: SeamFacts): 'plain' | 'continues' | 'broken' {
  if (broken) return 'broken'
  return continues ? 'continues' : 'plain'
}

interface SeamProps {
  /** The clip behind the seam. */
  readonly clipId: ClipId
  /** Where Tab stops while no shot is selected. */
  readonly tabStop: boolean
}

/** The diamond on a seam: a press sets how the two clips are joined. */
function SeamButton({ clipId, facts, tabStop }: SeamProps & { readonly facts: SeamFacts }) {
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
      onClick={() => overlayStore.setState({ editedJoin: open ? null : facts.before })}
    >
      <span className={styles['diamond']} />
    </button>
  )
}

/** The place where a clip meets the one before it. */
const Seam = memo(function Seam({ clipId, tabStop }: SeamProps) {
  const facts = useSeamFacts(clipId)
  const narrow = useClipDrawing(clipId, (width) => (width < leastClipWidth ? 1 : 0))
  return (
    <>
      {facts.overlap > 0 ? <Overlap clipId={clipId} /> : null}
      {narrow ? null : <SeamButton clipId={clipId} tabStop={tabStop} facts={facts} />}
    </>
  )
})

/** The seams between the clips in view. */
export function Seams() {
  const ids = useVisibleClips()
  const first = useStore(filmStore, (state) => state.plan?.clips[0]?.clipId)
  const seams = ids.filter((id) => id !== first)
  return (
    <div className={styles['seams']} role="group" aria-label="Seams">
      {seams.map((id) => (
        <Seam key={id} clipId={id} tabStop={id === seams[0]} />
      ))}
    </div>
  )
}
