import { CommandFailure } from './command-failure'

/** A whole number of an option. Throws `CommandFailure` outside its limits. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new CommandFailure('usage', `${option} ${text}: a whole number from ${least} to ${most} is needed.`)
}

/** A number of an option, decimals allowed. */
export function plainNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}(\.\d{1,6})?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new CommandFailure('usage', `${option} ${text}: a number from ${least} to ${most} is needed.`)
}
