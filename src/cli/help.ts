import type { Command, OptionSpec, OptionTable, WordSpec } from './command'
import { exitCodes, exitWords, type ExitName } from './exit-codes'
import { commonOptions } from './read-arguments'

const width = 96

/** Breaks a text into lines of at most `room` characters. */
function wrapped(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Two columns: a name and its words, which go on below themselves. */
function columns(rows: readonly (readonly [string, string])[], indent = 2): string[] {
  const first = Math.min(34, Math.max(...rows.map(([name]) => name.length)))
  const pad = ' '.repeat(indent)
  const gap = ' '.repeat(indent + first + 2)
  return rows.flatMap(([name, words]) => {
    const [head = '', ...rest] = wrapped(words, width - gap.length)
    const tail = rest.map((line) => gap + line)
    if (name.length > first) return [pad + name, gap + head, ...tail]
    return [`${pad}${name.padEnd(first)}  ${head}`, ...tail]
  })
}

function wordForm({ name, count }: WordSpec): string {
  if (count === 'many') return `[${name} ...]`
  return count === 'optional' ? `[${name}]` : name
}

function optionForm(name: string, spec: OptionSpec): string {
  const short = spec.short === undefined ? '' : `-${spec.short}, `
  if (spec.type === 'flag') return `${short}--${name}`
  return `${short}--${name} ${spec.value}${spec.count === 'greedy' ? ' ...' : ''}`
}

function optionRows(table: OptionTable): readonly (readonly [string, string])[] {
  return Object.entries(table).map(([name, spec]) => [optionForm(name, spec), spec.help] as const)
}

function exitRows(): readonly (readonly [string, string])[] {
  return (Object.keys(exitCodes) as ExitName[]).map((name) => [String(exitCodes[name]), exitWords[name]] as const)
}

function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrapped(text, width)])
}

function exampleLines(examples: Command['examples']): string[] {
  return examples.flatMap(([command, meaning]) => [`  # ${meaning}`, `  ${command}`, '']).slice(0, -1)
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { name, words, options, about, examples, json } = command
  const usage = ['seamline', name, ...words.map(wordForm), '[options]'].join(' ')
  const parts = [`Usage: ${usage}`, '', ...paragraphs(about)]
  if (words.length > 0) parts.push('', ...columns(words.map((word) => [word.name, word.help] as const)))
  parts.push('', 'Options:', ...columns(optionRows({ ...options, ...commonOptions })))
  parts.push('', 'Examples:', ...exampleLines(examples))
  parts.push('', `With --json: ${json.join(', ')}.`)
  parts.push('Exit codes and settings: seamline help')
  return parts.join('\n')
}

const settings: readonly (readonly [string, string])[] = [
  ['RUNWAYML_API_SECRET', 'the key of your Runway account (RUNWAY_API_KEY is read as well)'],
  ['RUNWAY_MODEL', 'the model new shots get when --model is left out'],
  ['SEAMLINE_<PROVIDER>_KEY', 'the key of another provider (seamline models names them all)'],
  [
    'SEAMLINE_<PROVIDER>_PRICE',
    'what a second costs there where no price is listed, in dollars (useapi: in plan credits; environment only)',
  ],
  ['SEAMLINE_RUNWAY_URL', 'another address of the Runway API: https, or a server on this machine; others likewise'],
  ['SEAMLINE_FFMPEG', 'the ffmpeg program to use'],
  ['SEAMLINE_DATA', 'Seamline’s data folder (jobs, lost & found); shared with the window when left out'],
]

const firstFilm: Command['examples'] = [
  [
    'seamline make -i \'refs/*.jpg\' -p "slow push in" "pan left" -o film.mp4',
    'a film from pictures, rehearsed: free, no account, no network',
  ],
  ['seamline new harbour --title "Harbour at dawn"', 'the same in steps: a film, shots, a bill, clips, one file'],
  ['seamline add harbour pier.jpg -p "slow push in, gulls" --duration 5', 'a shot that starts from a picture'],
  ['seamline plan harbour', 'what generating costs'],
  ['seamline generate harbour --yes --max-cost 2.50', 'rehearsal needs no --yes'],
  ['seamline export harbour -o harbour.mp4', 'one film file'],
]

/** What `seamline` and `seamline help` show. */
export function overviewHelp(commands: readonly Command[]): string {
  return [
    'seamline: films from generated shots, without a window.',
    '',
    'Usage: seamline COMMAND [options]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary] as const)),
    '',
    'Your first film:',
    ...exampleLines(firstFilm),
    '',
    'A film is a folder (harbour.seamline) that the Seamline window opens too, one of them at a time.',
    'FILM is its path; ".seamline" may be left out. Nothing is ever paid for without --yes and --max-cost.',
    '',
    'Settings, from the environment or from a file named .env in the folder you are in:',
    ...columns(settings),
    'Without a key there, the one in the system’s keychain is used (the window’s Settings put it there).',
    '',
    'Exit codes:',
    ...columns(exitRows()),
    '',
    'Every command explains itself: seamline COMMAND --help. With --json the answer is one object with',
    '"seamline": 1, "command", "exit", and the fields its help names; a failure has "error" with "reason",',
    '"message" and "advice". Progress goes to standard error.',
  ].join('\n')
}
