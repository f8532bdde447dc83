import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { SoundId } from '../../shared/ids'
import type { Sound } from '../../shared/project/document'
import { frames } from '../../shared/time/time'
import { setSoundLevels, soundSpan, type SetSoundLevels } from '../../shared/timeline/edits/place-sounds'
import { durationText } from '../commands/clip-title'
import { commit, documentStore } from '../state/document-store'
import { Popover } from '../ui/Popover'
import { SliderField } from '../ui/SliderField'
import { gainText } from './gain-text'
import styles from './Sound.module.css'
import { usePlace } from './placement'

function LevelEditor({ sound, length }: { readonly sound: Sound; readonly length: number }) {
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  if (!rate) return null
  const set = (label: string, patch: SetSoundLevels['patch']): void => {
    commit(label, (film) => setSoundLevels(film, { soundId: sound.id, patch }), `levels-${sound.id}-${label}`)
  }
  const fade = { min: 0, max: length, step: 1, words: (count: number) => durationText(count, rate) }
  return (
    <div className={styles['levels']}>
      <span>Gain</span>
      <SliderField
        label="Gain"
        value={sound.gain}
        min={-60}
        max={12}
        step={0.5}
        words={gainText}
        onChange={(gain) => set('Gain', { gain })}
      />
      <span>Fade in</span>
      <SliderField
        {...fade}
        label="Fade in"
        value={sound.fadeIn}
        onChange={(fadeIn) => set('Fade In', { fadeIn: frames(fadeIn) })}
      />
      <span>Fade out</span>
      <SliderField
        {...fade}
        label="Fade out"
        value={sound.fadeOut}
        onChange={(fadeOut) => set('Fade Out', { fadeOut: frames(fadeOut) })}
      />
    </div>
  )
}

/** What a sound is called and how loud it is, as a button in its corner: it opens gain and fades as sliders. */
export function SoundLevels({ soundId }: { readonly soundId: SoundId }) {
  const span = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const sound = useStore(documentStore, (state) => state.document?.sounds.get(soundId))
  const name = useStore(documentStore, (state) => (sound ? state.document?.assets.get(sound.assetId)?.name : '')) ?? ''
  const length = useStore(documentStore, ({ document: film }) => {
    const span = film && sound ? soundSpan(film, sound) : null
    return span ? span.end - span.start : 0
  })
  const start = sound?.start ?? 0
  usePlace(span, start, length)
  if (!sound) return null
  const gain = gainText(sound.gain)
  const trigger = (
    <button
      type="button"
      className={styles['label']}
      aria-label={`${name} ${gain}, gain and fades`}
      title="Gain and fades"
    >
      <span className={styles['soundName']}>{name}</span>
      <span className={styles['gain']}>{gain}</span>
    </button>
  )
  return (
    <div ref={span} className={styles['labelSpan']}>
      <Popover trigger={trigger} title={name} side="top" open={open} onOpenChange={setOpen}>
        <LevelEditor sound={sound} length={length} />
      </Popover>
    </div>
  )
}
