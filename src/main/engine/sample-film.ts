import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ExpectedError } from '../../shared/ipc/app-error'
import { clipIdSchema, shotIdSchema, soundIdSchema } from '../../shared/ids'
import { diffDocuments } from '../../shared/project/diff'
import type { Asset, FilmDocument } from '../../shared/project/document'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { addAssets } from '../../shared/timeline/edits/change-settings'
import { setJoin } from '../../shared/timeline/edits/cut-clips'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import { addSound, setSoundLevels } from '../../shared/timeline/edits/place-sounds'
import { frames } from '../../shared/time/time'
import type { MediaLibrary } from './media/media-library'
import type { ProjectSession } from './project/project-session'

const storyboardSchema = z.object({
  title: z.string(),
  music: z.object({ name: z.string(), file: z.string() }),
  shots: z.array(z.object({ name: z.string(), picture: z.string(), prompt: z.string(), seconds: z.number() })),
})
type Storyboard = z.infer<typeof storyboardSchema>

/** The storyboard that comes with the app, in `<resources>/sample`. */
export async function readStoryboard(resources: string): Promise<Storyboard> {
  return storyboardSchema.parse(JSON.parse(await readFile(path.join(resources, 'sample', 'storyboard.json'), 'utf8')))
}

async function importAll(media: MediaLibrary, files: readonly string[], signal: AbortSignal): Promise<Asset[]> {
  const assets: Asset[] = []
  for (const file of files) {
    const imported = await media.importFile(file, signal)
    if (!imported.ok) throw new ExpectedError('mediaProblem', `The sample's file ${path.basename(file)} is damaged.`)
    assets.push(imported.value)
  }
  return assets
}

function withShots(document: FilmDocument, { shots }: Storyboard, pictures: readonly Asset[]): FilmDocument {
  return shots.reduce((film, { name, prompt, seconds }, index) => {
    const shotId = shotIdSchema.parse(randomUUID())
    const clipId = clipIdSchema.parse(randomUUID())
    const assetId = pictures[index]?.id ?? null
    const grown = insertShots(film, { index, shots: [{ shotId, clipId, assetId }] })
    return updateShot(grown, { shotId, patch: { name, prompt, seconds } })
  }, document)
}

/** One dissolve into the night and one into the moonrise; the other cuts stay hard. */
function withDissolves(document: FilmDocument): FilmDocument {
  return [0, 4].reduce((film, index) => {
    const clipId = film.track.clipIds[index]
    return clipId ? setJoin(film, { clipId, join: { kind: 'dissolve', length: frames(16) } }) : film
  }, document)
}

/** Fills a new, empty film with the sample: pictures, prompts, two dissolves, its music, and the picture it opens with. */
export async function fillWithSample(
  session: ProjectSession,
  media: MediaLibrary,
  resources: string,
  signal: AbortSignal,
): Promise<void> {
  const storyboard = await readStoryboard(resources)
  const folder = path.join(resources, 'sample')
  const files = [...storyboard.shots.map(({ picture }) => picture), storyboard.music.file]
  const assets = await importAll(
    media,
    files.map((file) => path.join(folder, file)),
    signal,
  )
  const music = assets.at(-1)
  const soundId = soundIdSchema.parse(randomUUID())
  const before = session.document
  let film = addAssets(before, { assets })
  film = withDissolves(withShots(film, storyboard, assets))
  if (music) {
    film = addSound(film, { soundId, assetId: music.id, track: 'music', start: frames(0) })
    film = setSoundLevels(film, { soundId, patch: { fadeIn: frames(24), fadeOut: frames(72), gain: -4 } })
  }
  const applied = session.apply({ baseRevision: session.revision, label: 'Sample', diff: diffDocuments(before, film) })
  if (!applied.ok) throw new ExpectedError('fileProblem', 'The sample could not be written.')
  await session.save()
  // The picture thread is warm now; the window's own would have to start before the newcomer saw anything.
  const [opening] = assets
  if (opening) await media.framedFile(opening, null, film.settings.size, signal)
}
