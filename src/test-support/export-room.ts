import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { testFfmpeg } from '../main/engine/ffmpeg/test-ffmpeg'
import { createFilmExport } from '../main/engine/film/create-film-export'
import type { ExportRequest } from '../main/engine/film/film-export'
import { indexTakes } from '../shared/continuity/pick'
import type { ExportOptions, ExportReport } from '../shared/film/export-options'
import type { FilmPlan } from '../shared/film/plan'
import { planFilm } from '../shared/film/plan-film'
import type { Take } from '../shared/jobs/take'
import type { FilmDocument } from '../shared/project/document'
import { codeOf, writeNumberedTake } from './numbered-frames'
import { smallMedia, type SmallMedia } from './small-media'

/** What a provider's clip is like: long groups of pictures, B-frames, headers of its own. */
const foreignEncoder = [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  '14',
  '-g',
  '250',
  '-bf',
  '3',
  '-pix_fmt',
  'yuv420p',
]

/** A temporary folder with numbered takes (take `t<n>` carries clip number n) and everything an export needs. */
export interface ExportRoom {
  readonly ffmpeg: Ffmpeg
  readonly media: SmallMedia
  readonly folder: string
  readonly workFolder: string
  exportFilm(
    document: FilmDocument,
    over?: Partial<ExportRequest>,
    options?: Partial<ExportOptions>,
  ): Promise<{ readonly plan: FilmPlan; readonly report: ExportReport }>
  /** Unfinished files anywhere in the room. */
  leftovers(): Promise<readonly string[]>
  remove(): Promise<void>
}

/** Makes a room. Takes for which `isOwn` holds are in the film's own encoding. */
export async function makeExportRoom(takes: readonly Take[], isOwn: (take: Take) => boolean): Promise<ExportRoom> {
  const ffmpeg = await testFfmpeg()
  const folder = await mkdtemp(join(tmpdir(), 'film-export-'))
  const workFolder = join(folder, 'work')
  const media = smallMedia(ffmpeg, folder, isOwn)
  for (const take of takes) {
    const encoder = isOwn(take) ? {} : { encoder: foreignEncoder }
    await writeNumberedTake(ffmpeg, media.takeFile(take), {
      ...take,
      ...encoder,
      firstCode: codeOf(Number(take.id.slice(1)), 0),
    })
  }
  const index = indexTakes(takes)
  let targets = 0
  return {
    ffmpeg,
    media,
    folder,
    workFolder,
    exportFilm: async (document, over, options) => {
      const plan = planFilm(document, index)
      const report = await createFilmExport({ ffmpeg, media, workFolder })({
        plan,
        takes: index.byId,
        assets: document.assets,
        options: { missing: 'stills', rehearsalMark: false, ...options },
        target: join(folder, `film-${targets++}.mp4`),
        signal: new AbortController().signal,
        onProgress: () => undefined,
        ...over,
      })
      return { plan, report }
    },
    leftovers: async () => {
      const names = await readdir(folder, { recursive: true })
      return names.filter((name) => name.includes('.partial'))
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
