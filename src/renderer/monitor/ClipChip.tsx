import { CircleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { clipIndexAt } from '../../shared/film/film-layers'
import type { PlannedClip } from '../../shared/film/plan'
import { faceOf, faceStore } from '../state/face-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { frameInView, playbackStore } from '../state/playback-store'
import { StateIcon } from '../ui/StateIcon'
import { clipWords, flagNotes } from './clip-words'
import styles from './Monitor.module.css'

/** The clip on screen; renders again at cuts only. */
function useClipOnScreen(): PlannedClip | null {
  const plan = useStore(filmStore, (state) => state.plan)
  return useStore(playbackStore, (state) => plan?.clips[clipIndexAt(plan.clips, frameInView(state))] ?? null)
}

function Chip({ clip, playing }: { readonly clip: PlannedClip; readonly playing: boolean }) {
  const face = useStore(faceStore, (state) => faceOf(state, clip.shotId))
  const footage = useStore(factsStore, ({ takes }) => {
    const take = clip.source.kind === 'take' ? takes.byId.get(clip.source.takeId) : undefined
    return take?.provider === 'footage'
  })
  const done = clip.source.kind === 'take' && face.kind === 'ready'
  return (
    <div className={styles['chips']} data-over-picture>
      <p className={styles['chip']} data-quiet={playing && done}>
        <StateIcon state={face.kind} />
        <span>
          Shot {clip.index + 1} · {clipWords(clip.source, face, footage)}
        </span>
      </p>
      {flagNotes(clip.flags).map((note) => (
        <p key={note} className={styles['chip']} data-quiet={playing}>
          <CircleAlert aria-hidden className={styles['noteIcon']} />
          <span>{note}</span>
        </p>
      ))}
    </div>
  )
}

/** Says over the picture which shot is on screen and how it stands; out of the way while finished takes play. */
export function ClipChip() {
  const clip = useClipOnScreen()
  const playing = useStore(playbackStore, (state) => state.speed !== 0)
  return clip && <Chip clip={clip} playing={playing} />
}
