import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StillPicture } from '../../../shared/film/plan'
import type { AssetId, TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { takeSchema, type Take } from '../../../shared/jobs/take'
import type { Asset } from '../../../shared/project/document'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import type { ProjectPaths } from '../project/project-paths'
import { cachePaths } from './cache-paths'
import { ClipMedia } from './clip-media'
import { AssetImporter } from './import-asset'
import { createMakeOnce } from './make-once'
import type { FilmShape, MediaLibrary } from './media-library'
import { createPictureMedia, pictureExtensions } from './picture-media'
import { createPictureDesk } from './pictures/picture-desk'
import { createSoundMedia } from './sound-media'
import { verifyClip } from './verify-clip'

export interface MediaLibraryParts {
  readonly ffmpeg: Ffmpeg
  readonly paths: ProjectPaths
  /** The folder with the bundled fonts. */
  readonly fonts: string
  /** The built picture thread; when left out, the one that lies beside the built app. */
  readonly pictureWorker?: string | URL
}

type StoredAsset = Pick<Asset, 'id' | 'extension'>

/** The build puts the thread beside its entry files, and this module into one of them or into a folder of shared parts. */
function builtPictureWorker(): URL {
  const places = ['./picture-worker.js', '../picture-worker.js'].map((place) => new URL(place, import.meta.url))
  return places.find((place) => existsSync(fileURLToPath(place))) ?? new URL('./picture-worker.js', import.meta.url)
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** The media of one open project. Nothing runs until something is asked for; `close` ends what does. */
export function createMediaLibrary({ ffmpeg, paths, fonts, pictureWorker }: MediaLibraryParts): MediaLibrary {
  const assetPath = (asset: StoredAsset): string => join(paths.assets, `${asset.id}.${asset.extension}`)
  const takeFile = (take: Pick<Take, 'id'>): string => join(paths.takes, `${take.id}.mp4`)
  const desk = createPictureDesk(pictureWorker ?? builtPictureWorker())
  const once = createMakeOnce()
  const cached = cachePaths(paths.cache)
  const pictures = createPictureMedia({ desk, once, paths: cached, fonts, assetPath })
  const sounds = createSoundMedia({ ffmpeg, once, paths: cached, assetPath })
  const clips = new ClipMedia({ ffmpeg, once, paths: cached, takeFile, workFolder: join(paths.cache, 'work') })
  const importer = new AssetImporter({ folder: paths.assets, desk, measureSound: sounds.measure })

  async function storedPicture(id: AssetId): Promise<StoredAsset> {
    for (const extension of Object.keys(pictureExtensions)) {
      if (await isFile(assetPath({ id, extension }))) return { id, extension }
    }
    throw new ExpectedError('notFound', 'The picture’s file is missing from the project folder.')
  }

  /** A take's facts lie beside its file and never change. */
  async function storedTake(id: TakeId): Promise<Take> {
    const text = await readFile(join(paths.takes, `${id}.json`), 'utf8').catch(() => null)
    if (text === null) throw new ExpectedError('notFound', 'The take is missing from the project folder.')
    return takeSchema.parse(JSON.parse(text))
  }

  async function stillFile(picture: StillPicture, shape: FilmShape, signal: AbortSignal): Promise<string> {
    if (picture.kind === 'takeFrame') {
      return clips.exactFrame(await storedTake(picture.takeId), picture.frame, shape, signal)
    }
    return pictures.framed(await storedPicture(picture.assetId), picture.framing, shape.size, signal)
  }

  return {
    importFile: (path, signal) => importer.fromFile(path, signal),
    importBytes: (name, bytes, signal) => importer.fromBytes(name, bytes, signal),
    assetFile: async (asset) => ((await isFile(assetPath(asset))) ? assetPath(asset) : null),
    pictureFile: (asset, width, signal) => pictures.copy(asset, width, signal),
    framedFile: (asset, framing, size, signal) => pictures.framed(asset, framing, size, signal),
    cardFile: (card, signal) => pictures.card(card, signal),
    stillFile,
    takeFile,
    conformedTake: (take, shape, signal) => clips.conformed(take, shape, signal),
    exactFrame: (take, frame, shape, signal) => clips.exactFrame(take, frame, shape, signal),
    filmstrip: (take, signal) => clips.filmstrip(take, signal),
    peaks: (asset, signal) => sounds.peaks(asset, signal),
    soundSamples: (asset, signal) => sounds.samples(asset, signal),
    verifyClip: (path, signal) => verifyClip(ffmpeg, path, signal),
    async close() {
      await once.close()
      await desk.close()
    },
  }
}
