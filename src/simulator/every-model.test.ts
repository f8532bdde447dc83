import { fc, test as property } from '@fast-check/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limitsOf } from './model-limits'
import { officialModels, officialRules, type Endpoint, type Form } from './official-rules'
import { startSimulator, type Simulator } from './start-simulator'
import { call, onePixel } from './testing/simulator-client'

let simulator: Simulator
const endless = { concurrent: null, daily: null, monthly: 0 }

beforeAll(async () => {
  simulator = await startSimulator({ ffmpeg: null })
  await simulator.control.change({ standing: true, balance: 1e12, tier: endless })
})

afterAll(async () => {
  await simulator.close()
})

const arms = (Object.keys(officialRules.endpoints) as Endpoint[]).flatMap((endpoint) =>
  Object.keys(officialRules.endpoints[endpoint]).map((model) => [endpoint, model] as const),
)

/** Some value that a form takes. */
function someValue(name: string, form: Form, model: string): unknown {
  if (name === 'promptImage') return onePixel
  if (name === 'promptText') return 'A harbour'
  if (name === 'promptVideo' || name === 'videoUri') return 'data:video/mp4;base64,AAAA'
  if (name === 'duration' && form.kind === 'number') return limitsOf(model).seconds?.least
  return form.kind === 'literal' ? form.values[0] : undefined
}

/** The smallest body that a model takes. */
function smallest(endpoint: Endpoint, model: string): Record<string, unknown> {
  const needed = Object.entries(officialRules.endpoints[endpoint][model] ?? {}).filter(([, { required }]) => required)
  return Object.fromEntries([
    ['model', model],
    ...(endpoint === 'video_to_video' ? [['mode', 'extend'] as const, ['promptText', 'A harbour'] as const] : []),
    ...needed.map(([name, { form }]) => [name, someValue(name, form, model)] as const),
  ])
}

/** One body for each option of each field that is a set of options. */
function variations(endpoint: Endpoint, model: string): readonly Record<string, unknown>[] {
  const body = smallest(endpoint, model)
  return Object.entries(officialRules.endpoints[endpoint][model] ?? {}).flatMap(([name, { form }]) =>
    form.kind === 'literal' ? form.values.map((value) => ({ ...body, [name]: value })) : [],
  )
}

/** Options that need another field beside them. */
function isConditional(endpoint: Endpoint, body: Record<string, unknown>): boolean {
  if ('proresProfile' in body) return true
  if (endpoint === 'video_to_video' && body['mode'] !== 'extend') return true
  if ('promptVideo' in body && 'ratio' in body) return true
  if (body['ratio'] === 'adaptive') return endpoint === 'text_to_video'
  const isWanKeyframe = String(body['model']).startsWith('wan3') && endpoint === 'image_to_video' && 'ratio' in body
  return isWanKeyframe && !String(body['ratio']).startsWith('auto_')
}

test.each(arms)('%s with %s takes its smallest body and every option, and prices them', async (endpoint, model) => {
  for (const body of [smallest(endpoint, model), ...variations(endpoint, model)]) {
    const answer = await call(simulator, `/v1/${endpoint}`, { body })
    const isRefused = isConditional(endpoint, body)
    expect(answer.status, `${JSON.stringify(body)}: ${answer.text}`).toBe(isRefused ? 400 : 200)
    if (!isRefused) expect(answer.json?.['estimatedCost']).toEqual({ credits: expect.any(Number) })
  }
})

test.each(arms)('%s with %s misses each field that it requires', async (endpoint, model) => {
  const body = smallest(endpoint, model)
  for (const name of Object.keys(body)) {
    const { [name]: _left, ...rest } = body
    const answer = await call(simulator, `/v1/${endpoint}`, { body: rest })
    const paths = ((answer.json?.['issues'] ?? []) as { path: string[] }[]).map(({ path }) => path[0])
    expect([answer.status, paths[0]]).toEqual([400, name])
  }
})

