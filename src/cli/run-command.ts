import { ExpectedError, type AppError } from '../shared/ipc/app-error'
import { FfmpegError } from '../main/engine/ffmpeg/ffmpeg'
import type { Redactor } from '../main/engine/secrets/redactor'
import { CommandFailure } from './command-failure'
import type { Command } from './command'
import { commands } from './commands'
import { openStudio } from './compose'
import { exitCodes, type ExitCode, type ExitName } from './exit-codes'
import { commandHelp, overviewHelp } from './help'
import { nearestWord } from './nearest-word'
import { Output, type Sink } from './output'
import { readArguments, refuseKeys } from './read-arguments'
import type { Variables } from './read-environment'

/** What a run has of the world around it. */
export interface World {
  readonly args: readonly string[]
  readonly cwd: string
  readonly home: string
  readonly platform: NodeJS.Platform
  readonly environment: Variables
  readonly version: string
  readonly stdout: Sink
  readonly stderr: Sink
  readonly redactor: Redactor
  /** Fires at the first Ctrl-C. */
  readonly signal: AbortSignal
}

const reasons: Partial<Record<AppError['kind'], ExitName>> = {
  badRequest: 'failed',
  readOnly: 'locked',
  providerProblem: 'account',
  cancelled: 'interrupted',
}

/** Whatever was thrown, as the end of a command. */
function toFailure(error: unknown, output: Output, signal: AbortSignal): CommandFailure {
  if (error instanceof CommandFailure) return error
  if (signal.aborted) return new CommandFailure('interrupted', 'Stopped. Nothing that was made is lost.')
  if (error instanceof ExpectedError) return new CommandFailure(reasons[error.kind] ?? 'failed', error.message)
  if (error instanceof FfmpegError) {
    output.log(error.errorLines.join('\n'))
    const words =
      error.reason === 'diskFull' ? 'The disk is full. Free some space and try again.' : 'ffmpeg could not do this.'
    return new CommandFailure('failed', words, { advice: ['--verbose tells what it said.'] })
  }
  output.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return new CommandFailure('failed', 'Something went wrong inside Seamline. The film on disk is safe.', {
    advice: ['--verbose tells more.'],
  })
}

function tellFailure(failure: CommandFailure, command: string, output: Output): ExitCode {
  const { reason, message, advice, report, exit } = failure
  output.problem(`seamline: ${message}`)
  for (const line of advice) output.problem(`  ${line}`)
  if (output.json) output.data({ seamline: 1, command, exit, error: { reason, message, advice }, ...report })
  return exit
}

async function runWith(
  command: Command,
  output: Output,
  args: ReturnType<typeof readArguments>,
  world: World,
): Promise<ExitCode> {
  const { environment, platform, home, cwd, redactor, signal } = world
  const studio = await openStudio({ environment, platform, home, cwd, redactor, log: (message) => output.log(message) })
  const { lines, report, reason = 'done' } = await command.run(args.words, args.given, { output, studio, cwd, signal })
  const exit = exitCodes[reason]
  if (output.json) output.data({ seamline: 1, command: command.name, exit, ...report })
  else output.lines(lines)
  return exit
}

async function runCommand(command: Command, world: World): Promise<ExitCode> {
  const { stdout, stderr, redactor } = world
  const early = { stdout, stderr, redactor, json: world.args.includes('--json'), quiet: false, verbose: false }
  let output = new Output(early)
  try {
    const args = readArguments(command, world.args.slice(1))
    if (args.common.help) {
      output.lines(commandHelp(command).split('\n'))
      return exitCodes.done
    }
    output = new Output({ ...early, ...args.common })
    return await runWith(command, output, args, world)
  } catch (error) {
    return tellFailure(toFailure(error, output, world.signal), command.name, output)
  }
}

function findCommand(word: string): Command {
  const found = commands.find(({ name }) => name === word)
  if (found) return found
  const near = nearestWord(
    word,
    commands.map(({ name }) => name),
  )
  throw new CommandFailure(
    'usage',
    `There is no command "${word}".${near === null ? '' : ` Did you mean "${near}"?`}`,
    { advice: ['seamline help'] },
  )
}

function showHelp(word: string | undefined, output: Output): ExitCode {
  output.lines((word === undefined ? overviewHelp(commands) : commandHelp(findCommand(word))).split('\n'))
  return exitCodes.done
}

/** Does what the arguments ask for and gives the exit code. Never rejects. */
export async function run(world: World): Promise<ExitCode> {
  const { args, stdout, stderr, redactor, version } = world
  const output = new Output({ stdout, stderr, redactor, json: args.includes('--json'), quiet: false, verbose: false })
  const [first, second] = args
  try {
    refuseKeys(args)
    if (first === undefined || first === '--help' || first === '-h') return showHelp(undefined, output)
    if (first === 'help') return showHelp(second, output)
    if (first === '--version') {
      output.lines([version])
      return exitCodes.done
    }
    return await runCommand(findCommand(first), world)
  } catch (error) {
    return tellFailure(toFailure(error, output, world.signal), first ?? '', output)
  }
}
