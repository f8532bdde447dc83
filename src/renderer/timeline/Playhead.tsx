import { useLayoutEffect, useRef } from 'react'
import { playbackStore } from '../state/playback-store'
import styles from './Lane.module.css'
import { place } from './placement'

/** The line under which the film is now; moved by hand, never rendered. */
export function Playhead() {
  const line = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = line.current
    if (!element) return undefined
    place(element, playbackStore.getState().frame)
    return playbackStore.subscribe(({ frame }, before) => {
      if (frame !== before.frame) place(element, frame)
    })
  }, [])
  return (
    <div ref={line} className={styles['playhead']} aria-hidden>
      <div className={styles['playheadGrip']} />
    </div>
  )
}
