import { describe, expect, it } from 'vitest'
import { givenPrices } from './given-prices'
import {
  addressProblem,
  keyNamesOf,
  readEnvFile,
  readEnvironment,
  settingsOf,
  urlNameOf,
  type Variables,
} from './read-environment'

const runwayOf = (environment: Variables, file: Variables) => settingsOf(readEnvironment(environment, file), 'runway')

describe('readEnvironment', () => {
  it('puts the environment before the file, and the newer name before the older', () => {
    const both = { RUNWAYML_API_SECRET: 'new', RUNWAY_API_KEY: 'old' }
    expect(runwayOf(both, {}).key).toEqual({ text: 'new', name: 'RUNWAYML_API_SECRET', place: 'environment' })
    expect(runwayOf({ RUNWAY_API_KEY: 'old' }, both).key).toMatchObject({ text: 'old', place: 'environment' })
    expect(runwayOf({}, { RUNWAY_API_KEY: 'old' }).key).toMatchObject({ text: 'old', place: '.env' })
    expect(runwayOf({ RUNWAYML_API_SECRET: ' ' }, both).key).toMatchObject({ text: 'new', place: '.env' })
    expect(runwayOf({}, {}).key).toBeNull()
  })

  it('knows every key it saw, so that all of them can be hidden', () => {
    const { secrets } = readEnvironment({ RUNWAYML_API_SECRET: 'a' }, { RUNWAYML_API_SECRET: 'b', RUNWAY_API_KEY: 'c' })
    expect(secrets).toEqual(['a', 'b', 'c'])
  })
})

describe('readEnvFile', () => {
  it('reads its own names and nothing else', () => {
    const text =
      '# keys\nexport RUNWAY_MODEL="veo3.1_fast" # the usual\nRUNWAYML_API_SECRET=abc\nNODE_OPTIONS=--inspect\nPATH=/evil\n'
    expect(readEnvFile(text)).toEqual({ RUNWAY_MODEL: 'veo3.1_fast', RUNWAYML_API_SECRET: 'abc' })
  })
})

describe('addressProblem', () => {
  const url = { SEAMLINE_RUNWAY_URL: 'https://other.example' }
  const key = { RUNWAYML_API_SECRET: 'abc' }

  it('sends no key from elsewhere to an address that a folder brings along', () => {
    expect(addressProblem(runwayOf(key, url), 'Runway')).toContain('.env')
  })

  it('lets key and address of one hand be', () => {
    expect(addressProblem(runwayOf({ ...key, ...url }, {}), 'Runway')).toBeNull()
    expect(addressProblem(runwayOf({}, { ...key, ...url }), 'Runway')).toBeNull()
    expect(addressProblem(runwayOf(url, key), 'Runway')).toBeNull()
    expect(addressProblem(runwayOf({}, url), 'Runway')).toBeNull()
  })
})

describe('prices', () => {
  it('come from the environment and never from a folder', () => {
    const priced = (environment: Variables, file: Variables) =>
      settingsOf(readEnvironment(environment, file), 'gptge').price?.text ?? null
    expect(priced({ SEAMLINE_GPTGE_PRICE: ' 0.05 ' }, {})).toBe('0.05')
    expect(priced({}, { SEAMLINE_GPTGE_PRICE: '0.01' })).toBeNull()
    const given = (text: string) => givenPrices(readEnvironment({ SEAMLINE_GPTGE_PRICE: text }, {}))
    expect(given('0.05')).toEqual({ 'gptge/gen4_turbo': 50_000, 'gptge/gen3a_turbo': 50_000 })
    expect(given('$0.0625')['gptge/gen4_turbo']).toBe(62_500)
    for (const wrong of ['0', 'much', '-1']) expect(() => given(wrong)).toThrow('SEAMLINE_GPTGE_PRICE')
    expect(givenPrices(readEnvironment({ SEAMLINE_RUNWAY_PRICE: '1' }, {}))).not.toHaveProperty('runway/gen4.5')
  })
})

describe('other providers', () => {
  it('have names of their own for key and address', () => {
    expect(keyNamesOf('runway')).toEqual(['RUNWAYML_API_SECRET', 'RUNWAY_API_KEY'])
    expect(keyNamesOf('example')).toEqual(['SEAMLINE_EXAMPLE_KEY'])
    expect(urlNameOf('example')).toBe('SEAMLINE_EXAMPLE_URL')
  })
})
