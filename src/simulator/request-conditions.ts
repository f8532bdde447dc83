import type { z } from 'zod'
import type { ModelLimits } from './model-limits'
import type { Endpoint } from './official-rules'

type Body = Readonly<Record<string, unknown>>

/** A picture of `promptImage`, whichever way it was given. */
export interface PromptPicture {
  readonly uri: string
  /** Null for a reference. */
  readonly position: 'first' | 'last' | null
  /** Where in the body its address is. */
  readonly path: readonly (string | number)[]
}

interface GivenPicture {
  readonly uri: string
  readonly position?: 'first' | 'last'
}

/** The pictures of a body that passed its types: a plain address is the first frame. */
export function promptPictures(body: Body): readonly PromptPicture[] {
  const given = body['promptImage'] as string | readonly GivenPicture[] | undefined
  if (given === undefined) return []
  if (typeof given === 'string') return [{ uri: given, position: 'first', path: ['promptImage'] }]
  return given.map(({ uri, position }, index) => ({
    uri,
    position: position ?? null,
    path: ['promptImage', index, 'uri'],
  }))
}

/** How many items a list of the body has. */
function count(body: Body, name: string): number {
  const list = body[name]
  return Array.isArray(list) ? list.length : 0
}

interface RequestArm {
  readonly endpoint: Endpoint
  readonly model: string
  readonly limits: ModelLimits
  readonly body: Body
}

function pictureProblem({ body, limits }: RequestArm): string | null {
  const positions = promptPictures(body).map(({ position }) => position)
  const placed = positions.filter((position) => position !== null)
  if (limits.pictureReferences && placed.length > 0 && placed.length < positions.length)
    return 'Keyframe images and reference images cannot be mixed.'
  if (new Set(placed).size < placed.length) return 'Each position can be used only once.'
  if (placed.length === 1 && placed[0] === 'last') return 'A last frame requires a first frame.'
  return null
}

/** Wan takes the shape of keyframes from the first of them. */
function ratioProblem({ model, endpoint, body }: RequestArm): string | null {
  const { ratio } = body
  if (typeof ratio !== 'string') return null
  if (endpoint === 'video_to_video' && 'promptVideo' in body) return 'A ratio cannot be provided when extending.'
  if (model.startsWith('wan3') && endpoint === 'image_to_video') {
    const isKeyframes = promptPictures(body).some(({ position }) => position !== null)
    if (isKeyframes && !ratio.startsWith('auto_')) return 'Keyframe requests must use an auto ratio.'
  }
  if (ratio !== 'adaptive' || endpoint === 'image_to_video') return null
  const hasReferences = count(body, 'references') + count(body, 'referenceVideos') > 0
  return hasReferences ? null : 'The adaptive ratio requires image or video references.'
}

function referenceProblem({ model, body }: RequestArm): string | null {
  if (model !== 'grok_imagine_1_5' || count(body, 'references') > 0) return null
  return count(body, 'referenceAudio') > 0 ? 'Audio references require at least one image reference.' : null
}

function resolutionProblem({ model, body }: RequestArm): string | null {
  const isTooLarge = body['resolution'] === '1080p' && count(body, 'references') > 0
  return model === 'grok_imagine_1_5' && isTooLarge ? 'Image references support resolutions up to 720p.' : null
}

function profileProblem({ body }: RequestArm): string | null {
  if (body['proresProfile'] === undefined) return null
  const format = body['outputFormat']
  return format === 'prores' || format === 'hdr_prores' ? null : 'A ProRes profile requires a ProRes output format.'
}

/** Of what may be made of a video only going on from it is asked for here. */
function modeProblem({ endpoint, body }: RequestArm): string | null {
  if (endpoint !== 'video_to_video') return null
  return body['mode'] === 'extend' ? null : 'This server only extends videos.'
}

function extendPromptProblem({ endpoint, body }: RequestArm): string | null {
  if (endpoint !== 'video_to_video' || typeof body['promptText'] === 'string') return null
  return 'Extending a video requires a prompt.'
}

/** What a body must satisfy beyond its types. The provider's words for these are not published: these are our own. */
const conditions: Readonly<Record<string, (arm: RequestArm) => string | null>> = {
  mode: modeProblem,
  promptText: extendPromptProblem,
  promptImage: pictureProblem,
  ratio: ratioProblem,
  referenceAudio: referenceProblem,
  resolution: resolutionProblem,
  proresProfile: profileProblem,
}

export function refineRequest(arm: RequestArm, context: z.RefinementCtx): void {
  for (const [field, problemOf] of Object.entries(conditions)) {
    const message = problemOf(arm)
    if (message !== null) context.addIssue({ code: 'custom', path: [field], message })
  }
}
