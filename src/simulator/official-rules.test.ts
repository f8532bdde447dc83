import { expect, test } from 'vitest'
import { limitsOf } from './model-limits'
import { officialModels, officialRules, type Endpoint, type OfficialRules } from './official-rules'

interface RulesScript {
  readOfficialRules(): OfficialRules
}

// By its address: scripts are plain JavaScript, apart from the types of src.
const script = new URL('../../scripts/simulator-rules.mjs', import.meta.url).href
const installed = ((await import(script)) as RulesScript).readOfficialRules()
const endpoints: readonly Endpoint[] = ['image_to_video', 'text_to_video', 'video_to_video']

test('the committed rules are those of the installed SDK, to the field', () => {
  expect(officialRules.source).toBe(installed.source)
  for (const endpoint of endpoints) {
    const [committed, declared] = [officialRules.endpoints[endpoint], installed.endpoints[endpoint]]
    expect(Object.keys(committed), `models of ${endpoint}`).toEqual(Object.keys(declared))
    for (const [model, fields] of Object.entries(declared)) {
      expect(Object.keys(committed[model] ?? {}), `fields of ${endpoint} ${model}`).toEqual(Object.keys(fields))
      for (const [field, rule] of Object.entries(fields))
        expect(committed[model]?.[field], `${endpoint} ${model} ${field}`).toEqual(rule)
    }
  }
})

test('every model of the endpoints has limits', () => {
  expect(officialModels.length).toBeGreaterThanOrEqual(16)
  for (const model of officialModels) expect(() => limitsOf(model)).not.toThrow()
})
