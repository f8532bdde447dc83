import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import { rate as framesPerSecond, type Rate } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { viewportStore } from '../state/viewport-store'
import { drawRuler } from './draw-ruler'
import { runGesture } from './gestures/run-gesture'
import { scrubGesture } from './gestures/scrub-gesture'
import { usePlace } from './placement'
import styles from './Lane.module.css'
import { useChunkCanvas, type Chunk } from './use-chunk-canvas'

const standardRate = framesPerSecond(24)

function rateNow(): Rate {
  return filmStore.getState().plan?.rate ?? standardRate
}

function wholeFilm(): { readonly from: number; readonly to: number } {
  return { from: 0, to: Number.POSITIVE_INFINITY }
}

function draw(context: CanvasRenderingContext2D, chunk: Chunk, canvas: HTMLCanvasElement): void {
  const { color, borderColor, fontSize, fontFamily } = getComputedStyle(canvas)
  const { pixelsPerFrame } = viewportStore.getState()
  const look = { font: `${fontSize} ${fontFamily}`, text: color, line: borderColor }
  drawRuler(context, { ...chunk, rate: rateNow(), pixelsPerFrame }, look)
}

function onRateChange(repaint: () => void): () => void {
  return filmStore.subscribe((now, before) => {
    if (now.plan?.rate !== before.plan?.rate) repaint()
  })
}

function RangeBox({ from, end }: { readonly from: number; readonly end: number | null }) {
  const box = useRef<HTMLDivElement>(null)
  const length = useStore(filmStore, (state) => state.plan?.length ?? 0)
  const to = end ?? length
  usePlace(box, from, Math.max(0, to - from))
  return <div ref={box} className={styles['marked']} />
}

/** The marked range over the ruler. */
function MarkedRange() {
  const inPoint = useStore(playbackStore, (state) => state.inPoint)
  const outPoint = useStore(playbackStore, (state) => state.outPoint)
  return inPoint === null && outPoint === null ? null : <RangeBox from={inPoint ?? 0} end={outPoint} />
}

/** Keeps the slider's words right without rendering: they change with every frame that plays. */
function usePlayheadWords(slider: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const say = (): void => {
      const { frame, speed } = playbackStore.getState()
      const element = slider.current
      if (!element || speed !== 0) return
      element.setAttribute('aria-valuenow', String(frame))
      element.setAttribute('aria-valuemax', String(Math.max(0, (filmStore.getState().plan?.length ?? 0) - 1)))
      element.setAttribute('aria-valuetext', formatTimecode(frame, rateNow()))
    }
    say()
    const ends = [playbackStore.subscribe(say), filmStore.subscribe(say)]
    return () => ends.forEach((end) => end())
  }, [slider])
}

/** The scale of time over the tracks: a press seeks, a drag scrubs. */
export function Ruler({ lane }: { readonly lane: RefObject<HTMLDivElement | null> }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const slider = useRef<HTMLDivElement>(null)
  useChunkCanvas(canvas, wholeFilm, draw, onRateChange)
  usePlayheadWords(slider)
  const press = (event: PointerEvent): void => {
    if (event.button !== 0 || !lane.current) return
    runGesture(event.nativeEvent, { lane: lane.current, begin: scrubGesture, atOnce: true })
  }
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuenow={0}
      data-arrows="commands"
      className={styles['ruler']}
      onPointerDown={press}
    >
      <MarkedRange />
      <canvas ref={canvas} className={styles['rulerCanvas']} aria-hidden />
    </div>
  )
}