const costs: readonly (readonly [string, Endpoint, object, number])[] = [
  ['gen4.5, 5 s', 'text_to_video', { model: 'gen4.5', duration: 5, ratio: '1280:720' }, 60],
  [
    'gen4.5 as ProRes',
    'text_to_video',
    { model: 'gen4.5', duration: 5, ratio: '1280:720', outputFormat: 'prores' },
    85,
  ],
  ['gen4.5 as HDR', 'text_to_video', { model: 'gen4.5', duration: 5, ratio: '1280:720', outputFormat: 'hdr10' }, 160],
  ['gen4_turbo, 10 s', 'image_to_video', { model: 'gen4_turbo', duration: 10, ratio: '1280:720' }, 50],
  ['veo3.1 with its usual sound', 'text_to_video', { model: 'veo3.1', duration: 8, ratio: '1280:720' }, 320],
  ['veo3.1 silent', 'text_to_video', { model: 'veo3.1', duration: 8, ratio: '1280:720', audio: false }, 160],
  ['veo3.1_fast, 4 s', 'text_to_video', { model: 'veo3.1_fast', duration: 4, ratio: '1280:720' }, 60],
  ['hailuo3 in 2k with a picture', 'image_to_video', { model: 'hailuo3', duration: 5, resolution: '2K' }, 77],
  ['happyhorse in 1080p', 'text_to_video', { model: 'happyhorse_1_0', duration: 3, ratio: '1080:1920' }, 90],
  ['seedance2 in 4K', 'text_to_video', { model: 'seedance2', duration: 4, ratio: '3840:1646' }, 600],
  ['seedance2_mini below its least', 'text_to_video', { model: 'seedance2_mini', duration: 4 }, 64],
  ['seedance2_5 in 480p', 'text_to_video', { model: 'seedance2_5', duration: 4, ratio: '854:480' }, 80],
  ['grok with a picture', 'image_to_video', { model: 'grok_imagine_1_5', duration: 2, resolution: '480p' }, 21],
  ['wan3_prime, parts of credits', 'text_to_video', { model: 'wan3_prime', duration: 2, ratio: '832:480' }, 14],
  ['gemini_omni_flash with a picture', 'image_to_video', { model: 'gemini_omni_flash', duration: 3 }, 31],
  ['h3_max in 480p', 'text_to_video', { model: 'h3_max', duration: 5, resolution: '480p' }, 25],
]

test.each(costs)('%s costs what the price list says', async (_name, endpoint, wish, credits) => {
  const picture = endpoint === 'image_to_video' ? { promptImage: onePixel } : {}
  const body = { promptText: 'A harbour', ...picture, ...wish }
  const answer = await call(simulator, `/v1/${endpoint}`, { body })
  expect(answer.json).toMatchObject({ estimatedCost: { credits } })
})

const names = ['promptText', 'promptImage', 'ratio', 'duration', 'seed', 'references', 'audio', '__proto__', 'other']
const anyBody = fc.record(
  Object.fromEntries([
    ['model', fc.oneof(fc.constantFrom(...officialModels, 'constructor', '__proto__'), fc.jsonValue())],
    ...names.map((name) => [name, fc.oneof(fc.jsonValue(), fc.constantFrom(onePixel, '1280:720', 'A', 5))] as const),
  ]),
  { requiredKeys: ['model'] },
)

property.prop([fc.constantFrom('image_to_video', 'text_to_video'), fc.oneof(anyBody, fc.jsonValue())], {
  numRuns: 300,
})('whatever the body, the answer is a task or a 400 with a reason', async (endpoint, body) => {
  const answer = await call(simulator, `/v1/${endpoint}`, { body: JSON.stringify(body) })
  expect([200, 400]).toContain(answer.status)
  expect(answer.json).toHaveProperty(answer.status === 200 ? 'id' : 'error')
})
