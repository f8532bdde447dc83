import type { Shot, Size } from '../project/document'
import type { Format, VideoModel } from './model'
import { chosenFormat, formatsOf, resolutionKey, shapeFor } from './model-sizes'

type Patch = Pick<Shot, 'provider' | 'model' | 'seconds' | 'autoSeconds' | 'ratio' | 'seed' | 'audio'>

/** What a shot becomes when another model makes it. */
export interface Switched {
  readonly patch: Patch
  /** True when its end frame does not carry over. */
  readonly dropsEnd: boolean
  /** One sentence for each value that did not carry over. */
  readonly adjusted: readonly string[]
}

function list(values: readonly (string | number)[]): string {
  if (values.length < 2) return String(values[0] ?? '')
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

/** The durations a model offers, in words: `2 to 10`, or `4, 6 or 8`. */
export function durationWords({ durations }: Pick<VideoModel, 'durations'>): string {
  const [first, last] = [durations[0], durations.at(-1)]
  const steady = durations.every((seconds, index) => seconds === (first ?? 0) + index)
  return steady && durations.length > 3 ? `${first} to ${last}` : list(durations)
}

/** The offered duration nearest to a wanted one; of two equally near the shorter, which costs less. */
export function nearestDuration(model: Pick<VideoModel, 'durations'>, wanted: number): number {
  return model.durations.reduce(
    (best, seconds) => (Math.abs(seconds - wanted) < Math.abs(best - wanted) ? seconds : best),
    model.durations[0] ?? wanted,
  )
}

function aspectOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  return Math.log(width / height)
}

function nearestRatio(formats: readonly Format[], wanted: string): string {
  const ratios = formats.map(({ ratio }) => ratio)
  const far = (ratio: string): number => Math.abs(aspectOf(ratio) - aspectOf(wanted))
  return ratios.reduce((best, ratio) => (far(ratio) < far(best) ? ratio : best), ratios[0] ?? wanted)
}

/** The ratio nearest to the shot's that the model makes. */
function ratioFor(shot: Shot, model: VideoModel, film: Size): string {
  const shape = shapeFor(model, shot)
  if (shape.kind === 'film' || chosenFormat(model, shot, film) !== null) return shot.ratio
  return nearestRatio(formatsOf(shape, shot.ratio, film), shot.ratio)
}

/** That a model can't be told to make sound. */
export function noSoundWords({ soundUntold }: Pick<VideoModel, 'soundUntold'>): string {
  return soundUntold ? 'has no switch for sound' : 'makes no sound'
}

/** That the model has no such resolution as the shot asks for; null when it has. */
function resolutionWords(shot: Shot, ratio: string, model: VideoModel, film: Size): string | null {
  const wanted = shot.options[resolutionKey]
  const next = chosenFormat(model, { ...shot, ratio }, film)
  if (wanted === undefined || !next || next.resolution === null || next.resolution === wanted) return null
  const all = formatsOf(shapeFor(model, shot), ratio, film).flatMap((one) =>
    one.ratio === next.ratio && one.resolution !== null ? [one.resolution] : [],
  )
  return `${wanted} became ${next.resolution}: ${model.label} makes ${ratio} in ${list(all)}.`
}

function* adjustments(shot: Shot, next: Patch, dropsEnd: boolean, model: VideoModel): Generator<string> {
  const { label } = model
  if (next.autoSeconds !== shot.autoSeconds) {
    yield `The length is ${next.seconds} s now: ${label} does not choose one.`
  } else if (next.seconds !== shot.seconds && !next.autoSeconds) {
    yield `${shot.seconds} s became ${next.seconds} s: ${label} makes ${durationWords(model)} s.`
  }
  if (next.ratio !== shot.ratio) yield `Format ${shot.ratio} became ${next.ratio}: ${label} does not make the other.`
  if (next.audio !== shot.audio) yield `${label} ${noSoundWords(model)}.`
  if (next.seed !== shot.seed) yield `${label} takes no seed.`
  if (dropsEnd) yield `The end frame was taken out: ${label} takes none.`
}

/**
 * Gives a shot another model. What the model takes carries over; what it refuses goes to the nearest it takes, and each
 * such change is told in a sentence. Options stay in the shot: a model is only sent those it has.
 */
export function switchModel(shot: Shot, model: VideoModel, film: Size): Switched {
  const patch = {
    provider: model.provider,
    model: model.id,
    seconds: nearestDuration(model, shot.seconds),
    autoSeconds: shot.autoSeconds && model.autoDuration === true,
    ratio: ratioFor(shot, model, film),
    seed: model.seed ? shot.seed : null,
    audio: shot.audio && model.audio,
  }
  const dropsEnd = shot.end !== null && model.end === 'refused'
  const resolution = resolutionWords(shot, patch.ratio, model, film)
  const adjusted = [...adjustments(shot, patch, dropsEnd, model), ...(resolution === null ? [] : [resolution])]
  return { patch, dropsEnd, adjusted }
}
