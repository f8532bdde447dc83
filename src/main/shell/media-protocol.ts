import path from 'node:path'
import type { AppError } from '../../shared/ipc/app-error'
import { parseMediaAddress, type MediaAddress } from '../../shared/ipc/parse-media-address'
import type { Asset } from '../../shared/project/document'
import type { AssetId, TakeId } from '../../shared/ids'
import type { Take } from '../../shared/jobs/take'
import { compare } from '../../shared/time/rational'
import type { Rate } from '../../shared/time/time'
import { filmSoundBlock } from '../engine/film/film-sound'
import { planOf, takesOf, type OpenFilm } from '../engine/open-film'
import { appOrigin } from '../ipc/trusted-sender'
import { fileResponse } from './range-response'

export interface MediaProtocol {
  readonly film: () => OpenFilm | null
  readonly toAppError: (error: unknown) => AppError
}

const types: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
}

type FileAddress = Exclude<MediaAddress, { kind: 'mix' }>

function notFound(): Response {
  return new Response('Not found', { status: 404 })
}

/**
 * Whether the window can play a take's own file in a film of another size: made by our encoder, so it plays and seeks,
 * and at the film's rate, so its frames are the film's. The window scales it; waiting for a copy would show nothing.
 */
function playsAsItIs(take: Take, { rate }: { readonly rate: Rate }): boolean {
  return take.provider === 'rehearsal' && compare(take.rate, rate) === 0
}

/** Files that an address stands for, by kind of address. */
async function fileOf(film: OpenFilm, address: FileAddress, signal: AbortSignal): Promise<string | null> {
  const { media, session } = film
  const asset = (id: AssetId): Asset | undefined => session.document.assets.get(id)
  const take = (id: TakeId): Take | undefined => takesOf(film).byId.get(id)
  const ofAsset = (id: AssetId, make: (found: Asset) => Promise<string>): Promise<string | null> => {
    const found = asset(id)
    return found ? make(found) : Promise.resolve(null)
  }
  const ofTake = (id: TakeId, make: (found: Take) => Promise<string>): Promise<string | null> => {
    const found = take(id)
    return found ? make(found) : Promise.resolve(null)
  }
  switch (address.kind) {
    case 'picture':
      return ofAsset(address.id, (found) => media.pictureFile(found, address.width, signal))
    case 'framed':
      return ofAsset(address.id, (found) => media.framedFile(found, address.framing, address.size, signal))
    case 'peaks':
      return ofAsset(address.id, (found) => media.peaks(found, signal))
    case 'take':
      return ofTake(address.id, (found) =>
        playsAsItIs(found, address)
          ? Promise.resolve(media.takeFile(found))
          : media.conformedTake(found, address, signal),
      )
    case 'frame':
      return ofTake(address.id, (found) => media.exactFrame(found, address.n, address, signal))
    case 'strip':
      return ofTake(address.id, (found) => media.filmstrip(found, signal))
    case 'card': {
      const shot = session.document.shots.get(address.id)
      return shot ? media.cardFile({ title: shot.name, text: shot.prompt, size: address.size }, signal) : null
    }
  }
}

function soundBlock(film: OpenFilm, index: number, signal: AbortSignal): Promise<Uint8Array | null> {
  const { media, session } = film
  return filmSoundBlock({ plan: planOf(film), assets: session.document.assets, media, index, signal })
}

async function respond(request: Request, address: MediaAddress, protocol: MediaProtocol): Promise<Response> {
  const film = protocol.film()
  if (!film || (request.method !== 'GET' && request.method !== 'HEAD')) return notFound()
  if (address.kind === 'mix') {
    const block = await soundBlock(film, address.block, request.signal)
    return block ? new Response(new Uint8Array(block)) : notFound()
  }
  const file = await fileOf(film, address, request.signal)
  return file ? fileResponse(request, file, types[path.extname(file)] ?? 'application/octet-stream') : notFound()
}

/**
 * Answers `media://`: opaque ids of the open film, never paths. Which file stands for an id is the engine's decision;
 * ids that the film does not have are not found, whatever they look like.
 */
export function createMediaHandler(protocol: MediaProtocol): (request: Request) => Promise<Response> {
  return async (request) => {
    const origin = request.headers.get('origin')
    if (origin !== null && origin !== 'null' && origin !== appOrigin) return notFound()
    const address = parseMediaAddress(request.url)
    if (!address) return notFound()
    try {
      const response = await respond(request, address, protocol)
      response.headers.set('access-control-allow-origin', appOrigin)
      return response
    } catch (error) {
      const problem = protocol.toAppError(error)
      const headers = { 'access-control-allow-origin': appOrigin }
      return Response.json({ ok: false, problem }, { status: problem.kind === 'cancelled' ? 503 : 500, headers })
    }
  }
}
