import { memo, useRef } from 'react'
import { useStore } from 'zustand'
import type { SoundId } from '../../shared/ids'
import type { Rate } from '../../shared/time/time'
import type { Sound } from '../../shared/project/document'
import { soundSpan } from '../../shared/timeline/edits/place-sounds'
import { durationWords } from '../commands/clip-title'
import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { gainText } from './gain-text'
import styles from './Sound.module.css'
import { usePlace } from './placement'
import { Waveform } from './Waveform'

function labelOf(sound: Sound, name: string, length: number, rate: Rate): string {
  const start = durationWords(sound.start, rate)
  return `${name}, starts at ${start}, ${durationWords(length, rate)}, gain ${gainText(sound.gain)}`
}

/** The ramps of the two fades, drawn over the waveform. */
function Fades({ sound, length }: { readonly sound: Sound; readonly length: number }) {
  const [rise, fall] = [(sound.fadeIn / length) * 100, 100 - (sound.fadeOut / length) * 100]
  return (
    <svg className={styles['fades']} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      <path d={`M0 0H${rise}L0 100ZM${fall} 0H100V100Z`} />
    </svg>
  )
}

/** One piece of music on its track. */
export const SoundView = memo(function SoundView({
  soundId,
  tabStop,
}: {
  readonly soundId: SoundId
  readonly tabStop: boolean
}) {
  const option = useRef<HTMLDivElement>(null)
  const sound = useStore(documentStore, (state) => state.document?.sounds.get(soundId))
  const name = useStore(documentStore, (state) => (sound ? state.document?.assets.get(sound.assetId)?.name : ''))
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  const length = useStore(documentStore, ({ document }) => {
    const span = document && sound ? soundSpan(document, sound) : null
    return span ? span.end - span.start : 0
  })
  const filmLength = useStore(filmStore, (state) => state.plan?.length ?? 0)
  const selected = useStore(selectionStore, (state) => state.soundId === soundId)
  const start = sound?.start ?? 0
  usePlace(option, start, length)
  if (!sound || !rate || length === 0) return null
  const heard = Math.max(0, Math.min(length, filmLength - start))
  return (
    <div
      ref={option}
      role="option"
      tabIndex={tabStop ? 0 : -1}
      aria-selected={selected}
      aria-label={labelOf(sound, name ?? '', length, rate)}
      data-sound={soundId}
      className={styles['sound']}
    >
      <Waveform soundId={soundId} assetId={sound.assetId} />
      <Fades sound={sound} length={length} />
      {heard < length ? (
        <span
          className={styles['unheard']}
          style={{ left: `${(heard / length) * 100}%` }}
          title="Behind the end of the picture: not heard"
        />
      ) : null}
      <span className={styles['soundEdge']} data-edge="in" />
      <span className={styles['soundEdge']} data-edge="out" />
      <span className={styles['fade']} data-fade="in" style={{ left: `${(sound.fadeIn / length) * 100}%` }} />
      <span className={styles['fade']} data-fade="out" style={{ left: `${100 - (sound.fadeOut / length) * 100}%` }} />
    </div>
  )
})
