import { useStore } from 'zustand'
import type { ClipId } from '../../shared/ids'
import type { Join } from '../../shared/project/document'
import { frames } from '../../shared/time/time'
import { setJoin } from '../../shared/timeline/edits/cut-clips'
import { durationText } from '../commands/clip-title'
import { commit, documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { Popover } from '../ui/Popover'
import { Segmented } from '../ui/Segmented'
import { SliderField } from '../ui/SliderField'
import { overlayStore } from './overlay-store'
import styles from './Seams.module.css'

/** The longest dissolve between a clip and the next one, in frames: half of the shorter. */
function longestDissolve(clipId: ClipId): number {
  const { plan, clipById } = filmStore.getState()
  const clip = clipById.get(clipId)
  const next = clip && plan?.clips[clip.index + 1]
  return clip && next ? Math.floor(Math.min(clip.length, next.length) / 2) : 0
}

function setTo(clipId: ClipId, join: Join): void {
  commit(join.kind === 'cut' ? 'Cut' : 'Dissolve', (document) => setJoin(document, { clipId, join }), `join-${clipId}`)
}

function dissolveOf(length: number, longest: number): Join {
  return { kind: 'dissolve', length: frames(Math.max(1, Math.min(longest, Math.round(length)))) }
}

function JoinEditor({ clipId }: { readonly clipId: ClipId }) {
  const join = useStore(documentStore, (state) => state.document?.clips.get(clipId)?.join)
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  const longest = useStore(filmStore, () => longestDissolve(clipId))
  if (!join || !rate) return null
  const half = rate[0] / rate[1] / 2
  return (
    <>
      <Segmented
        label="Join"
        value={join.kind}
        segments={[
          { value: 'cut', label: 'Cut' },
          { value: 'dissolve', label: 'Dissolve' },
        ]}
        onChange={(kind) => setTo(clipId, kind === 'cut' ? { kind } : dissolveOf(half, longest))}
      />
      {join.kind === 'dissolve' ? (
        <>
          <SliderField
            label="Length of the dissolve in frames"
            value={Math.min(join.length, longest)}
            min={1}
            max={Math.max(1, longest)}
            step={1}
            words={(length) => `${length} fr`}
            onChange={(length) => setTo(clipId, dissolveOf(length, longest))}
          />
          <p className={styles['note']}>
            The shots overlap by {durationText(Math.min(join.length, longest), rate)}, and the film is that much
            shorter.
          </p>
        </>
      ) : null}
    </>
  )
}

function seamElement(): HTMLElement | null {
  return document.querySelector(`[data-seam="${overlayStore.getState().editedJoin}"]`)
}

/** The seam's little window: how two clips are joined, and for how long. */
export function JoinPopover() {
  const clipId = useStore(overlayStore, (state) => state.editedJoin)
  const onOpenChange = (open: boolean, event: Event): void => {
    // A press on the seam itself is its own way to close.
    const onSeam = event.target instanceof Node && seamElement()?.contains(event.target) === true
    if (!open && !onSeam) overlayStore.setState({ editedJoin: null })
  }
  return (
    <Popover anchor={seamElement} title="Join" side="top" open={clipId !== null} onOpenChange={onOpenChange}>
      {clipId === null ? null : <JoinEditor clipId={clipId} />}
    </Popover>
  )
}
