import {
  ChevronLeft,
  ChevronRight,
  Maximize,
  Minimize,
  Pause,
  Play,
  Repeat,
  SkipBack,
  SkipForward,
  type LucideIcon,
} from 'lucide-react'
import { useStore } from 'zustand'
import type { FilmPlan } from '../../shared/film/plan'
import { rate as framesPerSecond } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'
import { findCommand, runCommand } from '../commands/registry'
import { printShortcut } from '../commands/shortcuts'
import { playbackStore } from '../state/playback-store'
import { sessionStore } from '../state/session-store'
import { togglePlay } from '../state/transport'
import { IconButton } from '../ui/Button'
import { TimecodeField } from './TimecodeField'
import styles from './Transport.module.css'

interface CommandButtonProps {
  /** The command it runs. */
  readonly id: string
  readonly icon: LucideIcon
  readonly label: string
  readonly pressed?: boolean
  readonly disabled: boolean
}

function useKeys(id: string): string {
  const mac = useStore(sessionStore, (state) => state.info?.platform === 'darwin')
  return printShortcut(findCommand(id).keys[0] ?? '', mac)
}

function CommandButton({ id, icon, label, pressed, disabled }: CommandButtonProps) {
  const run = (): void => void runCommand(id)
  return (
    <IconButton icon={icon} label={label} keys={useKeys(id)} aria-pressed={pressed} disabled={disabled} onClick={run} />
  )
}

function PlayButton({ disabled }: { readonly disabled: boolean }) {
  const playing = useStore(playbackStore, (state) => state.speed !== 0)
  const [Icon, label] = playing ? [Pause, 'Pause'] : [Play, 'Play']
  return (
    <button
      type="button"
      className={styles['play']}
      aria-label={label}
      title={`${label} (${useKeys('play.toggle')})`}
      disabled={disabled}
      onClick={togglePlay}
    >
      <Icon aria-hidden className={styles['playIcon']} />
    </button>
  )
}

interface TransportProps {
  readonly plan: FilmPlan | null
  readonly fullScreen: boolean
  readonly onFullScreen: () => void
}

const standardRate = framesPerSecond(24)

/** Says at what other speed than the film's own it plays. */
function SpeedNote() {
  const speed = useStore(playbackStore, (state) => state.speed)
  return (
    <span className={styles['speed']} hidden={speed === 0 || speed === 1}>
      {speed < 0 ? `back ${-speed}×` : `${speed}×`}
    </span>
  )
}

/** The row under the picture: where the playhead is, how it moves, how long the film is. */
export function Transport({ plan, fullScreen, onFullScreen }: TransportProps) {
  const loop = useStore(playbackStore, (state) => state.loop)
  const rate = plan?.rate ?? standardRate
  const empty = (plan?.length ?? 0) === 0
  return (
    <div className={styles['transport']} role="group" aria-label="Transport">
      <div className={styles['side']}>
        <TimecodeField rate={rate} />
        <SpeedNote />
      </div>
      <div className={styles['buttons']}>
        <CommandButton id="play.start" icon={SkipBack} label="Go to start" disabled={empty} />
        <CommandButton id="play.previousFrame" icon={ChevronLeft} label="Back one frame" disabled={empty} />
        <PlayButton disabled={empty} />
        <CommandButton id="play.nextFrame" icon={ChevronRight} label="Forward one frame" disabled={empty} />
        <CommandButton id="play.end" icon={SkipForward} label="Go to end" disabled={empty} />
        <CommandButton id="play.loop" icon={Repeat} label="Loop" pressed={loop} disabled={empty} />
      </div>
      <div className={styles['side']}>
        <span className={styles['length']} title="Length of the film">
          {formatTimecode(plan?.length ?? 0, rate)}
        </span>
        <IconButton
          icon={fullScreen ? Minimize : Maximize}
          label={fullScreen ? 'Leave full screen' : 'Full screen'}
          disabled={empty}
          onClick={onFullScreen}
        />
      </div>
    </div>
  )
}
