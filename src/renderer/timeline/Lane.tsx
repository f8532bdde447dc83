import { useRef, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { soundTracks } from '../../shared/project/document'
import { runCommand } from '../commands/registry'
import { documentStore } from '../state/document-store'
import { viewportStore } from '../state/viewport-store'
import { bladeFrame } from './gestures/clip-gestures'
import { frameAtPointer } from './gestures/run-gesture'
import styles from './Lane.module.css'
import { Markers } from './Markers'
import { Overlay } from './Overlay'
import { overlayStore } from './overlay-store'
import { PictureTrack } from './PictureTrack'
import { Playhead } from './Playhead'
import { Ruler } from './Ruler'
import { Seams } from './Seams'
import { SoundLane } from './SoundLane'
import { useDrop } from './use-drop'
import { useLane } from './use-lane'

function showBlade(event: PointerEvent<HTMLElement>): void {
  if (viewportStore.getState().tool !== 'blade' || event.buttons !== 0) return
  const onTrack = event.target instanceof Element && event.target.closest('[data-clip], [data-sound]') !== null
  const at = { frame: frameAtPointer(event.currentTarget, event.clientX), alt: event.altKey }
  overlayStore.setState({ bladeFrame: onTrack ? bladeFrame(at) : null })
}

function hideBlade(): void {
  if (overlayStore.getState().bladeFrame !== null) overlayStore.setState({ bladeFrame: null })
}

interface EmptyProps {
  readonly area: 'picture' | 'sound'
  readonly title: string
  readonly action: string
  readonly command: string
}

function EmptyTrack({ area, title, action, command }: EmptyProps) {
  return (
    <div className={styles['empty']} data-area={area}>
      <span>{title}</span>
      <button type="button" className={styles['emptyAction']} onClick={() => void runCommand(command)}>
        {action}
      </button>
    </div>
  )
}

/** The part of the timeline that scrolls: ruler, picture, sound, playhead. */
export function Lane() {
  const lane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const noClips = useStore(documentStore, ({ document }) => document?.clips.size === 0)
  const noSounds = useStore(documentStore, ({ document }) => document?.sounds.size === 0)
  useLane(lane, content)
  useDrop(lane)
  return (
    <div className={styles['frame']}>
      <div ref={lane} className={styles['lane']} onPointerMove={showBlade} onPointerLeave={hideBlade}>
        <div ref={content} className={styles['content']}>
          <Ruler lane={lane} />
          <Markers lane={lane} />
          <PictureTrack lane={lane} />
          <Seams lane={lane} />
          {soundTracks.map((track) => (
            <SoundLane key={track} track={track} lane={lane} />
          ))}
          <Overlay />
          <Playhead />
        </div>
      </div>
      {noClips ? (
        <EmptyTrack area="picture" title="Drop pictures here" action="Choose pictures…" command="file.importPictures" />
      ) : null}
      {noSounds ? (
        <EmptyTrack
          area="sound"
          title="Drop music, voice or effects here"
          action="Choose…"
          command="file.importSound"
        />
      ) : null}
    </div>
  )
}
