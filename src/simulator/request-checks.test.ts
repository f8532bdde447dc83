import { expect, test } from 'vitest'
import {
  call,
  newKey,
  onePixel,
  pictureRequest,
  textRequest,
  withSimulator,
  type Answer,
} from './testing/simulator-client'

const docUrl = 'https://docs.dev.runwayml.com/api'

function messagesOf(answer: Answer): readonly (readonly [string, string])[] {
  const issues = (answer.json?.['issues'] ?? []) as { path: string[]; message: string }[]
  return issues.map(({ path, message }) => [path.join('.'), message])
}

test('the key is looked at before the version, the version before the path, the path before the method', async () => {
  await withSimulator(async (simulator) => {
    const bad = { key: null, version: null, method: 'PUT' }
    expect((await call(simulator, '/v1/nowhere', bad)).status).toBe(401)
    const version = await call(simulator, '/v1/nowhere', { version: null, method: 'PUT' })
    expect(version.status).toBe(400)
    expect(version.json).toEqual({
      error: 'The API version that was provided in the X-Runway-Version header is not valid.',
      docUrl,
    })
    expect((await call(simulator, '/v1/organization', { version: '2023-01-01' })).json).toEqual(version.json)
    expect((await call(simulator, '/v1/nowhere', { method: 'PUT' })).status).toBe(404)
    expect((await call(simulator, '/v1/text_to_video', { method: 'PUT' })).status).toBe(405)
  })
})

test('keys of another form, unknown keys and keys that were switched off are refused', async () => {
  await withSimulator(async (simulator) => {
    for (const key of ['key_123', newKey(), simulator.key.toUpperCase()])
      expect((await call(simulator, '/v1/organization', { key })).status).toBe(401)
    expect((await call(simulator, '/v1/organization')).status).toBe(200)
    await simulator.control.change({ enabled: false })
    expect((await call(simulator, '/v1/organization')).status).toBe(401)
  })
})

test('a body without a model gets the two documented issues, an unknown model the second of them', async () => {
  await withSimulator(async (simulator) => {
    const noMatch = {
      code: 'invalid_union',
      errors: [],
      note: 'No matching discriminator',
      discriminator: 'model',
      path: ['model'],
      message: 'Invalid input',
    }
    const missing = {
      expected: 'string',
      code: 'invalid_type',
      path: ['model'],
      message: 'Invalid input: expected string, received undefined',
    }
    const body = { error: 'Validation of body failed', docUrl }
    const empty = await call(simulator, '/v1/image_to_video', { body: {} })
    expect(empty.status).toBe(400)
    expect(empty.json).toEqual({ ...body, issues: [missing, noMatch] })
    const unknown = await call(simulator, '/v1/image_to_video', { body: { ...pictureRequest, model: 'gen4' } })
    expect(unknown.json).toEqual({ ...body, issues: [noMatch] })
    // In the SDK's types for pictures only.
    const elsewhere = await call(simulator, '/v1/text_to_video', { body: { ...textRequest, model: 'gen4_turbo' } })
    expect(elsewhere.json).toEqual({ ...body, issues: [noMatch] })
  })
})

const refused: readonly (readonly [string, object, string, string])[] = [
  ['a ratio of another model', { ratio: '21:9' }, 'ratio', "Invalid option: expected one of '1280:720'|'720:1280'"],
  ['too many seconds', { duration: 11 }, 'duration', 'Too big: expected number to be <=10'],
  ['a part of a second', { duration: 2.5 }, 'duration', 'Invalid input: expected int, received number'],
  ['seconds as text', { duration: '5' }, 'duration', 'Invalid input: expected number, received string'],
  ['an empty prompt', { promptText: '' }, 'promptText', 'Too small: expected string to have >=1 characters'],
  [
    'a long prompt',
    { promptText: 'x'.repeat(1001) },
    'promptText',
    'Too big: expected string to have <=1000 characters',
  ],
  ['a negative seed', { seed: -1 }, 'seed', 'Too small: expected number to be >=0'],
  ['a seed over 32 bits', { seed: 4_294_967_296 }, 'seed', 'Too big: expected number to be <=4294967295'],
]

test.each(refused)('%s is refused with an issue at its place', async (_name, change, path, message) => {
  await withSimulator(async (simulator) => {
    const answer = await call(simulator, '/v1/text_to_video', { body: { ...textRequest, ...change } })
    expect(answer.status).toBe(400)
    expect(messagesOf(answer)).toEqual([[path, message]])
  })
})

