import type { Redactor } from '../main/engine/secrets/redactor'

/** A stream to write to; `isTTY` tells a terminal. */
export interface Sink {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

export interface OutputOptions {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly redactor: Redactor
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
}

/** Answers on standard output, everything else on standard error; no secret on either. */
export class Output {
  readonly json: boolean
  readonly #options: OutputOptions
  /** Whether the terminal's last line is one that will be written over. */
  #line = false
  #last = ''

  constructor(options: OutputOptions) {
    this.#options = options
    this.json = options.json
  }

  /** Whether progress is one line that changes. */
  get live(): boolean {
    return this.#options.stderr.isTTY === true && !this.#options.quiet
  }

  /** Something to know, left out when quiet. */
  note(text: string): void {
    if (!this.#options.quiet) this.#error(text)
  }

  /** Something that is wrong. */
  problem(text: string): void {
    this.#error(text)
  }

  /** What goes on inside, for who asked for it. */
  log(text: string): void {
    if (this.#options.verbose) this.#error(`· ${text}`)
  }

  /** Progress: on a terminal one line that changes, elsewhere a line for each change. */
  progress(text: string): void {
    const { quiet, stderr, redactor } = this.#options
    if (quiet || text === this.#last) return
    this.#last = text
    const clean = redactor.redact(text)
    if (!this.live) {
      stderr.write(`${clean}\n`)
      return
    }
    const room = Math.max(20, (stderr.columns || 80) - 1)
    stderr.write(`\r\u001B[2K${clean.length > room ? `${clean.slice(0, room - 1)}…` : clean}`)
    this.#line = true
  }

  /** Ends the line of progress, so that what comes next stands on its own. */
  endProgress(): void {
    this.#last = ''
    if (!this.#line) return
    this.#options.stderr.write('\r\u001B[2K')
    this.#line = false
  }

  lines(lines: readonly string[]): void {
    this.endProgress()
    if (lines.length > 0) this.#options.stdout.write(`${this.#options.redactor.redact(lines.join('\n'))}\n`)
  }

  /** One JSON object. Each text is cleaned by itself: a prompt is the user's own and stays. */
  data(report: Readonly<Record<string, unknown>>): void {
    this.endProgress()
    const { redactor, stdout } = this.#options
    const clean = (_: string, value: unknown): unknown => (typeof value === 'string' ? redactor.redact(value) : value)
    stdout.write(`${JSON.stringify(report, clean, 2)}\n`)
  }

  #error(text: string): void {
    this.endProgress()
    this.#options.stderr.write(`${this.#options.redactor.redact(text)}\n`)
  }
}
