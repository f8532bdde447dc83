import rules from './official-rules.json' with { type: 'json' }

/** What a value may look like, as far as the SDK's types tell. Written by scripts/simulator-rules.mjs. */
export type Form =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'unknown' }
  | { readonly kind: 'literal'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly item: Form }
  | { readonly kind: 'record'; readonly fields: Fields }
  | { readonly kind: 'either'; readonly forms: readonly Form[] }

export type Fields = Readonly<Record<string, { readonly required: boolean; readonly form: Form }>>

export type Endpoint = 'image_to_video' | 'text_to_video' | 'video_to_video'

export interface OfficialRules {
  readonly source: string
  /** Fields of a request by endpoint and model, without `model` itself. */
  readonly endpoints: Readonly<Record<Endpoint, Readonly<Record<string, Fields>>>>
}

export const officialRules = rules as OfficialRules

/** Every model of the endpoints, in the SDK's order. */
export const officialModels: readonly string[] = [
  ...new Set(Object.values(officialRules.endpoints).flatMap((models) => Object.keys(models))),
]
