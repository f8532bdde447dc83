import { formatTimecode } from '../../shared/time/timecode'
import { rollBy, rollCut, type CutSides } from '../../shared/timeline/edits/roll-cut'
import { announce } from '../state/announcement-store'
import { commit } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { selectionStore } from '../state/selection-store'
import { revealFrames } from '../state/viewport-store'

/** The cut behind the clip of that place on the track, or null behind the last one. */
export function cutBehind(index: number): CutSides | null {
  const clips = filmStore.getState().plan?.clips ?? []
  const [before, after] = [clips[index], clips[index + 1]]
  return before && after ? { before, after } : null
}

/** Film frame of a cut: where the incoming clip begins, and in a dissolve where it is alone. */
export function frameOfCut({ after }: CutSides): number {
  return after.start + after.overlapIn
}

/** The cut that keys mean: the one behind the selected shot, else the one nearest to the playhead. */
export function chosenCut(): CutSides | null {
  const { plan, clipById } = filmStore.getState()
  const { primary } = selectionStore.getState()
  const selected = primary === null ? undefined : clipById.get(primary)
  const behind = selected && cutBehind(selected.index)
  if (behind) return behind
  const { frame } = playbackStore.getState()
  const cuts = (plan?.clips ?? []).slice(1).map((clip) => clip.start)
  const nearest = cuts.reduce(
    (best, start, index) => (Math.abs(start - frame) < Math.abs((cuts[best] ?? 0) - frame) ? index : best),
    0,
  )
  return cutBehind(nearest)
}

/** Moves the chosen cut by frames, later or earlier; both shots keep their place and the film its length. */
export function rollChosen(wanted: number): void {
  const sides = chosenCut()
  const { plan } = filmStore.getState()
  if (!sides || !plan) return
  const by = rollBy(sides, wanted)
  const key = `roll-${sides.before.clipId}`
  if (by === 0 || !commit('Roll Cut', (document) => rollCut(document, { ...sides, by }), key)) {
    announce('The cut can’t go further: a shot has no more frames there')
    return
  }
  const frame = frameOfCut(sides) + by
  revealFrames(frame, frame)
  announce(`Cut now at ${formatTimecode(frame, plan.rate)}`)
}
