import { memo, type MouseEvent } from 'react'
import { useStore } from 'zustand'
import type { ClipId } from '../../shared/ids'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { durationText, durationWords } from '../commands/clip-title'
import { commit, documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { wordOf } from '../state/face-words'
import { filmStore } from '../state/film-store'
import { selectionStore, selectRange, toggleClip } from '../state/selection-store'
import { goToClip } from '../state/go-to-shot'
import { shotPicture } from '../state/shot-picture'
import { useVisit } from '../state/visit-key'
import { StateIcon } from '../ui/StateIcon'
import { TextArea } from '../ui/TextField'
import { Thumbnail } from '../ui/Thumbnail'
import styles from './Board.module.css'
import { beginCarry, carryOver, carryStore, dropCards, endCarry } from './carry-cards'

function choose(event: MouseEvent, clipId: ClipId): void {
  const track = documentStore.getState().document?.track.clipIds ?? []
  if (event.shiftKey) selectRange(track, clipId)
  else if (event.ctrlKey || event.metaKey) toggleClip(clipId)
  else goToClip(clipId)
}

interface CardProps {
  readonly clipId: ClipId
  readonly tabStop: boolean
}

/** The part of a card that is pressed and carried. */
function Face({ clipId, tabStop }: CardProps) {
  const clip = useStore(filmStore, (state) => state.clipById.get(clipId))
  const settings = useStore(documentStore, (state) => state.document?.settings)
  const shot = useStore(documentStore, ({ document }) => clip && document?.shots.get(clip.shotId))
  const face = useStore(faceStore, (state) => faceOf(state, clip?.shotId))
  const selected = useStore(selectionStore, ({ clipIds }) => clipIds.has(clipId))
  if (!clip || !shot || !settings) return null
  const number = clip.index + 1
  const spoken = `Shot ${number}, ${shot.name}, ${durationWords(clip.length, settings.rate)}, ${wordOf(face).toLowerCase()}`
  return (
    <button
      type="button"
      draggable
      className={styles['face']}
      data-clip={clipId}
      tabIndex={tabStop ? 0 : -1}
      aria-label={spoken}
      aria-pressed={selected}
      title={shot.prompt || shot.name}
      onClick={(event) => choose(event, clipId)}
      onDragStart={(event) => beginCarry(event, clipId)}
      onDragEnd={endCarry}
    >
      <span className={styles['picture']}>
        <Thumbnail picture={shotPicture(clip.source, settings)} />
      </span>
      <span className={styles['line']}>
        <span className={styles['number']}>{number}</span>
        <span className={styles['name']}>{shot.name}</span>
      </span>
      <span className={styles['line']}>
        <span className={styles['state']} data-state={face.kind}>
          <StateIcon state={face.kind} />
          {wordOf(face)}
        </span>
        <span className={styles['duration']}>{durationText(clip.length, settings.rate)}</span>
      </span>
      <span className={styles['prompt']} data-empty={shot.prompt === '' || undefined}>
        {shot.prompt === '' ? <span className={styles['noPrompt']}>No prompt yet</span> : shot.prompt}
      </span>
    </button>
  )
}

function Notes({ clipId }: { readonly clipId: ClipId }) {
  const shotId = useStore(filmStore, (state) => state.clipById.get(clipId)?.shotId)
  const number = useStore(filmStore, (state) => (state.clipById.get(clipId)?.index ?? 0) + 1)
  const notes = useStore(documentStore, ({ document }) => (shotId && document?.shots.get(shotId)?.notes) ?? '')
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const visit = useVisit(`notes ${clipId}`)
  if (shotId === undefined) return null
  return (
    <div className={styles['notes']}>
      <TextArea
        label={`Notes on shot ${number}`}
        rows={2}
        maxLength={20_000}
        placeholder="Notes"
        value={notes}
        disabled={readOnly}
        onVisit={visit.begin}
        onCommit={(text) =>
          commit('Edit Notes', (film) => updateShot(film, { shotId, patch: { notes: text } }), visit.key())
        }
      />
    </div>
  )
}

/** One clip of the storyboard; it renders again only when it or its shot changes. */
export const BoardCard = memo(function BoardCard({ clipId, tabStop }: CardProps) {
  const selected = useStore(selectionStore, ({ clipIds }) => clipIds.has(clipId))
  const kind = useStore(faceStore, (state) => faceOf(state, filmStore.getState().clipById.get(clipId)?.shotId).kind)
  const carried = useStore(carryStore, (state) => state.carried.includes(clipId))
  const drop = useStore(carryStore, ({ over }) => (over?.clipId === clipId ? over.side : undefined))
  return (
    // Only what is dragged is taken here; the button inside is for the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={styles['card']}
      data-selected={selected || undefined}
      data-state={kind}
      data-carried={carried || undefined}
      data-drop={drop}
      onDragOver={(event) => carryOver(event, clipId)}
      onDrop={dropCards}
    >
      <Face clipId={clipId} tabStop={tabStop} />
      <Notes clipId={clipId} />
    </li>
  )
})
