import { z } from 'zod'
import { rational, rationalSchema, type Rational } from './rational'

/** A whole number of frames at the project's rate: positions and lengths on the film. */
export const framesSchema = z.int().min(0).max(100_000_000).brand<'Frames'>()
export type Frames = z.infer<typeof framesSchema>

/** Source time: exact seconds inside a take, a piece of footage or a sound. Never negative. */
export const secondsSchema = rationalSchema
  .refine((value) => value[0] >= 0, 'seconds are not negative')
  .brand<'Seconds'>()
export type Seconds = z.infer<typeof secondsSchema>

/** Frames per second, from 1 to 240, exact (24/1, 30000/1001). */
export const rateSchema = rationalSchema
  .refine((value) => value[0] >= value[1] && value[0] <= 240 * value[1], 'a rate is 1 to 240 fps')
  .brand<'Rate'>()
export type Rate = z.infer<typeof rateSchema>

/** Brands a whole number as frames. Throws on fractions and negative numbers. */
export function frames(count: number): Frames {
  return framesSchema.parse(count + 0)
}

/** Exact seconds from a fraction. */
export function seconds(numerator: number, denominator = 1): Seconds {
  return secondsSchema.parse(rational(numerator, denominator))
}

/** Frames per second from a fraction. */
export function rate(numerator: number, denominator = 1): Rate {
  return rateSchema.parse(rational(numerator, denominator))
}

/** Seconds from a decimal a person typed or a model lists (to the millisecond). */
export function secondsFromDecimal(value: number): Seconds {
  return seconds(Math.round(value * 1000), 1000)
}

/** The film frame nearest to a time. */
export function framesFromSeconds(time: Rational, at: Rate): Frames {
  return frames(Math.max(0, Math.round((time[0] * at[0]) / (time[1] * at[1]))))
}

/** The exact time at which a frame begins. */
export function secondsFromFrames(count: number, at: Rate): Seconds {
  return seconds(count * at[1], at[0])
}

/** How many frames a source of `count` frames at `from` fps has once conformed to `to` fps (nearest, at least 1). */
export function conformedFrameCount(count: number, from: Rate, to: Rate): Frames {
  return frames(Math.max(1, Math.round((count * from[1] * to[0]) / (from[0] * to[1]))))
}

/**
 * Which frame of the source a conformed frame shows: the one on screen when that conformed frame begins.
 * The tiny term keeps exact products such as 3 * (25/25) from falling to the frame before.
 */
export function sourceFrameOfConformed(index: number, count: number, from: Rate, to: Rate): number {
  const exact = (index * to[1] * from[0]) / (to[0] * from[1])
  return Math.min(count - 1, Math.floor(exact + 1e-9))
}
