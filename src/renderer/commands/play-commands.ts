import {
  clearMarks,
  goToEnd,
  goToStart,
  markIn,
  markOut,
  nextCut,
  previousCut,
  shuttleBackward,
  shuttleForward,
  stepFrames,
  halt,
  movingLength,
  movingSpeed,
  toggleLoop,
  togglePlay,
} from '../state/transport'
import { filmStore } from '../state/film-store'
import type { Command } from './command'

function hasFilm(): boolean {
  return movingLength() > 0
}

/** Frames in a second, to the nearest whole one. */
function oneSecond(): number {
  const rate = filmStore.getState().plan?.rate
  return rate ? Math.round(rate[0] / rate[1]) : 24
}

function play(id: string, label: string, keys: readonly string[], run: () => void, repeats = false): Command {
  return { id, group: 'Play', label: () => label, keys, enabled: hasFilm, run, repeats }
}

export const playCommands: readonly Command[] = [
  {
    ...play('play.toggle', 'Play', ['Space'], togglePlay),
    label: () => (movingSpeed() === 0 ? 'Play' : 'Pause'),
  },
  play('play.stop', 'Stop', ['K'], halt),
  play('play.forward', 'Play Forward, Faster', ['L'], shuttleForward),
  play('play.backward', 'Play Backward, Faster', ['J'], shuttleBackward),
  play('play.nextFrame', 'Forward One Frame', ['ArrowRight', 'K+L'], () => stepFrames(1), true),
  play('play.previousFrame', 'Back One Frame', ['ArrowLeft', 'K+J'], () => stepFrames(-1), true),
  play('play.nextSecond', 'Forward One Second', ['Shift+ArrowRight'], () => stepFrames(oneSecond()), true),
  play('play.previousSecond', 'Back One Second', ['Shift+ArrowLeft'], () => stepFrames(-oneSecond()), true),
  play('play.nextCut', 'Next Cut', ['ArrowDown'], nextCut, true),
  play('play.previousCut', 'Previous Cut', ['ArrowUp'], previousCut, true),
  play('play.start', 'Go to Start', ['Home'], goToStart),
  play('play.end', 'Go to End', ['End'], goToEnd),
  play('play.markIn', 'Mark In', ['I'], markIn),
  play('play.markOut', 'Mark Out', ['O'], markOut),
  play('play.clearMarks', 'Clear In and Out', ['Alt+X'], clearMarks),
  play('play.loop', 'Loop', ['Mod+L'], toggleLoop),
]
