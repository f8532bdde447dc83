import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ShotId } from '../../shared/ids'
import { isSettled } from '../../shared/jobs/job'
import { formatTimecode } from '../../shared/time/timecode'
import { planOf, takesOf, type OpenFilm } from '../engine/open-film'
import type { FilmDesk } from './film-desk'

type Say = (line: string) => void

const lookInterval = 200

function shotsToRehearse(film: OpenFilm): ShotId[] {
  const { byShot } = takesOf(film)
  return [...film.session.document.shots.keys()].filter((id) => !byShot.has(id))
}

async function rehearse(film: OpenFilm, say: Say): Promise<void> {
  const shotIds = shotsToRehearse(film)
  if (shotIds.length === 0) return
  const { generation } = film
  const quote = await generation.quote(shotIds)
  say(`Rehearsing ${shotIds.length} shots`)
  const approved = await generation.approve(shotIds, quote.hash)
  if (approved.outcome !== 'approved') throw new Error('the bill changed while it was approved')
  while (generation.jobs.some(({ state }) => !isSettled(state))) {
    await new Promise((resolve) => setTimeout(resolve, lookInterval))
  }
  const failed = generation.jobs.filter(({ state }) => state !== 'committed')
  if (failed.length > 0) throw new Error(failed.map(({ title, reason }) => `${title}: ${reason}`).join('\n'))
}

async function exportSample(film: OpenFilm, say: Say): Promise<void> {
  const { session } = film
  await mkdir(session.paths.exports, { recursive: true })
  const report = await film.exportFilm({
    plan: planOf(film),
    takes: takesOf(film).byId,
    assets: session.document.assets,
    options: { missing: 'refuse', rehearsalMark: true },
    target: path.join(session.paths.exports, `${session.document.settings.title}.mp4`),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  say(`Film:     ${report.path}`)
  say(`Duration: ${formatTimecode(report.frames, session.document.settings.rate)} (${report.seconds.toFixed(2)} s)`)
  say(`Frames:   ${report.frames}`)
  say(`Exported: ${report.method}, ${report.elapsedSeconds.toFixed(1)} s`)
}

/**
 * The main job without a hand on it, in the running app: opens the sample, rehearses what has no take, exports, and says
 * what came out. Gives the exit code.
 */
export async function runDemo(desk: FilmDesk, say: Say): Promise<number> {
  const began = performance.now()
  try {
    await desk.openSample()
    const film = desk.require()
    say(`Sample:   ${film.session.paths.folder}`)
    await rehearse(film, say)
    await exportSample(film, say)
    say(`Time:     ${((performance.now() - began) / 1000).toFixed(1)} s`)
    return 0
  } catch (error) {
    say(`The demo stopped: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  } finally {
    await desk.close()
  }
}
