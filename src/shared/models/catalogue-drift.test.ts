import { describe, expect, it } from 'vitest'
import { limitsOf } from '../../simulator/model-limits'
import type { Fields, Form, OfficialRules } from '../../simulator/official-rules'
import type { Size } from '../project/document'
import type { ModelOption, VideoModel } from './model'
import { runwayModels } from './runway-models'

interface RulesScript {
  readOfficialRules(): OfficialRules
}

// By its address: scripts are plain JavaScript, apart from the types of src.
const script = new URL('../../../scripts/simulator-rules.mjs', import.meta.url).href
const { endpoints } = ((await import(script)) as RulesScript).readOfficialRules()

/** Where in a body an option stands. */
const optionPlaces: Readonly<Record<string, readonly string[]>> = {
  publicFigureThreshold: ['contentModeration', 'publicFigureThreshold'],
  negativePrompt: ['negativePrompt'],
}

/** Fields that the SDK has and this program does not offer yet; a new one has to be thought about. */
const notOffered: Readonly<Record<string, readonly string[]>> = { 'gen4.5': ['outputFormat', 'proresProfile'] }
const always = ['promptText', 'promptImage', 'ratio', 'duration']

function literals(form: Form | undefined): readonly (string | number)[] {
  return form?.kind === 'literal' ? form.values : []
}

function formAt(fields: Fields, [name = '', ...rest]: readonly string[]): Form | undefined {
  const form = fields[name]?.form
  return rest.length > 0 && form?.kind === 'record' ? formAt(form.fields, rest) : form
}

function sizeTexts(sizes: 'film' | readonly Size[] | null): ReadonlySet<string> {
  return new Set(sizes === 'film' ? [] : (sizes ?? []).map(({ width, height }) => `${width}:${height}`))
}

/** The positions a picture of the list may have. */
function positionsOf(fields: Fields): readonly (string | number)[] {
  const forms = fields['promptImage']?.form
  const list = (forms?.kind === 'either' ? forms.forms : []).find((form) => form.kind === 'list')
  const item = list?.kind === 'list' && list.item.kind === 'record' ? list.item : null
  return literals(item?.fields['position']?.form)
}

function checkDurations(model: VideoModel, fields: Fields): void {
  const form = fields['duration']?.form
  if (form?.kind === 'literal') {
    expect(model.durations, `${model.id}: duration`).toEqual(form.values)
    return
  }
  // The types say only that it is a number; its range is in the comment beside it.
  expect(form?.kind, `${model.id}: duration`).toBe('number')
  const range = limitsOf(model.id).seconds
  expect([model.durations[0], model.durations.at(-1)], `${model.id}: duration`).toEqual([range?.least, range?.most])
}

function checkOption(model: VideoModel, fields: Fields, option: ModelOption): void {
  const form = formAt(fields, optionPlaces[option.key] ?? [])
  if (option.kind === 'choice') {
    expect(new Set(option.choices.map(({ value }) => value)), `${model.id}: ${option.key}`).toEqual(
      new Set(literals(form)),
    )
  } else {
    expect(form?.kind, `${model.id}: ${option.key}`).toBe('string')
  }
}

/** The fields of a body that this program can send. */
function offered(model: VideoModel): ReadonlySet<string> {
  const options = model.options.flatMap(({ key }) => optionPlaces[key]?.[0] ?? [])
  const switches = [...(model.seed ? ['seed'] : []), ...(model.audio ? ['audio'] : [])]
  return new Set([...always, ...options, ...switches])
}

function checkFields(model: VideoModel, fields: Fields, endpoint: string): void {
  const known = offered(model)
  const unknown = Object.keys(fields).filter((name) => !known.has(name))
  expect(unknown, `${model.id}: new fields of ${endpoint}`).toEqual(notOffered[model.id] ?? [])
  for (const name of known) {
    if (name !== 'promptImage') expect(fields, `${model.id}: ${name} of ${endpoint}`).toHaveProperty([name])
  }
  for (const option of model.options) checkOption(model, fields, option)
  checkDurations(model, fields)
}

describe.each(runwayModels)('$id', (model) => {
  const [fromPicture, fromWords] = [endpoints.image_to_video[model.id], endpoints.text_to_video[model.id]]

  it('takes from a picture what the installed SDK takes, to the field', () => {
    expect(fromPicture, `${model.id} of image_to_video`).toBeDefined()
    const fields = fromPicture!
    expect(sizeTexts(model.sizes), `${model.id}: ratio`).toEqual(new Set(literals(fields['ratio']?.form)))
    const positions = model.end === 'withStart' ? ['first', 'last'] : ['first']
    expect(positionsOf(fields), `${model.id}: promptImage`).toEqual(positions)
    expect(fields['promptText']?.required, `${model.id}: promptText`).toBe(model.prompt === 'required')
    checkFields(model, fields, 'image_to_video')
  })

  it('takes from words alone what the installed SDK takes, or nothing where there is nothing', () => {
    expect(fromWords !== undefined, `${model.id} of text_to_video`).toBe(model.textSizes !== null)
    if (!fromWords) return
    expect(sizeTexts(model.textSizes), `${model.id}: ratio`).toEqual(new Set(literals(fromWords['ratio']?.form)))
    expect(fromWords['promptText']?.required, `${model.id}: promptText`).toBe(true)
    checkFields(model, fromWords, 'text_to_video')
  })

  it('has prompts no longer than Runway takes', () => {
    expect(model.promptLimit).toBe(limitsOf(model.id).prompt.most)
  })
})

it('an option stands somewhere in the body', () => {
  const keys = runwayModels.flatMap((model) => model.options.map(({ key }) => key))
  for (const key of keys) expect(optionPlaces).toHaveProperty(key)
})
