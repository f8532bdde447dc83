import type { OpenFilm } from '../main/engine/open-film'
import { takesOf } from '../main/engine/open-film'
import type { ShotId } from '../shared/ids'
import { isSettled, type Job } from '../shared/jobs/job'
import type { Quote } from '../shared/models/quote'
import { ExpectedError } from '../shared/ipc/app-error'
import { billLines, refusalOf, type Consent } from './bill'
import type { Given, OptionTable, Tools } from './command'
import { CommandFailure } from './command-failure'
import { filmReport, unknownAdvice, type ReportedFilm } from './film-report'
import { filmWord } from './films'
import { plainNumber } from './numbers'
import { openJobs, waitForJobs, type JobWatch } from './watch-jobs'

/** An open film as the reports read it. */
export function reportedFilm({ session, generation, ...film }: OpenFilm): ReportedFilm {
  return {
    folder: session.paths.folder,
    document: session.document,
    takes: takesOf({ generation, ...film }),
    jobs: generation.jobs,
    ledger: generation.ledger,
    spent: generation.view.spent,
  }
}

function isPaid(job: Job): boolean {
  return job.price !== 0
}

/** Paid work that can't go on for want of a key would be waited for without end. */
export async function refuseWithoutAccount(
  { studio }: Pick<Tools, 'studio'>,
  providers: Iterable<string>,
  waiting: string,
): Promise<void> {
  const advice = [waiting]
  for (const provider of new Set(providers)) {
    const unusable = studio.keyProblem(provider)
    if (unusable !== null) throw new CommandFailure('account', unusable, { advice })
    await studio.accounts.test(provider)
    const account = (await studio.accounts.views()).find((one) => one.provider === provider)
    if (account?.problem) throw new CommandFailure('account', account.problem, { advice })
  }
}

const untouched = 'Nothing is lost: what was sent is collected once this is mended.'

/** How long a command waits, the same in every command that does. */
export const waitOptions = {
  wait: { type: 'text', value: 'MINUTES', help: 'stop waiting after so long; what is paid for goes on' },
} as const satisfies OptionTable

/** Milliseconds of `--wait`; null: as long as it takes. Throws `CommandFailure`. */
export function readWait({ wait }: Given<typeof waitOptions>): number | null {
  return wait === null ? null : Math.round(plainNumber('--wait', wait, 0.01, 10_000) * 60_000)
}

function stillOpen(jobs: readonly Job[]): string {
  const rehearsals = jobs.filter((job) => !isPaid(job)).length
  const sent = jobs.filter((job) => isPaid(job) && job.sentAt !== null).length
  const unsent = jobs.length - rehearsals - sent
  const parts = [
    ...(sent > 0 ? [`${sent} with the provider, which ${sent === 1 ? 'goes' : 'go'} on there`] : []),
    ...(unsent > 0 ? [`${unsent} agreed to but not sent yet`] : []),
    ...(rehearsals > 0 ? [`${rehearsals} rehearsed, which ${rehearsals === 1 ? 'goes' : 'go'} on later`] : []),
  ]
  return parts.join(', ')
}

function stopped(reason: 'interrupted' | 'notGenerated', jobs: readonly Job[], word: string): CommandFailure {
  const holds = [...new Set(jobs.flatMap(({ hold }) => hold ?? []))]
  const advice = [
    ...holds,
    `seamline status ${word} --collect    waits for them (so does "generate", and the window)`,
    `seamline cancel ${word}              takes back what was not sent yet`,
  ]
  const words = `Stopped waiting: ${stillOpen(jobs)}. Nothing that was paid for is lost.`
  return new CommandFailure(reason, words, { advice })
}

/**
 * Waits for everything that goes on in the film, at most `patience` milliseconds. Throws `CommandFailure` when that or
 * Ctrl-C ends the wait.
 */
export async function collect(
  film: OpenFilm,
  watch: JobWatch,
  tools: Tools,
  patience: number | null = null,
): Promise<void> {
  const open = openJobs(film.generation)
  if (open.length === 0) return
  const paid = open.filter(isPaid).map(({ provider }) => provider)
  await refuseWithoutAccount(tools, paid, untouched)
  if (film.generation.view.paused) {
    tools.output.note('The queue of this film was paused; it goes on now.')
    await film.generation.pause(false)
  }
  const { cwd, output, signal } = tools
  const until = patience === null ? signal : AbortSignal.any([signal, AbortSignal.timeout(patience)])
  const ended = await waitForJobs(film.generation, watch, until, output)
  const word = filmWord(cwd, film.session.paths.folder)
  if (!ended) throw stopped(signal.aborted ? 'interrupted' : 'notGenerated', openJobs(film.generation), word)
}

/** Says what did not become a clip; null when all did. */
export function outcomeOf(film: ReportedFilm, attempts: ReadonlySet<string>, tools: Tools): CommandFailure | null {
  const failed = film.jobs.filter(
    (job) => attempts.has(job.shotId) && isSettled(job.state) && job.state !== 'committed',
  )
  const latest = failed.filter((job) => film.jobs.findLast(({ shotId }) => shotId === job.shotId) === job)
  if (latest.length === 0) return null
  const word = filmWord(tools.cwd, film.folder)
  const unknown = latest.filter(({ state }) => state === 'unknown')
  const others = latest.filter(({ state }) => state !== 'unknown')
  return new CommandFailure(
    'notGenerated',
    `${latest.length} of ${attempts.size} ${attempts.size === 1 ? 'shot' : 'shots'} did not become a clip.`,
    {
      advice: [
        ...others.map(({ title, state, reason }) => `“${title}”: ${reason ?? state}`),
        ...unknownAdvice(unknown, word),
      ],
      report: filmReport(film),
    },
  )
}

async function agree(film: OpenFilm, shotIds: readonly ShotId[], quote: Quote): Promise<void> {
  try {
    const answer = await film.generation.approve(shotIds, quote.hash)
    if (answer.outcome === 'approved') return
  } catch (error) {
    if (error instanceof ExpectedError && error.kind === 'badRequest')
      throw new CommandFailure('notAgreed', error.message)
    throw error
  }
  throw new CommandFailure('notAgreed', 'The bill changed while it was agreed to. Nothing was sent; look at it again.')
}

/**
 * Shows the bill of these shots, holds it against what was agreed to beforehand, sends them and waits. `again` is the
 * command that agrees, as it is typed. Throws `CommandFailure`; nothing is sent then, or everything is journalled.
 */
export async function generateShots(
  film: OpenFilm,
  watch: JobWatch,
  asked: {
    readonly shotIds: readonly ShotId[]
    readonly consent: Consent
    readonly again: string
    readonly patience: number | null
  },
  tools: Tools,
): Promise<void> {
  const { shotIds, consent, again } = asked
  if (shotIds.length > 0) {
    const { document } = film.session
    const quote = await film.generation.quote(shotIds)
    const refusal = refusalOf(quote, document, consent, again)
    // What the refusal says is not said twice.
    const told = new Set([refusal?.message, ...(refusal?.advice ?? [])])
    for (const line of billLines(quote, document)) if (!told.has(line)) tools.output.note(line)
    if (refusal) throw refusal
    const paid = quote.totals.map(({ provider }) => provider)
    await refuseWithoutAccount(tools, paid, 'Nothing was sent.')
    tools.signal.throwIfAborted()
    await agree(film, shotIds, quote)
  }
  await collect(film, watch, tools, asked.patience)
}
