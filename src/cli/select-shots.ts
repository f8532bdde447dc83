import type { TakeIndex } from '../shared/continuity/pick'
import type { ShotId } from '../shared/ids'
import type { Job } from '../shared/jobs/job'
import { isSettled } from '../shared/jobs/job'
import { jobsByShot, shotFace } from '../shared/jobs/shot-face'
import type { FilmDocument, Shot } from '../shared/project/document'
import { CommandFailure } from './command-failure'
import type { Given, OptionTable } from './command'

/** Which shots a command is about, the same in every command that asks. */
export const selectOptions = {
  shots: { type: 'text', value: 'LIST', help: 'these, by their numbers in the film: 2 or 1,4-6' },
  changed: { type: 'flag', help: 'also shots whose clip no longer is what they ask for' },
  all: { type: 'flag', help: 'all of them, also those that have a clip' },
} as const satisfies OptionTable

export type SelectOptions = Given<typeof selectOptions>

/** A film's shots in the order in which they are seen first, with their numbers from 1. */
export function numberedShots(document: FilmDocument): ReadonlyMap<ShotId, number> {
  const numbers = new Map<ShotId, number>()
  for (const clipId of document.track.clipIds) {
    const shotId = document.clips.get(clipId)?.shotId
    if (shotId && !numbers.has(shotId)) numbers.set(shotId, numbers.size + 1)
  }
  return numbers
}

/** The numbers of `1,4-6`, each once. Throws `CommandFailure` for a number that no shot has. */
export function readShotList(text: string, most: number): readonly number[] {
  const numbers = new Set<number>()
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part)
    if (!match) throw new CommandFailure('usage', `--shots ${text}: write it like 2 or 1,4-6.`)
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (from < 1 || to < from || to > most) {
      throw new CommandFailure(
        'usage',
        `--shots ${part}: the film has ${most === 1 ? 'one shot' : `shots 1 to ${most}`}.`,
      )
    }
    for (let number = from; number <= to; number++) numbers.add(number)
  }
  return [...numbers]
}

export interface FilmState {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  readonly jobs: readonly Job[]
}

export interface Selection {
  readonly shotIds: readonly ShotId[]
  /** Shots that were left out because they are being generated now. */
  readonly going: readonly Shot[]
  /** Shots that were left out because they may have been charged already. */
  readonly unsettled: readonly Shot[]
}

function wanted({ document, takes }: FilmState, job: Job | undefined, shot: Shot, given: SelectOptions): boolean {
  if (given.all) return true
  if (!takes.byShot.has(shot.id)) return true
  if (!given.changed) return false
  const { kind } = shotFace(document, takes, job, shot)
  return kind !== 'ready'
}

function named(state: FilmState, given: SelectOptions): readonly ShotId[] {
  const ids = [...numberedShots(state.document).keys()]
  const { shots } = given
  if (shots !== null) return readShotList(shots, ids.length).flatMap((number) => ids[number - 1] ?? [])
  const jobs = jobsByShot(state.jobs)
  return ids.filter((id) => {
    const shot = state.document.shots.get(id)
    return shot !== undefined && wanted(state, jobs.get(id), shot, given)
  })
}

/**
 * The shots that are meant: those named, else those without a clip. What is being generated is left out, and so is,
 * unless it is named, what may have been charged without an outcome: generating it again could pay twice.
 */
export function selectShots(state: FilmState, given: SelectOptions): Selection {
  const jobs = jobsByShot(state.jobs)
  const going: Shot[] = []
  const unsettled: Shot[] = []
  const shotIds = named(state, given).filter((id) => {
    const [shot, job] = [state.document.shots.get(id), jobs.get(id)]
    if (!shot) return false
    if (job && !isSettled(job.state)) {
      going.push(shot)
      return false
    }
    if (job?.state !== 'unknown' || given.shots !== null) return true
    unsettled.push(shot)
    return false
  })
  return { shotIds, going, unsettled }
}
