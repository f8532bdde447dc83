/** What a command's exit code says. Scripts rely on these: a number never changes its meaning. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notAgreed: 3,
  notGenerated: 4,
  locked: 5,
  recovery: 6,
  account: 7,
  interrupted: 130,
} as const

export type ExitName = keyof typeof exitCodes
export type ExitCode = (typeof exitCodes)[ExitName]

/** The meaning of each, as help tells it. */
export const exitWords: Readonly<Record<ExitName, string>> = {
  done: 'done',
  failed: 'it did not work: a file, a disk, ffmpeg, or a fault in Seamline; the message says which',
  usage: 'the command was not understood: nothing was done',
  notAgreed: 'the bill was not agreed to (needs --yes, is above --max-cost, a shot can’t be sent): nothing was spent',
  notGenerated: 'some shots were not generated, or nobody knows whether they were charged',
  locked: 'another Seamline has the film open; the message says which',
  recovery: 'the film has unsaved edits from a Seamline that ended badly: choose with "seamline recover"',
  account: 'a key is missing or refused, or the account can’t pay',
  interrupted: 'stopped with Ctrl-C; what is paid for is not lost',
}
