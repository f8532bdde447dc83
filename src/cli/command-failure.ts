import { exitCodes, type ExitCode, type ExitName } from './exit-codes'

export interface FailureDetails {
  /** Commands or steps that help, one a line. */
  readonly advice?: readonly string[]
  /** What a script may want beside the words; put into the JSON answer as it is. */
  readonly report?: Readonly<Record<string, unknown>>
}

/** An expected end of a command that is no success: an exit code, plain words, and what to do. */
export class CommandFailure extends Error {
  readonly reason: ExitName
  readonly advice: readonly string[]
  readonly report: Readonly<Record<string, unknown>>

  constructor(reason: ExitName, message: string, { advice = [], report = {} }: FailureDetails = {}) {
    super(message)
    this.reason = reason
    this.advice = advice
    this.report = report
  }

  get exit(): ExitCode {
    return exitCodes[this.reason]
  }
}
