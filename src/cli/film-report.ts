import { shotFace, jobsByShot } from '../shared/jobs/shot-face'
import type { ShotFace, Job } from '../shared/jobs/job'
import { isSettled } from '../shared/jobs/job'
import type { LedgerEntry, Spent } from '../shared/jobs/ledger'
import { dollarsOf, dollarWords, micro } from '../shared/models/money'
import type { FilmDocument, Shot } from '../shared/project/document'
import { planFilm } from '../shared/film/plan-film'
import { formatTimecode } from '../shared/time/timecode'
import { table } from './bill'
import { numberedShots, type FilmState } from './select-shots'

const faceWords: Readonly<Record<ShotFace['kind'], string>> = {
  draft: 'draft',
  waiting: 'waiting',
  running: 'generating',
  arriving: 'arriving',
  ready: 'ready',
  edited: 'ready, edited since',
  stale: 'ready, stale: the shot it starts from changed',
  rejected: 'not sent',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'may have been charged',
}

export interface ReportedFilm extends FilmState {
  readonly folder: string
  readonly ledger: readonly LedgerEntry[]
  readonly spent: Spent
}

interface ShotLine {
  readonly number: number
  readonly shot: Shot
  readonly face: ShotFace
  readonly job: Job | undefined
  readonly takes: number
}

function shotLines(film: ReportedFilm): readonly ShotLine[] {
  const jobs = jobsByShot(film.jobs)
  return [...numberedShots(film.document)].flatMap(([id, number]) => {
    const shot = film.document.shots.get(id)
    if (!shot) return []
    const job = jobs.get(id)
    const face = shotFace(film.document, film.takes, job, shot)
    return [{ number, shot, face, job, takes: film.takes.byShot.get(id)?.length ?? 0 }]
  })
}

function sums(
  entries: readonly LedgerEntry[],
): Readonly<Record<'charged' | 'reserved' | 'refunded' | 'unknown', number>> {
  const sum = (field: 'charged' | 'reserved' | 'refunded' | 'unknown'): number =>
    entries.reduce((total, entry) => total + (dollarsOf(entry.provider, entry[field]) ?? 0), 0)
  return { charged: sum('charged'), reserved: sum('reserved'), refunded: sum('refunded'), unknown: sum('unknown') }
}

function moneyLine(film: ReportedFilm): string {
  const { charged, reserved, refunded, unknown } = sums(film.ledger)
  if (charged + reserved + refunded + unknown === 0) return 'Money: nothing spent'
  const parts = [`charged ${dollarWords(charged)}`]
  if (reserved > 0) parts.push(`held for what goes on ${dollarWords(reserved)}`)
  if (unknown > 0) parts.push(`perhaps charged ${dollarWords(unknown)}`)
  if (refunded > 0) parts.push(`given back ${dollarWords(refunded)}`)
  return `Money: ${parts.join(', ')}`
}

function timeOf(document: FilmDocument, film: ReportedFilm): string {
  return formatTimecode(planFilm(document, film.takes).length, document.settings.rate)
}

/** How a film stands, for a person to read. */
export function filmLines(film: ReportedFilm): readonly string[] {
  const { document } = film
  const { width, height } = document.settings.size
  const [numerator, denominator] = document.settings.rate
  const rate = Number((numerator / denominator).toFixed(3))
  const rows = shotLines(film).map(({ number, shot, face, takes }) => [
    String(number),
    shot.name.slice(0, 40),
    shot.model,
    shot.autoSeconds ? 'auto' : `${shot.seconds} s`,
    'reason' in face && face.reason !== '' ? `${faceWords[face.kind]}: ${face.reason}` : faceWords[face.kind],
    takes === 0 ? '' : `${takes} ${takes === 1 ? 'clip' : 'clips'}`,
  ])
  return [
    `${document.settings.title}: ${rows.length} ${rows.length === 1 ? 'shot' : 'shots'}, ${timeOf(document, film)}, ${width}x${height} at ${rate} fps`,
    ...table(rows),
    moneyLine(film),
  ]
}

/** The commands that settle what may have been charged. */
export function unknownAdvice(jobs: readonly Job[], word: string): readonly string[] {
  return jobs.flatMap(({ attemptId, title }) => [
    `“${title}” may have been charged; look at the provider’s own list of tasks, then:`,
    `  seamline settle ${word} ${attemptId} --task ID        it is there: collect its clip`,
    `  seamline settle ${word} ${attemptId} --not-charged    it is not there: nothing was paid`,
    `  seamline settle ${word} ${attemptId} --charged        it was paid, and the clip is lost`,
  ])
}

/** The newest job of each shot that nobody could account for. */
export function unknownJobs({ jobs }: Pick<FilmState, 'jobs'>): readonly Job[] {
  return jobs.filter(({ state }) => state === 'unknown')
}

function jobReport(job: Job): Readonly<Record<string, unknown>> {
  const { attemptId, shotId, state, provider, model, taskId, reason, code, charged, progress, hold } = job
  const dollars = (amount: number | null): number | null => {
    const converted = amount === null ? null : dollarsOf(provider, amount)
    return converted === null ? null : converted / micro
  }
  return {
    id: attemptId,
    shot: shotId,
    state,
    settled: isSettled(state),
    provider,
    model,
    task: taskId,
    progress,
    waitsFor: hold,
    reason,
    code,
    charged,
    approvedDollars: dollars(job.price),
    chargedDollars: dollars(job.cost),
  }
}

/** How a film stands, as data. */
export function filmReport(film: ReportedFilm): Readonly<Record<string, unknown>> {
  const { document, folder } = film
  const { settings } = document
  const money = sums(film.ledger)
  return {
    film: {
      folder,
      id: settings.projectId,
      title: settings.title,
      size: settings.size,
      rate: settings.rate,
      frames: planFilm(document, film.takes).length,
      budget: settings.budget === null ? null : settings.budget / micro,
    },
    shots: shotLines(film).map(({ number, shot, face, job, takes }) => ({
      number,
      id: shot.id,
      name: shot.name,
      prompt: shot.prompt,
      provider: shot.provider,
      model: shot.model,
      seconds: shot.seconds,
      autoSeconds: shot.autoSeconds,
      ratio: shot.ratio,
      state: face.kind,
      reason: 'reason' in face ? face.reason : null,
      takes,
      job: job?.attemptId ?? null,
    })),
    jobs: film.jobs.map(jobReport),
    ledger: Object.fromEntries(Object.entries(money).map(([name, amount]) => [name, amount / micro])),
  }
}
