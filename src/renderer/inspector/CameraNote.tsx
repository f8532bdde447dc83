import { useMemo } from 'react'
import { useStore } from 'zustand'
import { cameraOfShot } from '../../shared/film/camera-chain'
import { cameraWords } from '../../shared/film/camera-description'
import type { Shot } from '../../shared/project/document'
import { frames, framesFromSeconds, secondsFromDecimal } from '../../shared/time/time'
import { documentStore } from '../state/document-store'
import styles from './Inspector.module.css'

/**
 * What the prompt's camera words come to: of a rehearsal what it will do, of other models how the still moves that stands
 * in for them. `prompt`: as it is being typed.
 */
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
  const rehearsed = shot.provider === 'rehearsal'
  return (
    <p className={styles['note']} aria-live="polite">
      {rehearsed ? 'Camera: ' : 'Its still moves: '}
      {camera.words}. {rehearsed && camera.notes.join(' ')}
    </p>
  )
}
