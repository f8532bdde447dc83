import { secondsFromFrames, type Rate } from '../time/time'
import type { CameraMove, PacedMove } from './camera-move'
import type { PlannedStep } from './camera-plan'

const names: Readonly<Record<CameraMove, string>> = {
  hold: 'hold',
  dollyIn: 'push in',
  dollyOut: 'pull back',
  zoomIn: 'zoom in',
  zoomOut: 'zoom out',
  crashZoomIn: 'crash zoom in',
  crashZoomOut: 'crash zoom out',
  panLeft: 'pan left',
  panRight: 'pan right',
  whipPanLeft: 'whip pan left',
  whipPanRight: 'whip pan right',
  tiltUp: 'tilt up',
  tiltDown: 'tilt down',
  truckLeft: 'truck left',
  truckRight: 'truck right',
  craneUp: 'crane up',
  craneDown: 'crane down',
  orbitLeft: 'orbit left',
  orbitRight: 'orbit right',
  rollLeft: 'roll left',
  rollRight: 'roll right',
  handheld: 'handheld',
}

const still: readonly CameraMove[] = ['hold', 'handheld']

function moveWords({ move, pace }: PacedMove): string {
  return pace === 'normal' || still.includes(move) ? names[move] : `${pace} ${names[move]}`
}

function stepWords({ moves, length }: PlannedStep, rate: Rate): string {
  const [numerator, denominator] = secondsFromFrames(length, rate)
  return `${moves.map(moveWords).join(' with ')} ${Math.round((numerator / denominator) * 10) / 10} s`
}

/** What is done with a picture, in words: "Hold 2 s, then pan right 5 s". */
export function cameraWords(steps: readonly PlannedStep[], rate: Rate): string {
  const words = steps.map((step) => stepWords(step, rate)).join(', then ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
