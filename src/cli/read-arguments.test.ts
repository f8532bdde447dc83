import { describe, expect, it } from 'vitest'
import { commands } from './commands'
import { CommandFailure } from './command-failure'
import { defineCommand, type OptionSpec } from './command'
import { commandHelp, overviewHelp } from './help'
import { commonOptions, readArguments, refuseKeys } from './read-arguments'

const command = defineCommand({
  name: 'film',
  summary: 'a film',
  about: ['About it.'],
  words: [
    { name: 'FILM', help: 'the film' },
    { name: 'PICTURE', help: 'pictures', count: 'many' },
  ],
  options: {
    prompt: { type: 'text', short: 'p', value: 'TEXT', help: 'prompts', count: 'greedy' },
    model: { type: 'text', value: 'MODEL', help: 'the model' },
    chain: { type: 'flag', help: 'chained' },
  },
  examples: [['seamline film a', 'a film']],
  json: ['film'],
  run: async () => ({ lines: [], report: {} }),
})

function failureOf(args: readonly string[]): CommandFailure {
  try {
    readArguments(command, args)
  } catch (error) {
    if (error instanceof CommandFailure) return error
  }
  throw new Error('it was not refused')
}

describe('readArguments', () => {
  it('gives the words after a greedy option to it, up to the next option', () => {
    const { words, given } = readArguments(command, [
      'a',
      'b.png',
      '-p',
      'one',
      'two',
      '--model',
      'x',
      'c.png',
      '--chain',
    ])
    expect(words).toEqual(['a', 'b.png', 'c.png'])
    expect(given).toMatchObject({ prompt: ['one', 'two'], model: 'x', chain: true, json: false })
  })

  it('knows what was left out', () => {
    expect(readArguments(command, ['a']).given).toMatchObject({ prompt: [], model: null, chain: false })
  })

  it('takes a prompt that begins with a dash when it is joined to its option', () => {
    expect(readArguments(command, ['a', '--prompt=--slow push']).given['prompt']).toEqual(['--slow push'])
  })

  it.each([
    [['a', '--modle', 'x'], 'Did you mean --model?'],
    [['a', '--model'], '--model needs a value'],
    [['a', '--model', '--chain'], 'looks like an option'],
    [['a', '--model', 'x', '--model', 'y'], 'given twice'],
    [['a', '--chain=yes'], 'takes no value'],
    [[], 'FILM is missing'],
    [['a', '--constructor'], 'has no option'],
  ])('refuses %j and says why', (args, words) => {
    const failure = failureOf(args)
    expect(failure.exit).toBe(2)
    expect(failure.message).toContain(words)
  })

  it('asks for no word beside --help', () => {
    expect(readArguments(command, ['--help']).common.help).toBe(true)
  })
})

describe('refuseKeys', () => {
  it.each(['--key', '--key=abc', '--api-key', '--runway-api-key=x', '--token', '--secret', `key_${'0a'.repeat(64)}`])(
    'refuses %s and quotes nothing of it',
    (arg) => {
      expect(() => refuseKeys(['generate', 'a', arg, 'canary'])).toThrow('never given on the command line')
    },
  )

  it('lets words of prompts be', () => {
    expect(() => refuseKeys(['add', 'a', '-p', 'the key in the lock', '--', '--key'])).not.toThrow()
  })
})

describe('the table of commands', () => {
  it.each(commands.map((one) => [one.name, one] as const))('%s has whole help and no option twice', (name, one) => {
    const help = commandHelp(one)
    expect(help).toContain(`seamline ${name}`)
    expect(one.examples.length).toBeGreaterThan(0)
    for (const [example] of one.examples) expect(example).toMatch(new RegExp(`^seamline ${name}( |$)`))
    for (const option of Object.keys(one.options)) expect(help).toContain(`--${option}`)
    const shorts = Object.values<OptionSpec>({ ...one.options, ...commonOptions }).flatMap(({ short }) => short ?? [])
    expect(new Set(shorts).size).toBe(shorts.length)
  })

  it('is listed whole, with every exit code', () => {
    const help = overviewHelp(commands)
    for (const { name, summary } of commands) expect(help).toContain(`${name.padEnd(8)}  ${summary}`)
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 130]) expect(help).toMatch(new RegExp(`^  ${code} `, 'm'))
  })
})
