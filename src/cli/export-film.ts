import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { QuietFilm } from '../main/engine/open-quietly'
import { missingShots } from '../main/engine/missing-shots'
import type { ExportReport } from '../shared/film/export-options'
import { planFilm } from '../shared/film/plan-film'
import type { Tools } from './command'
import { CommandFailure } from './command-failure'
import { filmWord } from './films'

/** A file name of a title: what no file system takes becomes a dash. */
function fileNameOfTitle(title: string): string {
  const name = title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').replace(/^[.\s-]+|[.\s]+$/g, '')
  return name.slice(0, 100) || 'Film'
}

export interface ExportWish {
  /** Absolute; null: in the film's own "exports". */
  readonly target: string | null
  /** Pictures and cards stand in for shots without a clip. */
  readonly standIns: boolean
  readonly rehearsalMark: boolean
}

/** Writes the film to one file. Throws `CommandFailure` when shots have no clip. */
export async function exportFilm(
  film: QuietFilm,
  wish: ExportWish,
  { cwd, output, signal }: Tools,
): Promise<ExportReport> {
  const { document, paths } = film.session
  const plan = planFilm(document, film.takes)
  if (plan.clips.length === 0) throw new CommandFailure('usage', 'There is no shot in this film.')
  const missing = missingShots(plan, document)
  if (missing.length > 0 && !wish.standIns) {
    const word = filmWord(cwd, paths.folder)
    throw new CommandFailure(
      'notGenerated',
      `${missing.length} of ${document.shots.size} shots have no clip: ${missing
        .map(({ name }) => `“${name}”`)
        .slice(0, 5)
        .join(', ')}.`,
      {
        advice: [`seamline generate ${word}`, 'or --stand-ins, to let pictures and cards stand in for them'],
        report: { missing },
      },
    )
  }
  const target = wish.target ?? path.join(paths.exports, `${fileNameOfTitle(document.settings.title)}.mp4`)
  await mkdir(path.dirname(target), { recursive: true })
  return film.exportFilm({
    plan,
    takes: film.takes.byId,
    assets: document.assets,
    options: { missing: 'stills', rehearsalMark: wish.rehearsalMark },
    target,
    signal,
    onProgress: (share, step) => {
      if (output.live) output.progress(`${step} ${Math.round(share * 100)} %`)
      else output.progress(step)
    },
  })
}

export function exportLines({ path: file, seconds, frames, bytes }: ExportReport): readonly string[] {
  return [`Film: ${file}`, `Length: ${seconds.toFixed(2)} s, ${frames} frames, ${(bytes / 1_000_000).toFixed(1)} MB`]
}
