import { useMemo } from 'react'
import { useStore } from 'zustand'
import { cameraOfShot } from '../../shared/film/camera-chain'
import { cameraWords } from '../../shared/film/camera-description'
import type { Shot } from '../../shared/project/document'
import { frames, framesFromSeconds, secondsFromDecimal } from '../../shared/time/time'
import { documentStore } from '../state/document-store'
import styles from './Inspector.module.css'

/** What a rehearsal will do of the prompt's camera words. `prompt`: as it is being typed. */
export function CameraNote({ shot, prompt }: { readonly shot: Shot; readonly prompt: string }) {
  const film = useStore(documentStore, (state) => state.document)
  const camera = useMemo(() => {
    if (!film) return null
    const { rate } = film.settings
    const length = frames(Math.max(1, framesFromSeconds(secondsFromDecimal(shot.seconds), rate)))
    const { steps, notes } = cameraOfShot(film, { ...shot, prompt }, length)
    return { words: cameraWords(steps, rate), notes }
  }, [film, shot, prompt])
  if (!camera) return null
  const words = [`Camera: ${camera.words}.`, ...camera.notes].join(' ')
  return (
    <p className={styles['camera']} title={words} aria-live="polite">
      {words}
    </p>
  )
}
