import { expect, it } from 'vitest'
import type { Endpoint, Fields, Form, OfficialRules } from '../../../../simulator/official-rules'
import { limitsOf } from '../../../../simulator/model-limits'
import type { ModelOption, Shape, VideoModel } from '../../../../shared/models/model'
import type { TakenReferences } from '../../../../shared/models/reference-support'
import { runwayModels } from '../../../../shared/models/runway-models'

interface RulesScript {
  readOfficialRules(): OfficialRules
}

// By its address: scripts are plain JavaScript, apart from the types of src.
const script = new URL('../../../../../scripts/simulator-rules.mjs', import.meta.url).href
const { endpoints } = ((await import(script)) as RulesScript).readOfficialRules()

/** Fields that this version does not send, and why. */
const leftOut: Readonly<Record<string, string>> = {
  outputFormat: 'clips are MP4',
  proresProfile: 'clips are MP4',
}

/** Fields of going on from a clip that this version does not send. */
const besideClip: ReadonlySet<string> = new Set(['references', 'referenceVideos', 'referenceAudio'])

/** Values that this version does not send. */
const unusedValues = new Set([
  // Takes the shape of the first reference; every shot has one of its own.
  'adaptive',
  // Deprecated spellings.
  '768P',
  '2K',
  '720P',
  '1080P',
])

interface Arm {
  readonly endpoint: Endpoint
  readonly id: string
  readonly fields: Fields
  readonly model: VideoModel
}

type Check = (form: Form, arm: Arm) => unknown

/** Every literal that a form may be, in it or in what it is made of. */
function values(form: Form): readonly (string | number)[] {
  if (form.kind === 'literal') return form.values.filter((value) => !unusedValues.has(String(value)))
  if (form.kind === 'either') return form.forms.flatMap(values)
  if (form.kind === 'list') return values(form.item)
  return form.kind === 'record' ? Object.values(form.fields).flatMap((field) => values(field.form)) : []
}

function sorted(list: readonly (string | number)[]): readonly string[] {
  return [...new Set(list.map(String))].sort()
}

function shapeOf({ endpoint, model }: Arm): Shape | null {
  return endpoint === 'image_to_video' ? model.shape : model.textShape
}

function ratiosOf(arm: Arm): readonly string[] {
  const shape = shapeOf(arm)
  if (shape?.kind === 'listed') return shape.formats.map(({ name }) => name)
  // Keyframes of Wan follow the first of them; the sizes in pixels are for references.
  return shape?.kind === 'picture' ? shape.resolutions.map((resolution) => `auto_${resolution}`) : []
}

function resolutionsOf(arm: Arm): readonly string[] {
  const shape = shapeOf(arm)
  if (shape?.kind === 'listed') return shape.formats.flatMap(({ resolution }) => resolution ?? [])
  return shape?.kind === 'picture' ? shape.resolutions : []
}

function checkRatio(form: Form, arm: Arm): void {
  const follows = shapeOf(arm)?.kind === 'picture'
  const declared = values(form).filter((value) => follows === String(value).startsWith('auto_'))
  expect(sorted(ratiosOf(arm))).toEqual(sorted(declared))
}

function promptIsNeeded({ endpoint, model }: Arm): boolean {
  return model.prompt === 'required' || (model.prompt === 'requiredWithoutPicture' && endpoint === 'text_to_video')
}

function hasOption(model: VideoModel, key: string, kind: ModelOption['kind']): ModelOption {
  const option = model.options.find((one) => one.key === key)
  expect(option?.kind).toBe(kind)
  return option as ModelOption
}

function checkChoices(form: Form, model: VideoModel, key: string): void {
  const option = hasOption(model, key, 'choice')
  if (option.kind === 'choice') expect(sorted(option.choices.map(({ value }) => value))).toEqual(sorted(values(form)))
}

function takenBy({ endpoint, model }: Arm): TakenReferences {
  return endpoint === 'image_to_video' ? model.references.besideFrame : model.references.fromWords
}

/** Each list of references, by the kind of what is in it. */
const referenceLists = { picture: 'references', sound: 'referenceAudio', video: 'referenceVideos' } as const
const referenceKinds = ['picture', 'sound', 'video'] as const

function checkReferences(kind: (typeof referenceKinds)[number]): Check {
  return (_form, arm) => {
    const taken = takenBy(arm)[kind]
    expect(taken).not.toBeNull()
    expect(taken?.most).toBe(limitsOf(arm.id)[referenceLists[kind]] ?? null)
  }
}

