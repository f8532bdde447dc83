import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Rate } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'
import { playbackStore } from '../state/playback-store'
import styles from './Transport.module.css'
import { parseTimecodeEntry } from './timecode-entry'
import { seek, stop } from '../state/transport'

/** Where the playhead is. Typing a timecode goes there; the text follows the film without rendering. */
export function TimecodeField({ rate }: { readonly rate: Rate }) {
  const field = useRef<HTMLInputElement>(null)
  const typing = useRef(false)
  const [invalid, setInvalid] = useState(false)

  useEffect(() => {
    const show = (): void => {
      const text = formatTimecode(playbackStore.getState().frame, rate)
      if (field.current && !typing.current && field.current.value !== text) field.current.value = text
    }
    show()
    return playbackStore.subscribe(show)
  }, [rate])

  const leave = (): void => {
    typing.current = false
    setInvalid(false)
    if (field.current) field.current.value = formatTimecode(playbackStore.getState().frame, rate)
  }

  const go = (input: HTMLInputElement): void => {
    const frame = parseTimecodeEntry(input.value, playbackStore.getState().frame, rate)
    if (frame === null) return setInvalid(true)
    stop()
    seek(frame)
    input.blur()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') go(event.currentTarget)
    else if (event.key === 'Escape') event.currentTarget.blur()
    else return
    event.stopPropagation()
  }

  return (
    <input
      ref={field}
      className={styles['timecode']}
      aria-label="Timecode"
      title="Type a timecode to go there, +12 or -1:00 to move"
      aria-invalid={invalid}
      inputMode="numeric"
      spellCheck={false}
      autoComplete="off"
      maxLength={16}
      onFocus={(event) => {
        typing.current = true
        event.currentTarget.select()
      }}
      onChange={() => setInvalid(false)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  )
}
