import { useRef } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import styles from './Lane.module.css'
import { overlayStore } from './overlay-store'
import { usePlace } from './placement'

interface LineProps {
  readonly frame: number
  readonly kind: 'snap' | 'blade' | 'insertion'
  readonly words?: string
}

function Line({ frame, kind, words }: LineProps) {
  const line = useRef<HTMLDivElement>(null)
  usePlace(line, frame)
  return (
    <div ref={line} className={styles['line']} data-kind={kind}>
      {words ? <span className={styles['lineWords']}>{words}</span> : null}
    </div>
  )
}

function Band({ from, to }: { readonly from: number; readonly to: number }) {
  const box = useRef<HTMLDivElement>(null)
  usePlace(box, from, to - from)
  return <div ref={box} className={styles['band']} />
}

function Ghost() {
  const ghost = useStore(overlayStore, (state) => state.ghost)
  if (!ghost) return null
  return createPortal(
    <div className={styles['ghost']} style={{ transform: `translate(${ghost.x}px, ${ghost.y}px)` }}>
      {ghost.words}
    </div>,
    document.body,
  )
}

/** What gestures draw over the tracks. */
export function Overlay() {
  const snapFrame = useStore(overlayStore, (state) => state.snapFrame)
  const bladeFrame = useStore(overlayStore, (state) => state.bladeFrame)
  const insertion = useStore(overlayStore, (state) => state.insertion)
  const band = useStore(overlayStore, (state) => state.band)
  return (
    <div className={styles['overlay']} aria-hidden>
      {band ? <Band {...band} /> : null}
      {snapFrame === null ? null : <Line frame={snapFrame} kind="snap" />}
      {bladeFrame === null ? null : <Line frame={bladeFrame} kind="blade" />}
      {insertion ? <Line frame={insertion.frame} kind="insertion" words={insertion.words} /> : null}
      <Ghost />
    </div>
  )
}
