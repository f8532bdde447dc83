import { z } from 'zod'
import { assert } from '../assert'

/**
 * An exact fraction: `[numerator, denominator]`, denominator positive, in lowest terms.
 * 30000/1001 fps and a cut at frame 7 of a 25 fps take have no exact decimal, so time is never a float.
 */
export const rationalSchema = z.tuple([z.int().min(-1e12).max(1e12), z.int().min(1).max(1e9)]).readonly()

export type Rational = z.infer<typeof rationalSchema>

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

/** The fraction in lowest terms with a positive denominator. */
export function rational(numerator: number, denominator: number): Rational {
  assert(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator), 'whole parts')
  assert(denominator !== 0, 'denominator is not zero')
  const divisor = (greatestCommonDivisor(numerator, denominator) || 1) * Math.sign(denominator)
  return [numerator / divisor + 0, denominator / divisor]
}

/** Sum of two fractions. */
export function add(a: Rational, b: Rational): Rational {
  return rational(a[0] * b[1] + b[0] * a[1], a[1] * b[1])
}

/** Difference of two fractions. */
export function subtract(a: Rational, b: Rational): Rational {
  return rational(a[0] * b[1] - b[0] * a[1], a[1] * b[1])
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compare(a: Rational, b: Rational): number {
  return a[0] * b[1] - b[0] * a[1]
}

/** The nearest float, for drawing and for APIs that take seconds as numbers. */
export function toNumber(value: Rational): number {
  return value[0] / value[1]
}
