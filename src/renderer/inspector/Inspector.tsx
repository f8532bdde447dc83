import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ShotId } from '../../shared/ids'
import { documentStore } from '../state/document-store'
import { selectionStore } from '../state/selection-store'
import { FilmSettings } from './FilmSettings'
import styles from './Inspector.module.css'
import { ManyShots } from './ManyShots'
import { ShotInspector } from './ShotInspector'
import { SoundInspector } from './SoundInspector'

/** The shots of the selected clips, in the order of the film, each once. */
function useSelectedShots(): readonly ShotId[] {
  const clipIds = useStore(selectionStore, (state) => state.clipIds)
  const track = useStore(documentStore, (state) => state.document?.track)
  const clips = useStore(documentStore, (state) => state.document?.clips)
  return useMemo(() => {
    const chosen = (track?.clipIds ?? []).filter((id) => clipIds.has(id))
    return [...new Set(chosen.flatMap((id) => clips?.get(id)?.shotId ?? []))]
  }, [clipIds, track, clips])
}

function Content() {
  const shotIds = useSelectedShots()
  const soundId = useStore(selectionStore, (state) => state.soundId)
  const open = useStore(documentStore, (state) => state.document !== null)
  if (!open) return <p className={styles['empty']}>Open or begin a film, and what you select shows here.</p>
  if (soundId !== null) return <SoundInspector key={soundId} soundId={soundId} />
  const [first] = shotIds
  if (first === undefined) return <FilmSettings />
  return shotIds.length === 1 ? <ShotInspector key={first} shotId={first} /> : <ManyShots shotIds={shotIds} />
}

/** Everything about what is selected; with nothing selected, about the film. */
export function Inspector() {
  return (
    <section className={styles['inspector']} aria-label="Inspector">
      <Content />
    </section>
  )
}
