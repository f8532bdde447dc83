import type { ExitName } from './exit-codes'
import type { Output } from './output'
import type { Studio } from './compose'

/** One option of a command. A `text` one has a value, a `flag` is there or not. */
export type OptionSpec =
  | { readonly type: 'flag'; readonly short?: string; readonly help: string }
  | {
      readonly type: 'text'
      readonly short?: string
      /** How help calls the value: `FILE`, `SECONDS`. */
      readonly value: string
      readonly help: string
      /** `many`: may be given again. `greedy`: takes every word up to the next option as well. */
      readonly count?: 'many' | 'greedy'
    }

export type OptionTable = Readonly<Record<string, OptionSpec>>

type ValueOf<Spec extends OptionSpec> = Spec extends { type: 'flag' }
  ? boolean
  : Spec extends { count: 'many' | 'greedy' }
    ? readonly string[]
    : string | null

/** The options as they were given, typed by their table. */
export type Given<Table extends OptionTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> }

export interface WordSpec {
  readonly name: string
  readonly help: string
  /** `optional`: may be left out. `many`: none or more, and only the last of them. */
  readonly count?: 'optional' | 'many'
}

/** What a command has to work with. */
export interface Tools {
  readonly output: Output
  readonly studio: Studio
  /** Where the command was called. */
  readonly cwd: string
  /** Fires at the first Ctrl-C. */
  readonly signal: AbortSignal
}

/** How a command ended: lines for a person, and the same as data. */
export interface Answer {
  readonly reason?: ExitName
  readonly lines: readonly string[]
  readonly report: Readonly<Record<string, unknown>>
}

interface Help {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  /** What it does and what to know, in paragraphs. */
  readonly about: readonly string[]
  readonly words: readonly WordSpec[]
  readonly examples: readonly (readonly [command: string, meaning: string])[]
  /** The fields of its answer with --json. */
  readonly json: readonly string[]
}

export interface Command extends Help {
  readonly options: OptionTable
  readonly run: (words: readonly string[], given: Given<OptionTable>, tools: Tools) => Promise<Answer>
}

interface CommandOf<Table extends OptionTable> extends Help {
  readonly options: Table
  readonly run: (words: readonly string[], given: Given<Table>, tools: Tools) => Promise<Answer>
}

/** A command whose `run` gets its options with their types. */
export function defineCommand<const Table extends OptionTable>(command: CommandOf<Table>): Command {
  // What is given to `run` was read by this very table.
  return command as unknown as Command
}
