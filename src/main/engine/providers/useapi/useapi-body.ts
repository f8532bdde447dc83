import { findModel } from '../../../../shared/models/catalogue'
import { formatFor } from '../../../../shared/models/model-sizes'
import type { GenerationRequest } from '../../../../shared/models/request'
import { exploreKey, exploreOn } from '../../../../shared/models/useapi-models'

/** Asset ids of the pictures of a request. */
export interface UseapiPictures {
  readonly start: string | null
  readonly end: string | null
}

/** A create as it is sent: to which path, and its body. */
export interface UseapiCreate {
  readonly path: string
  readonly body: Readonly<Record<string, string | number | boolean>>
}

/** How many tasks of the account may be going on before useapi.net turns one away; the number of its own examples. */
export const mostJobs = 5

type Fields = Readonly<Record<string, string | number | boolean | null>>
type MakeFields = (request: GenerationRequest, pictures: UseapiPictures) => Fields

function formatOf(request: GenerationRequest): string {
  return formatFor(findModel(request.provider, request.model), request, request.size).name
}

const gen4: MakeFields = (request, { start }) => ({ firstImage_assetId: start, aspect_ratio: formatOf(request) })

/** By the id of the model, which is the first part of its path. */
const makers: ReadonlyMap<string, MakeFields> = new Map<string, MakeFields>([
  [
    'gen3turbo',
    (request, { start, end }) => ({
      firstImage_assetId: start,
      lastImage_assetId: end,
      aspect_ratio: formatOf(request),
    }),
  ],
  // Without `aspect_ratio`: it is always landscape.
  ['gen3', (_request, { start }) => ({ image_assetId: start })],
  // From words alone it is always 16:9, and its page shows no shape in that form.
  ['gen4_5', (request, pictures) => (pictures.start === null ? {} : gen4(request, pictures))],
  ['gen4', gen4],
  ['gen4turbo', gen4],
])

/** Its seeds go from 1 to 4294967294; the two that are no seeds there become their neighbours. */
function seedFor({ seed }: GenerationRequest): number | null {
  return seed === null ? null : Math.min(4_294_967_294, Math.max(1, seed))
}

/**
 * The request as it is sent; null for a model this map does not know. `replyRef`: the attempt, by which its task is found
 * again should the answer be lost. There is never a `replyUrl`: nobody here listens.
 */
export function useapiCreate(
  request: GenerationRequest,
  pictures: UseapiPictures,
  replyRef: string,
): UseapiCreate | null {
  const make = makers.get(request.model)
  if (!make) return null
  const own = { ...make(request, pictures), seconds: request.seconds }
  return { path: `/${request.model}/create`, body: bodyOf(request, own, replyRef) }
}

/** Going on from the clip of a finished task, by the asset id of that clip; null for a model that can't. */
export function useapiExtend(request: GenerationRequest, assetId: string, replyRef: string): UseapiCreate | null {
  const extend = findModel(request.provider, request.model)?.extend
  if (!extend) return null
  // Where there is one length only, it is not asked for.
  const seconds = extend.steps?.length === 1 ? null : request.seconds
  return { path: `/${request.model}/extend`, body: bodyOf(request, { assetId, seconds }, replyRef) }
}

function bodyOf(request: GenerationRequest, own: Fields, replyRef: string): UseapiCreate['body'] {
  const fields: Fields = {
    ...own,
    text_prompt: request.prompt === '' ? null : request.prompt,
    seed: seedFor(request),
    exploreMode: request.options[exploreKey] === exploreOn ? true : null,
    replyRef,
    maxJobs: mostJobs,
  }
  const told = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  return Object.fromEntries(told)
}
