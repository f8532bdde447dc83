import type { VideoModel } from '../models/model'
import { durationWords } from '../models/switch-model'
import { fail, succeed, type Result } from '../result'

/** How the parts of one long take hang together. */
export const longMethods = [
  {
    id: 'chain',
    label: 'Each from the last frame',
    detail:
      'Every part starts from the last frame of the one before: one movement through all of them, made one after another.',
  },
  {
    id: 'extend',
    label: 'Each extends the clip',
    detail:
      'The model goes on from the clip itself, with its movement: made one after another, where the model can extend.',
  },
  {
    id: 'same',
    label: 'All from the same frame',
    detail: 'Every part starts from the same picture or frame: made at the same time, and each seam jumps back to it.',
  },
] as const
export type LongMethod = (typeof longMethods)[number]['id']

/** One part of a long take: a shot. */
export interface LongPart {
  readonly seconds: number
  readonly prompt: string
  /** Its prompt is that of the part before, for want of one of its own. */
  readonly repeats: boolean
}

export interface LongTake {
  readonly parts: readonly LongPart[]
  /** Seconds of all parts: what was asked for, or the least above it that the model can make. */
  readonly seconds: number
  /** Prompts that no part is left for. */
  readonly leftOver: readonly string[]
}

export interface LongWish {
  readonly model: VideoModel
  readonly method: LongMethod
  /** Seconds that all of it is to have. */
  readonly target: number
  /** One for each part, in order. */
  readonly prompts: readonly string[]
}

/** Ten minutes: no request is that long by accident. */
export const longestTake = 600

/** The prompts of a text with one in each line. */
export function promptLines(text: string): readonly string[] {
  return text.split(/\r\n?|\n/).flatMap((line) => line.trim() || [])
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

/** The fewest parts for each sum up to `most`, and Infinity where there is none. */
function fewestParts(steps: readonly number[], most: number): readonly number[] {
  const fewest = [0]
  for (let sum = 1; sum <= most; sum++) {
    fewest.push(1 + Math.min(...steps.map((step) => (step <= sum ? (fewest[sum - step] ?? Infinity) : Infinity))))
  }
  return fewest
}

/** `count` steps with that sum, as even as can be, the longer first. There is such a choice. */
function evenSteps(steps: readonly number[], sum: number, count: number): readonly number[] {
  // Which sums so many steps can have, for every number of steps up to `count`.
  const reach: ReadonlySet<number>[] = [new Set([0])]
  for (let parts = 1; parts < count; parts++) {
    const sums = [...(reach[parts - 1] ?? [])].flatMap((before) => steps.map((step) => before + step))
    reach.push(new Set(sums.filter((one) => one <= sum)))
  }
  const chosen: number[] = []
  let left = sum
  for (let parts = count; parts > 0; parts--) {
    const even = left / parts
    const possible = steps.filter((step) => reach[parts - 1]?.has(left - step))
    const step = possible.reduce((best, one) => (Math.abs(one - even) < Math.abs(best - even) ? one : best))
    chosen.push(step)
    left -= step
  }
  return chosen.toSorted((a, b) => b - a)
}

/**
 * Lengths that a model makes and that together have the wanted seconds, or the least above that can be had; of all such
 * the fewest, and of those the most even. `durations`: what it makes, in seconds, at least one and all positive.
 */
export function longDurations(durations: readonly number[], target: number): readonly number[] {
  const exact = durations.map((seconds) => Math.round(seconds * 1000))
  const unit = exact.reduce(greatestDivisor)
  const steps = exact.map((step) => step / unit)
  const least = Math.max(1, Math.ceil((Math.round(target * 1000) - 1e-6) / unit))
  const fewest = fewestParts(steps, least + Math.max(...steps))
  const sum = fewest.findIndex((parts, at) => at >= least && parts < Infinity)
  return evenSteps(steps, sum, fewest[sum] ?? 0).map((step) => (step * unit) / 1000)
}

/**
 * Lengths of a first clip and of what is added to it, in seconds, that together have the wanted seconds or the least above
 * that can be had, in as few parts as can be; null where the model's limits do not go that far.
 */
function extendedDurations({ durations, extend }: VideoModel, target: number): readonly number[] | null {
  if (!extend) return null
  const [times, most] = [extend.mostTimes ?? Infinity, extend.mostSeconds ?? Infinity]
  const sum = (lengths: readonly number[]): number => lengths.reduce((all, one) => all + one, 0)
  const choices = durations.map((first) => {
    const left = target - first
    return left <= 0 ? [first] : [first, ...longDurations(extend.steps ?? durations, left)]
  })
  const possible = choices.filter((lengths) => lengths.length - 1 <= times && sum(lengths) <= most)
  return possible.toSorted((a, b) => sum(a) - sum(b) || a.length - b.length)[0] ?? null
}

function cannotExtend({ label, extend }: VideoModel, target: number): string {
  if (!extend) return `${label} can’t extend a clip. Choose another model, or how the parts hang together.`
  const times = extend.mostTimes === null ? '' : ` ${extend.mostTimes} times`
  const most = extend.mostSeconds === null ? '' : ` to ${extend.mostSeconds} s in all`
  return `${label} extends a clip${times}${most}: ${target} s can’t be made so.`
}

function problemOf({ model, target }: LongWish): string | null {
  if (!Number.isFinite(target)) return 'The length is a number of seconds, such as 30.'
  if (target <= 0) return 'A length is more than 0 seconds.'
  if (target > longestTake) return `A long take has at most ${longestTake} seconds; make several of them.`
  return model.durations.length === 0 ? `${model.label} makes clips of no length that can be asked for.` : null
}

/** Plans one long take as parts that a model can make. Fails in a sentence. */
export function planLongTake(wish: LongWish): Result<LongTake, string> {
  const problem = problemOf(wish)
  if (problem !== null) return fail(problem)
  const { method, model, target } = wish
  const lengths = method === 'extend' ? extendedDurations(model, target) : longDurations(model.durations, target)
  if (lengths === null) return fail(cannotExtend(model, target))
  const last = wish.prompts.at(-1) ?? ''
  const parts = lengths.map((seconds, index) => ({
    seconds,
    prompt: wish.prompts[index] ?? last,
    repeats: index >= wish.prompts.length && wish.prompts.length > 0,
  }))
  const seconds = lengths.reduce((sum, one) => sum + Math.round(one * 1000), 0) / 1000
  return succeed({ parts, seconds, leftOver: wish.prompts.slice(parts.length) })
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}

/** What differs from what was asked for, a sentence each. */
export function longTakeNotes(
  { model, target, prompts }: LongWish,
  { parts, seconds, leftOver }: LongTake,
): readonly string[] {
  const repeats = parts.filter((part) => part.repeats).length
  const notes: string[] = []
  if (seconds > target) {
    notes.push(`${target} s became ${seconds} s: ${model.label} makes ${durationWords(model)} s.`)
  }
  if (repeats > 0) {
    notes.push(
      `${count(prompts.length, 'prompt')} for ${count(parts.length, 'part')}: the last prompt repeats in ${repeats} more.`,
    )
  }
  if (leftOver.length > 0) {
    const quoted = leftOver.map((prompt) => `“${prompt}”`).join(', ')
    notes.push(
      `${count(prompts.length, 'prompt')} for ${count(parts.length, 'part')}: left over ${leftOver.length === 1 ? 'is' : 'are'} ${quoted}.`,
    )
  }
  return notes
}
