/**
 * Servers of others that speak the protocol of Runway's developer API, or something near it, and resell its models: which
 * there are, where, and how each differs. None of them was asked; all of this is from what they or their users publish,
 * read on 2026-11-25, and what is said nowhere is left out rather than guessed.
 */
export interface Gateway {
  readonly id: string
  readonly label: string
  /** Where it serves the API, without `/v1`; null: nobody says so reliably, and the user has to set it. */
  readonly ownUrl: string | null
  /** Where this is from. */
  readonly source: string
  readonly models: readonly GatewayModel[]
  /** Its words for the formats it makes. */
  readonly formats: 'pixels' | 'shapes'
  /**
   * How it takes pictures. `address`: by an https address only, which the user gives, because there are no uploads.
   * `data`: as a part of the request too.
   */
  readonly pictures: 'data' | 'address'
  /** True where first and last frame may be sent together, in a list. */
  readonly endFrame: boolean
  /** True where a single picture is sent in a list as well. */
  readonly alwaysList: boolean
  readonly seed: boolean
}

interface GatewayModel {
  /** Runway's own id, by which this app knows it. */
  readonly id: 'gen4_turbo' | 'gen3a_turbo'
  /** The id that is sent; `{seconds}` stands for the length. */
  readonly sentAs: string
}

const gen4: GatewayModel = { id: 'gen4_turbo', sentAs: 'gen4_turbo' }
const gen3: GatewayModel = { id: 'gen3a_turbo', sentAs: 'gen3a_turbo' }

const usual = {
  models: [gen4, gen3],
  formats: 'pixels',
  pictures: 'data',
  endFrame: false,
  alwaysList: false,
  seed: true,
} as const

export const gateways: readonly Gateway[] = [
  {
    ...usual,
    id: 'gptge',
    label: 'V-API',
    ownUrl: 'https://api.gpt.ge/runwayml',
    source: 'https://gpt.morphogen.top/en/video/runway/generate.html',
    models: [{ id: 'gen4_turbo', sentAs: 'gen4a_turbo' }, gen3],
    endFrame: true,
  },
  {
    ...usual,
    id: 'cometapi',
    label: 'CometAPI',
    ownUrl: 'https://api.cometapi.com/runwayml',
    source: 'https://apidoc.cometapi.com/api/video/runway',
    models: [gen3],
    pictures: 'address',
    // It takes seeds up to 999,999,999 only, and those of this app have 32 bits.
    seed: false,
  },
  {
    ...usual,
    id: 'yunwu',
    label: 'Yunwu',
    ownUrl: 'https://yunwu.ai/runwayml',
    source: 'its model ids; the path is the usual one of these servers',
    models: [{ id: 'gen4_turbo', sentAs: 'runwayml-gen4_turbo-{seconds}' }],
  },
  {
    ...usual,
    id: 'gptproto',
    label: 'GPT Proto',
    ownUrl: 'https://gptproto.com/runwayml',
    source: 'https://docs.gptproto.com/docs/api/runway/official-format/submit-video-generation-task',
    models: [{ id: 'gen3a_turbo', sentAs: 'runwayml-gen3a_turbo-{seconds}' }],
  },
  {
    ...usual,
    id: 'openaihk',
    label: 'OpenAI-HK',
    ownUrl: 'https://api.openai-hk.com/runwayml',
    source: 'https://f.openai-hk.com/docs/en/lab/runwayml-video.html',
    endFrame: true,
    alwaysList: true,
  },
  {
    ...usual,
    id: 'crazyrouter',
    label: 'Crazyrouter',
    ownUrl: 'https://crazyrouter.com/runwayml',
    source: 'https://docs.crazyrouter.com/en/video/runway',
    models: [gen3],
    formats: 'shapes',
    pictures: 'address',
    seed: false,
  },
  {
    ...usual,
    id: 'v98store',
    label: 'V98 Store',
    // Its pages write http; a key leaves this computer by https only.
    ownUrl: 'https://v98store.com/runwayml',
    source: 'https://v98store.com/html_docs/api-247132317.html',
    models: [gen4],
  },
  {
    ...usual,
    id: 'yutoai',
    label: 'YutoAI',
    ownUrl: null,
    source: 'its answers alone; its address is stated nowhere',
  },
  {
    ...usual,
    id: 'gateway',
    label: 'Other Runway-compatible server',
    ownUrl: null,
    source: 'what most of these servers have in common',
    endFrame: true,
  },
]

export function findGateway(id: string): Gateway | null {
  return gateways.find((gateway) => gateway.id === id) ?? null
}
