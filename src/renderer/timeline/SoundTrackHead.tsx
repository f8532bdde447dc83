import { Mic, Music, Sparkles, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { isTrackHeard } from '../../shared/film/sound-level'
import type { SoundTrack, TrackMix } from '../../shared/project/document'
import { setTrackMix } from '../../shared/timeline/edits/change-settings'
import { toggleTrack } from '../commands/sound-actions'
import { soundTrackNames } from '../commands/sound-track-names'
import { commit, documentStore } from '../state/document-store'
import { Popover } from '../ui/Popover'
import { SliderField } from '../ui/SliderField'
import { gainText } from './gain-text'
import styles from './Heads.module.css'

const icons: Readonly<Record<SoundTrack, LucideIcon>> = { music: Music, voice: Mic, effects: Sparkles }

interface HeadProps {
  readonly track: SoundTrack
  readonly mix: TrackMix
  readonly disabled: boolean
}

/** The track's name opens its gain, and shows it when it is not 0. */
function TrackGain({ track, mix, disabled }: HeadProps) {
  const [open, setOpen] = useState(false)
  const name = soundTrackNames[track]
  const Icon = icons[track]
  const gain = gainText(mix.gain)
  const trigger = (
    <button type="button" className={styles['name']} aria-label={`${name} track, gain ${gain}`} title={`${name}: gain`}>
      <Icon aria-hidden className={styles['icon']} />
      <span className={styles['words']}>{name}</span>
      {mix.gain === 0 ? null : <span className={styles['gain']}>{gain.replace(' dB', '')}</span>}
    </button>
  )
  const set = (value: number): void => {
    commit(`${name} Gain`, (film) => setTrackMix(film, { track, patch: { gain: value } }), `track-gain-${track}`)
  }
  return (
    <Popover trigger={trigger} title={`${name} track`} side="top" open={open} onOpenChange={setOpen}>
      <SliderField
        label={`Gain of the ${name.toLowerCase()} track`}
        value={mix.gain}
        min={-60}
        max={12}
        step={0.5}
        disabled={disabled}
        words={gainText}
        onChange={set}
      />
    </Popover>
  )
}

function Switch({ track, mix, disabled, what }: HeadProps & { readonly what: 'mute' | 'solo' }) {
  const name = soundTrackNames[track].toLowerCase()
  const words = what === 'mute' ? `Mute ${name}` : `Play ${name} alone`
  return (
    <button
      type="button"
      className={styles['switch']}
      data-what={what}
      aria-label={words}
      title={words}
      aria-pressed={mix[what]}
      disabled={disabled}
      onClick={() => toggleTrack(track, what)}
    >
      {what === 'mute' ? 'M' : 'S'}
    </button>
  )
}

/** A sound track's name and gain, and whether it is heard. */
export function SoundTrackHead({ track }: { readonly track: SoundTrack }) {
  const tracks = useStore(documentStore, (state) => state.document?.settings.soundTracks)
  const disabled = useStore(documentStore, (state) => state.readOnly)
  if (!tracks) return <span />
  const props = { track, mix: tracks[track], disabled }
  return (
    <div
      className={styles['head']}
      data-track={track}
      role="group"
      aria-label={`${soundTrackNames[track]} track`}
      data-quiet={!isTrackHeard(tracks, track) || undefined}
    >
      <TrackGain {...props} />
      <Switch {...props} what="mute" />
      <Switch {...props} what="solo" />
    </div>
  )
}
