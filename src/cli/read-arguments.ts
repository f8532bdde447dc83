import { parseArgs } from 'node:util'
import type { Command, Given, OptionSpec, OptionTable } from './command'
import { CommandFailure } from './command-failure'
import { nearestWord } from './nearest-word'

/** Options that every command has. */
export const commonOptions = {
  json: { type: 'flag', help: 'answer with one JSON object on standard output' },
  quiet: { type: 'flag', short: 'q', help: 'no progress, only problems' },
  verbose: { type: 'flag', help: 'tell on standard error what goes on inside' },
  help: { type: 'flag', short: 'h', help: 'show this help' },
} as const satisfies OptionTable

export interface ReadArguments {
  readonly words: readonly string[]
  readonly given: Given<OptionTable>
  readonly common: Given<typeof commonOptions>
}

function usage(command: Command, message: string): CommandFailure {
  return new CommandFailure('usage', message, { advice: [`seamline ${command.name} --help`] })
}

const secretOptions = /^--?(api-?|runway-?(api-?)?)?(key|token|secret)(=|$)/i

/** A key on the command line is seen by every process of the computer and kept in the shell's history. */
export function refuseKeys(args: readonly string[]): void {
  const end = args.indexOf('--')
  const options = end === -1 ? args : args.slice(0, end)
  if (!options.some((arg) => secretOptions.test(arg) || /^key_[0-9a-f]{20,}/i.test(arg))) return
  throw new CommandFailure(
    'usage',
    'A key is never given on the command line: other programs and the shell’s history would see it.',
    {
      advice: [
        'Put it into the environment variable RUNWAYML_API_SECRET (SEAMLINE_<PROVIDER>_KEY for others), or into a line of that name in a file .env in this folder,',
        'or store it in the system’s keychain with the Settings of the Seamline window.',
        'If a real key was just typed here, remove it from the shell’s history.',
      ],
    },
  )
}

function parserOptions(table: OptionTable) {
  return Object.fromEntries(
    Object.entries(table).map(([name, spec]) => [
      name,
      {
        type: spec.type === 'flag' ? ('boolean' as const) : ('string' as const),
        multiple: spec.type === 'text',
        ...(spec.short === undefined ? {} : { short: spec.short }),
      },
    ]),
  )
}

type Token = ReturnType<typeof tokensOf>[number]

function tokensOf(args: readonly string[], table: OptionTable) {
  const options = parserOptions(table)
  // Not strict: the parser's own messages name its functions; what is wrong is told below, in words.
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens
}

interface Collected {
  readonly words: string[]
  readonly values: Map<string, string[]>
  readonly flags: Set<string>
}

function isGreedy(spec: OptionSpec | undefined): boolean {
  return spec?.type === 'text' && spec.count === 'greedy'
}

function takeOption(
  command: Command,
  table: OptionTable,
  token: Extract<Token, { kind: 'option' }>,
  into: Collected,
): void {
  const spec = Object.hasOwn(table, token.name) ? table[token.name] : undefined
  if (!spec) {
    const near = nearestWord(token.name, Object.keys(table))
    const hint = near === null ? '' : ` Did you mean --${near}?`
    throw usage(command, `"${command.name}" has no option ${token.rawName}.${hint}`)
  }
  if (spec.type === 'flag') {
    if (token.value !== undefined) throw usage(command, `${token.rawName} takes no value.`)
    into.flags.add(token.name)
    return
  }
  const known = into.values.get(token.name) ?? []
  if (token.value === undefined) throw usage(command, `${token.rawName} needs a value: ${token.rawName} ${spec.value}.`)
  if (!token.inlineValue && /^--?[a-z]/i.test(token.value)) {
    throw usage(command, `${token.rawName} needs a value, and ${token.value.split('=')[0]} looks like an option.`)
  }
  if (known.length > 0 && spec.count === undefined) throw usage(command, `${token.rawName} was given twice.`)
  into.values.set(token.name, [...known, token.value])
}

/** Words after a greedy option are its own, up to the next option. */
function collect(command: Command, table: OptionTable, args: readonly string[]): Collected {
  const into: Collected = { words: [], values: new Map(), flags: new Set() }
  let greedy: string | null = null
  for (const token of tokensOf(args, table)) {
    if (token.kind === 'option-terminator') greedy = null
    else if (token.kind === 'option') {
      takeOption(command, table, token, into)
      greedy = isGreedy(table[token.name]) ? token.name : null
    } else if (greedy === null) into.words.push(token.value)
    else into.values.get(greedy)?.push(token.value)
  }
  return into
}

function valueOf(
  name: string,
  spec: OptionSpec,
  { flags, values }: Collected,
): boolean | string | null | readonly string[] {
  if (spec.type === 'flag') return flags.has(name)
  const given = values.get(name) ?? []
  return spec.count === undefined ? (given[0] ?? null) : given
}

function checkWords(command: Command, words: readonly string[]): void {
  const missing = command.words.find((word, index) => word.count === undefined && words[index] === undefined)
  if (missing) throw usage(command, `${missing.name} is missing (${missing.help}).`)
  const takesMore = command.words.at(-1)?.count === 'many'
  const extra = words[command.words.length]
  if (!takesMore && extra !== undefined) throw usage(command, `"${extra}" is one word too many for "${command.name}".`)
}

/** Reads the arguments after a command's name. Throws `CommandFailure` with what is wrong, in words. */
export function readArguments(command: Command, args: readonly string[]): ReadArguments {
  const table: OptionTable = { ...command.options, ...commonOptions }
  const collected = collect(command, table, args)
  const all = Object.fromEntries(Object.entries(table).map(([name, spec]) => [name, valueOf(name, spec, collected)]))
  const common = all as unknown as Given<typeof commonOptions>
  if (!common.help) checkWords(command, collected.words)
  return { words: collected.words, given: all as Given<OptionTable>, common }
}