/** How each field that is sent agrees with the catalogue. */
const checks: Readonly<Record<string, Check>> = {
  duration: (form, { id, model }) => {
    expect(model.autoDuration === true).toBe(values(form).includes('auto'))
    const listed = values(form).filter((value) => value !== 'auto')
    const { seconds } = limitsOf(id)
    if (listed.length > 0) expect(model.durations).toEqual(listed)
    else expect([model.durations[0], model.durations.at(-1)]).toEqual([seconds?.least, seconds?.most])
  },
  promptText: (_form, arm) => {
    const { prompt } = limitsOf(arm.id)
    expect([arm.model.promptLeast, arm.model.promptLimit]).toEqual([prompt.least, prompt.most])
    // A prompt that may be left out beside references is needed as long as none are sent.
    if (arm.fields['promptText']?.required) expect(promptIsNeeded(arm)).toBe(true)
  },
  promptImage: (form, { id, model }) => {
    expect(model.start).not.toBe('refused')
    // Some types say nothing of what is in the list; those models take references, and with them both positions.
    const takesLast = values(form).includes('last') || limitsOf(id).pictureReferences === true
    expect(model.end).toBe(takesLast ? 'withStart' : 'refused')
  },
  promptVideo: (_form, { model }) => expect(model.extend?.from).toBe('file'),
  videoUri: (_form, { model }) => expect(model.extend?.from).toBe('file'),
  mode: (form) => expect(values(form)).toContain('extend'),
  references: checkReferences('picture'),
  referenceAudio: checkReferences('sound'),
  referenceVideos: checkReferences('video'),
  ratio: checkRatio,
  resolution: (form, arm) => expect(sorted(resolutionsOf(arm))).toEqual(sorted(values(form))),
  seed: (_form, { model }) => expect(model.seed).toBe(true),
  audio: (_form, { model }) => expect(model.audio).toBe(true),
  negativePrompt: (_form, { model }) => hasOption(model, 'negativePrompt', 'text'),
  contentModeration: (form, { model }) => checkChoices(form, model, 'publicFigureThreshold'),
  promptExpansionMode: (form, { model }) => checkChoices(form, model, 'promptExpansionMode'),
}

/** What a model of the catalogue promises, as fields that the SDK must have. */
function promised(arm: Arm): readonly string[] {
  const { endpoint, model } = arm
  const taken = takenBy(arm)
  const optionFields = { publicFigureThreshold: 'contentModeration' } as Readonly<Record<string, string>>
  return [
    'duration',
    'promptText',
    ...(endpoint === 'image_to_video' ? ['promptImage'] : []),
    ...(endpoint === 'video_to_video' ? ['mode'] : []),
    ...(model.seed ? ['seed'] : []),
    ...(model.audio ? ['audio'] : []),
    ...referenceKinds
      .filter((kind) => endpoint !== 'video_to_video' && taken[kind] !== null)
      .map((kind) => referenceLists[kind]),
    ...model.options.map(({ key }) => optionFields[key] ?? key),
  ]
}

const declared = (Object.keys(endpoints) as Endpoint[]).flatMap((endpoint) =>
  Object.entries(endpoints[endpoint]).map(([id, fields]) => [endpoint, id, fields] as const),
)

it.each(declared)('%s with %s is in the catalogue as the installed SDK declares it', (endpoint, id, fields) => {
  const model = runwayModels.find((one) => one.id === id)
  if (!model) throw new Error(`${endpoint} takes ${id}, which the catalogue does not have.`)
  const arm = { endpoint, id, fields, model }
  expect(shapeOf(arm), `${id} has no shape for ${endpoint}`).not.toBeNull()
  for (const [field, { form, required }] of Object.entries(fields)) {
    const check = checks[field]
    if (endpoint === 'video_to_video' && besideClip.has(field) && !required) continue
    if (!check && field in leftOut && !required) continue
    if (!check) throw new Error(`${endpoint} ${id} ${field}: the catalogue neither sends it nor leaves it out by name.`)
    try {
      check(form, arm)
    } catch (error) {
      throw new Error(`${endpoint} ${id} ${field}: ${String(error)}`, { cause: error })
    }
  }
  const missing = promised(arm).filter((field) => !(field in fields))
  expect(missing, `${endpoint} ${id} lost fields that the catalogue promises`).toEqual([])
})

it('is all that the catalogue has', () => {
  const has = (endpoint: Endpoint, id: string): boolean => id in endpoints[endpoint]
  for (const { id, textShape, extend } of runwayModels) {
    const all = [has('image_to_video', id), has('text_to_video', id), has('video_to_video', id)]
    expect([id, ...all]).toEqual([id, true, textShape !== null, extend !== undefined])
  }
})