test('unknown keys pass silently where the provider is lax and are refused where it is strict', async () => {
  await withSimulator(async (simulator) => {
    const lax = await call(simulator, '/v1/text_to_video', { body: { ...textRequest, watermark: false } })
    expect(lax.status).toBe(200)
    const veo = { model: 'veo3.1', promptText: 'A', ratio: '1280:720', watermark: false }
    const strict = await call(simulator, '/v1/text_to_video', { body: veo })
    expect(messagesOf(strict)).toEqual([['', 'Unrecognized key: "watermark"']])
  })
})

const https = 'https://example.com/a.png'
const badMedia: readonly (readonly [string, unknown, string])[] = [
  ['a data URI without base64', 'data:image/png,abc', 'Invalid data URI.'],
  ['base64 that is none', 'data:image/png;base64,%%%%', 'Invalid data URI.'],
  [
    'a data URI without a type',
    'data:;base64,AAAA',
    'Unsupported asset type. Data URIs must include the content type of the value they encode.',
  ],
  ['a GIF', 'data:image/gif;base64,AAAA', 'Unsupported asset type.'],
  [
    'more than 5 MB',
    `data:image/png;base64,${'A'.repeat(5_242_880)}`,
    'Too big: expected string to have <=5242880 characters',
  ],
  ['no address', 'picture.png', 'Invalid URL'],
  ['http', 'http://example.com/a.png', 'Only HTTPS URLs are allowed.'],
  ['an IP address', 'https://10.0.0.1/a.png', 'URLs must be hosted on a domain.'],
  ['this computer', 'https://localhost/a.png', 'URLs must be hosted on a domain.'],
  [
    'an upload that never was',
    'runway://ephemeral/none',
    'Failed to fetch asset. The URL may be incorrect or the server hosting the asset may be down.',
  ],
]

test.each(badMedia)('%s as a picture is refused in the documented words', async (_name, promptImage, message) => {
  await withSimulator(async (simulator) => {
    const answer = await call(simulator, '/v1/image_to_video', { body: { ...pictureRequest, promptImage } })
    expect(answer.status).toBe(400)
    expect(messagesOf(answer)).toEqual([['promptImage', message]])
  })
})

const first = { uri: https, position: 'first' }
const last = { uri: https, position: 'last' }
const reference = { uri: https }

const pictureLists: readonly (readonly [string, string, readonly object[], string | null])[] = [
  ['a first frame', 'gen4.5', [first], null],
  ['two pictures for a model of one', 'gen4.5', [first, first], 'Invalid input'],
  ['no picture', 'veo3.1', [], 'Too small: expected array to have >=1 items'],
  ['a first and a last frame', 'veo3.1', [first, last], null],
  ['a last frame alone', 'veo3.1', [last], 'A last frame requires a first frame.'],
  ['two first frames', 'veo3.1', [first, first], 'Each position can be used only once.'],
  ['references', 'seedance2', [reference, reference], null],
  [
    'a first frame among references',
    'seedance2',
    [first, reference],
    'Keyframe images and reference images cannot be mixed.',
  ],
  ['references where types say unknown', 'hailuo3', [reference], null],
  [
    'a mix where types say unknown',
    'hailuo3',
    [first, reference],
    'Keyframe images and reference images cannot be mixed.',
  ],
]

test.each(pictureLists)('%s for %s', async (_name, model, promptImage, message) => {
  await withSimulator(async (simulator) => {
    const ratio = model === 'hailuo3' ? {} : { ratio: '1280:720' }
    const length = model === 'gen4.5' ? { duration: 5 } : {}
    const body = { model, promptText: 'A', promptImage, ...ratio, ...length }
    const answer = await call(simulator, '/v1/image_to_video', { body })
    expect(messagesOf(answer)).toEqual(message === null ? [] : [['promptImage', message]])
    expect(answer.status).toBe(message === null ? 200 : 400)
  })
})

test('Wan refuses a fixed ratio for keyframes and takes an automatic one', async () => {
  await withSimulator(async (simulator) => {
    const body = { model: 'wan3', promptText: 'A', promptImage: onePixel, ratio: '1280:720' }
    expect(messagesOf(await call(simulator, '/v1/image_to_video', { body }))).toEqual([
      ['ratio', 'Keyframe requests must use an auto ratio.'],
    ])
    const automatic = await call(simulator, '/v1/image_to_video', { body: { ...body, ratio: 'auto_720p' } })
    expect(automatic.status).toBe(200)
  })
})

test('a body that is no JSON is refused', async () => {
  await withSimulator(async (simulator) => {
    expect((await call(simulator, '/v1/text_to_video', { body: '{"model":' })).status).toBe(400)
  })
})
