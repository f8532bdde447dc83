import { z } from 'zod'
import { addressProblem, type MediaKind } from './media-address'
import { limitsOf, mostSeed, type ModelLimits } from './model-limits'
import { officialRules, type Endpoint, type Fields, type Form } from './official-rules'
import { refineRequest } from './request-conditions'

/** Bodies are judged by zod schemas, as the provider's own are: its issues have the same codes and words. */
type BodySchema = z.ZodType<Record<string, unknown>>

/** An address of a medium; what is at it is looked at later, when the account is known. */
function addressSchema(kind: MediaKind): z.ZodType {
  return z.string().superRefine((address, context) => {
    const problem = addressProblem(address, kind)
    if (problem?.kind === 'text') context.addIssue({ code: 'custom', message: problem.message })
    if (problem?.kind !== 'tooLong') return
    const message = `Too big: expected string to have <=${problem.most} characters`
    context.addIssue({ code: 'too_big', origin: 'string', maximum: problem.most, inclusive: true, message })
  })
}

const mediaFields: Readonly<Record<string, MediaKind>> = {
  promptImage: 'image',
  promptVideo: 'video',
  videoUri: 'video',
  references: 'image',
  referenceVideos: 'video',
  referenceAudio: 'audio',
}

function numberSchema(name: string, limits: ModelLimits): z.ZodType {
  if (name === 'seed') return z.int().min(0).max(mostSeed)
  if (name !== 'duration' || !limits.seconds) return z.number()
  return z.int().min(limits.seconds.least).max(limits.seconds.most)
}

function stringSchema(name: string, limits: ModelLimits): z.ZodType {
  if (name === 'promptText') return z.string().min(limits.prompt.least).max(limits.prompt.most)
  if (name === 'negativePrompt') return z.string().min(1).max(1000)
  return z.string()
}

function mostItems(name: string, limits: ModelLimits): number {
  if (name === 'promptImage') return limits.pictures
  const counts: Readonly<Record<string, number | undefined>> = {
    references: limits.references,
    referenceVideos: limits.referenceVideos,
    referenceAudio: limits.referenceAudio,
  }
  return counts[name] ?? 100
}

/** The types of some models say `unknown` for a picture in a list; its comment tells what it may be. */
const picture: Form = {
  kind: 'record',
  fields: {
    uri: { required: true, form: { kind: 'string' } },
    position: { required: false, form: { kind: 'literal', values: ['first', 'last'] } },
  },
}

/** Turns forms into schemas for one model. `name` is the field of the body that a form belongs to. */
function schemaReader(limits: ModelLimits) {
  const ofFields = (fields: Fields, strict: boolean, within: string | null): z.ZodObject => {
    const shape: Record<string, z.ZodType> = {}
    for (const [key, { required, form }] of Object.entries(fields)) {
      const kind = mediaFields[within ?? '']
      const schema = kind && key === 'uri' ? addressSchema(kind) : ofForm(form, within ?? key)
      shape[key] = required ? schema : schema.optional()
    }
    return strict ? z.strictObject(shape) : z.object(shape)
  }

  const ofForm = (form: Form, name: string): z.ZodType => {
    switch (form.kind) {
      case 'string':
        return mediaFields[name] ? addressSchema(mediaFields[name]) : stringSchema(name, limits)
      case 'number':
        return numberSchema(name, limits)
      case 'boolean':
        return z.boolean()
      case 'unknown':
        return ofForm(picture, name)
      case 'literal':
        return z.literal(form.values)
      case 'list':
        return z.array(ofForm(form.item, name)).min(1).max(mostItems(name, limits))
      case 'record':
        return ofFields(form.fields, limits.strict, name)
      case 'either':
        return z.union(form.forms.map((one) => ofForm(one, name)))
    }
  }

  return ofFields
}

function makeSchema(endpoint: Endpoint, model: string, fields: Fields): BodySchema {
  const limits = limitsOf(model)
  const schema = schemaReader(limits)(fields, limits.strict, null).extend({ model: z.literal(model) })
  return schema.superRefine((body, context) => refineRequest({ endpoint, model, limits, body }, context))
}

const made = new Map<string, BodySchema>()

/** The schema of one model's arm; null when the endpoint has no such model. */
function schemaOf(endpoint: Endpoint, model: string): BodySchema | null {
  const models = officialRules.endpoints[endpoint]
  const fields = Object.hasOwn(models, model) ? models[model] : undefined
  if (!fields) return null
  const key = `${endpoint} ${model}`
  const schema = made.get(key) ?? makeSchema(endpoint, model, fields)
  made.set(key, schema)
  return schema
}

/** One entry of `issues` in the answer to a refused body. */
export type Issue = Readonly<Record<string, unknown>> & { readonly path: readonly (string | number)[] }

const unknownModel: Issue = {
  code: 'invalid_union',
  errors: [],
  note: 'No matching discriminator',
  discriminator: 'model',
  path: ['model'],
  message: 'Invalid input',
}

function receivedWord(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function expected(what: string, value: unknown, path: readonly string[]): Issue {
  const message = `Invalid input: expected ${what}, received ${receivedWord(value)}`
  return { expected: what, code: 'invalid_type', path, message }
}

/** The provider quotes options with single marks. */
function optionWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_value' || issue.values.length < 2) return undefined
  const options = issue.values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
  return `Invalid option: expected one of ${options.join('|')}`
}

export type CheckedBody =
  | { readonly ok: true; readonly model: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Checks a body by itself: everything but whether uploads exist and whether there is credit. */
export function checkBody(endpoint: Endpoint, body: unknown): CheckedBody {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { ok: false, issues: [expected('object', body, [])] }
  const model: unknown = (body as { readonly model?: unknown }).model
  if (typeof model !== 'string') return { ok: false, issues: [expected('string', model, ['model']), unknownModel] }
  const schema = schemaOf(endpoint, model)
  if (!schema) return { ok: false, issues: [unknownModel] }
  const checked = schema.safeParse(body, { error: optionWords })
  if (checked.success) return { ok: true, model, body: checked.data }
  return { ok: false, issues: checked.error.issues.map((issue) => ({ ...issue, path: issue.path.map(pathPart) })) }
}

function pathPart(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part
}
