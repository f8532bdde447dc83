import { useCallback, useEffect, useRef, useState } from 'react'
import { amplitudeOf } from '../../shared/film/sound-level'
import type { AssetId, SoundId } from '../../shared/ids'
import { soundSpan } from '../../shared/timeline/edits/place-sounds'
import { documentStore } from '../state/document-store'
import { viewportStore } from '../state/viewport-store'
import { drawWaveform } from './draw-waveform'
import { peaksOf, type Peaks } from './peaks'
import styles from './Sound.module.css'
import { useChunkCanvas, type Chunk } from './use-chunk-canvas'

function usePeaks(assetId: AssetId): Peaks | null {
  const [peaks, setPeaks] = useState<Peaks | null>(null)
  useEffect(() => {
    let current = true
    void peaksOf(assetId).then((found) => (current ? setPeaks(found) : undefined))
    return () => {
      current = false
    }
  }, [assetId])
  return peaks
}

interface PlacedSound {
  readonly from: number
  readonly to: number
  readonly gain: number
  /** Second of the source at the sound's left edge. */
  readonly sourceIn: number
  readonly secondsPerPixel: number
}

function placedSound(soundId: SoundId): PlacedSound | null {
  const { document } = documentStore.getState()
  const sound = document?.sounds.get(soundId)
  const span = document && sound ? soundSpan(document, sound) : null
  if (!document || !sound || !span) return null
  const { pixelsPerFrame } = viewportStore.getState()
  const { rate } = document.settings
  return {
    from: span.start * pixelsPerFrame,
    to: span.end * pixelsPerFrame,
    gain: amplitudeOf(sound.gain + document.settings.soundTracks[sound.track].gain),
    sourceIn: sound.in ? sound.in[0] / sound.in[1] : 0,
    secondsPerPixel: rate[1] / rate[0] / pixelsPerFrame,
  }
}

function onSoundChange(repaint: () => void): () => void {
  return documentStore.subscribe((now, before) => {
    const [film, old] = [now.document, before.document]
    if (film?.sounds !== old?.sounds || film?.settings.soundTracks !== old?.settings.soundTracks) repaint()
  })
}

/** The waveform of a sound, as loud as it is heard. */
export function Waveform({ soundId, assetId }: { readonly soundId: SoundId; readonly assetId: AssetId }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const peaks = usePeaks(assetId)
  const bounds = useCallback(() => placedSound(soundId) ?? { from: 0, to: 0 }, [soundId])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, chunk: Chunk, element: HTMLCanvasElement) => {
      const placed = placedSound(soundId)
      if (!peaks || !placed) return
      const { secondsPerPixel, gain } = placed
      context.fillStyle = getComputedStyle(element).color
      const from = placed.sourceIn + (chunk.left - placed.from) * secondsPerPixel
      drawWaveform(context, peaks, { ...chunk, from, secondsPerPixel, loudness: gain })
    },
    [soundId, peaks],
  )
  useChunkCanvas(canvas, bounds, draw, onSoundChange)
  return <canvas ref={canvas} className={styles['waveform']} aria-hidden />
}
