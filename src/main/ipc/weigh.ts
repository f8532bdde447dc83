import { serialize } from 'node:v8'

/** Bytes that an input takes as a message, or infinity when it can't be written as one: too deep, or not data. */
export function weigh(input: unknown): number {
  try {
    return serialize(input).byteLength
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
