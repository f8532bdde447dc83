/**
 * Seconds for the film clock. They run with the computer's clock, so the picture is even and works without any sound
 * device; while a sound device's clock moves they are steered to it, so picture and sound never drift apart.
 */
export interface PlayTime {
  /** Reading of the computer's clock at the last step, in seconds. */
  readonly computer: number
  /** The time that is handed out. */
  readonly now: number
  /** Reading of the sound device's clock at the last step, null while it is silent. */
  readonly device: number | null
  /** When the device's clock last moved, by the computer's clock. */
  readonly deviceMovedAt: number
  /** Device time minus play time; null while the device's clock is not followed. A new value: sound is placed anew. */
  readonly offset: number | null
}

const deviceIsDeadAfter = 0.2
const tooFarApart = 0.12
const steering = 0.1
const steepest = 0.02

export function startPlayTime(computer: number): PlayTime {
  return { computer, now: computer, device: null, deviceMovedAt: computer, offset: null }
}

function steered(now: number, passed: number, target: number): number {
  const most = passed * steepest
  return now + Math.min(most, Math.max(-most, (target - now) * steering))
}

/**
 * One step to the computer's time `computer`. `device` is the sound that is heard now, in the device's seconds, or null.
 * A device whose clock stands still for 0.2 s is no longer followed; one that jumped is followed from where it is now.
 */
export function stepPlayTime(state: PlayTime, computer: number, device: number | null): PlayTime {
  const passed = Math.max(0, computer - state.computer)
  const now = state.now + passed
  if (device === null) return { computer, now, device, deviceMovedAt: computer, offset: null }
  const moved = state.device !== null && device > state.device
  if (!moved) {
    const dead = computer - state.deviceMovedAt > deviceIsDeadAfter
    return { ...state, computer, now, device, offset: dead ? null : state.offset }
  }
  const base = { computer, device, deviceMovedAt: computer }
  if (state.offset === null || Math.abs(device - state.offset - now) > tooFarApart) {
    return { ...base, now, offset: device - now }
  }
  return { ...base, now: steered(now, passed, device - state.offset), offset: state.offset }
}
