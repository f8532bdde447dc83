import { useStore } from 'zustand'
import type { SoundId } from '../../shared/ids'
import { soundTracks } from '../../shared/project/document'
import { frames } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'
import { removeSound, setSoundLevels, soundSpan, type SetSoundLevels } from '../../shared/timeline/edits/place-sounds'
import { durationText } from '../commands/clip-title'
import { moveSoundToTrack } from '../commands/sound-actions'
import { soundTrackNames } from '../commands/sound-track-names'
import { commit, documentStore } from '../state/document-store'
import { clearSelection } from '../state/selection-store'
import { Button } from '../ui/Button'
import { Segmented } from '../ui/Segmented'
import { SliderField } from '../ui/SliderField'
import styles from './Inspector.module.css'
import { Row, Section } from './Section'

function decibels(gain: number): string {
  if (gain <= -60) return 'silent'
  return `${gain > 0 ? '+' : ''}${gain.toFixed(1)} dB`
}

/** Longest fade that the slider offers, in seconds. */
const longestFade = 10

/** How loud a sound is, how it comes and goes, and which part of it is heard. */
export function SoundInspector({ soundId }: { readonly soundId: SoundId }) {
  const film = useStore(documentStore, (state) => state.document)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const sound = film?.sounds.get(soundId)
  const span = film && sound ? soundSpan(film, sound) : null
  if (!film || !sound || !span) return null
  const { rate } = film.settings
  const perSecond = rate[0] / rate[1]
  const length = span.end - span.start
  const most = Math.min(longestFade, length / perSecond)
  const set = (label: string, patch: SetSoundLevels['patch']): void => {
    commit(label, (before) => setSoundLevels(before, { soundId, patch }), `${label} ${soundId}`)
  }
  const fade = (key: 'fadeIn' | 'fadeOut', label: string) => (
    <Row label={label}>
      <SliderField
        label={label}
        value={sound[key] / perSecond}
        min={0}
        max={most}
        step={0.1}
        disabled={readOnly}
        words={(value) => durationText(Math.round(value * perSecond), rate)}
        onChange={(value) => set(`Change ${label}`, { [key]: frames(Math.round(value * perSecond)) })}
      />
    </Row>
  )
  const times = [
    ['Starts at', span.start],
    ['Ends at', span.end],
    ['Heard from', span.sourceIn],
    ['Heard to', span.sourceIn + length],
  ] as const
  return (
    <>
      <header className={styles['head']}>
        <h2 className={styles['headWords']}>{film.assets.get(sound.assetId)?.name ?? 'Sound'}</h2>
        <p className={styles['place']}>
          {soundTrackNames[sound.track]} track · {durationText(length, rate)}
        </p>
      </header>
      <div className={styles['scroll']}>
        <Section>
          <Row label="Track">
            <Segmented
              label="Track"
              value={sound.track}
              segments={soundTracks.map((value) => ({ value, label: soundTrackNames[value] }))}
              disabled={readOnly}
              onChange={moveSoundToTrack}
            />
          </Row>
          <Row label="Gain">
            <SliderField
              label="Gain"
              value={sound.gain}
              min={-60}
              max={12}
              step={0.5}
              disabled={readOnly}
              words={decibels}
              onChange={(gain) => set('Change Gain', { gain })}
            />
          </Row>
          {fade('fadeIn', 'Fade in')}
          {fade('fadeOut', 'Fade out')}
        </Section>
        <Section>
          {times.map(([label, frame]) => (
            <Row key={label} label={label}>
              <span className={styles['timecode']}>{formatTimecode(frame, rate)}</span>
            </Row>
          ))}
          <p className={styles['note']}>Drag its edges on the track to trim it.</p>
        </Section>
      </div>
      <footer className={styles['foot']}>
        <Button
          wide
          disabled={readOnly}
          onClick={() => {
            commit('Delete Sound', (before) => removeSound(before, { soundId }))
            clearSelection()
          }}
        >
          Remove from the film
        </Button>
      </footer>
    </>
  )
}
