import { ExpectedError } from '../../../shared/ipc/app-error'
import type { Asset, Framing, Size } from '../../../shared/project/document'
import type { CachePaths } from './cache-paths'
import type { MakeOnce } from './make-once'
import type { PictureDesk } from './pictures/picture-desk'
import type { CardText, PictureFacts, PictureFile, PictureJob } from './pictures/picture-job'
import type { PictureFormat } from './sniff-media'

export interface PictureMedia {
  copy(asset: Asset, width: number, signal: AbortSignal): Promise<string>
  framed(
    asset: Pick<Asset, 'id' | 'extension'>,
    framing: Framing | null,
    size: Size,
    signal: AbortSignal,
  ): Promise<string>
  card(card: CardText & { readonly size: Size }, signal: AbortSignal): Promise<string>
}

export interface PictureMediaParts {
  readonly desk: PictureDesk
  readonly once: MakeOnce
  readonly paths: CachePaths
  readonly fonts: string
  readonly assetPath: (asset: Pick<Asset, 'id' | 'extension'>) => string
}

/** Pictures are stored under the extension that their bytes called for. */
export const pictureExtensions: Readonly<Record<string, PictureFormat>> = {
  jpg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  gif: 'gif',
  tif: 'tiff',
}

/** Copies, framed pictures and cards, each made once. A picture that was verified but is damaged now is an expected problem. */
export function createPictureMedia({ desk, once, paths, fonts, assetPath }: PictureMediaParts): PictureMedia {
  const facts = new Map<string, Promise<PictureFacts>>()

  async function work(job: PictureJob, signal: AbortSignal): Promise<PictureFacts> {
    const answer = await desk.run(job, signal).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || job.kind === 'card') throw error
      throw new ExpectedError('notFound', 'The picture’s file is missing from the project folder.')
    })
    if (!answer.ok) throw new ExpectedError('mediaProblem', 'The picture’s file in the project folder is damaged.')
    return answer.facts
  }

  function sourceOf(asset: Pick<Asset, 'id' | 'extension'>): PictureFile {
    const format = pictureExtensions[asset.extension]
    if (format === undefined) throw new ExpectedError('badRequest', 'This is not a picture.')
    return { path: assetPath(asset), format }
  }

  function describe(asset: Asset): Promise<PictureFacts> {
    const known =
      facts.get(asset.id) ?? work({ kind: 'describe', source: sourceOf(asset) }, new AbortController().signal)
    facts.set(asset.id, known)
    known.catch(() => facts.delete(asset.id))
    return known
  }

  return {
    async copy(asset, width, signal) {
      const source = sourceOf(asset)
      const isPng = source.format !== 'jpeg' && (await describe(asset)).transparent
      const target = paths.copy(asset, width, isPng ? 'png' : 'jpg')
      return once.file(target, signal, async (temporary, wanted) => {
        await work({ kind: 'copy', source, width, as: isPng ? 'png' : 'jpeg', target: temporary }, wanted)
      })
    },
    framed: (asset, framing, size, signal) =>
      once.file(paths.framed(asset.id, framing, size), signal, async (temporary, wanted) => {
        await work({ kind: 'frame', source: sourceOf(asset), framing, size, target: temporary }, wanted)
      }),
    card: ({ title, text, size }, signal) =>
      once.file(paths.card({ title, text, size }), signal, async (temporary, wanted) => {
        await work({ kind: 'card', card: { title, text }, size, fonts, target: temporary }, wanted)
      }),
  }
}
