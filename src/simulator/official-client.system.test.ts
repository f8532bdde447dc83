import RunwayML, { toFile } from '@runwayml/sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from './start-simulator'
import { onePixel } from './testing/simulator-client'

/** The official SDK, against the simulator, as the app uses it: no retries of its own. */
let simulator: Simulator
let client: RunwayML

beforeEach(async () => {
  simulator = await startSimulator({ ffmpeg: null })
  await simulator.control.change({ standing: true })
  client = new RunwayML({ apiKey: simulator.key, baseURL: simulator.baseUrl, maxRetries: 0, timeout: 10_000 })
})

afterEach(async () => {
  await simulator.close()
})

const request = {
  model: 'gen4.5',
  promptImage: onePixel,
  promptText: 'A harbour at dawn',
  ratio: '1280:720',
  duration: 5,
} as const

test('creates, retrieves, downloads and deletes', async () => {
  const created = await client.imageToVideo.create(request)
  expect(created.estimatedCost.credits).toBe(60)
  expect((await client.tasks.retrieve(created.id)).status).toBe('PENDING')
  await simulator.control.advance(10_000)
  const task = await client.tasks.retrieve(created.id)
  if (task.status !== 'SUCCEEDED') throw new Error(`The task is ${task.status}.`)
  expect(task.cost.credits).toBe(60)
  expect((await fetch(task.output[0] ?? '')).status).toBe(200)
  await client.tasks.delete(created.id)
  await expect(client.tasks.retrieve(created.id)).rejects.toBeInstanceOf(RunwayML.NotFoundError)
})

test('creates from text with every default', async () => {
  const { id } = await client.textToVideo.create({ model: 'seedance2', promptText: 'A harbour' })
  expect((await client.tasks.retrieve(id)).status).toBe('PENDING')
})

test('uploads a file and uses it', async () => {
  const file = await toFile(new Uint8Array(2000), 'frame.png')
  const { uri } = await client.uploads.createEphemeral({ file, fileMetadata: '{}' })
  expect(uri).toMatch(/^runway:\/\//)
  const { id } = await client.imageToVideo.create({ ...request, promptImage: [{ uri, position: 'first' }] })
  expect(simulator.control.state().tasks).toMatchObject([{ id }])
  simulator.control.fault({ call: 'storage', action: { kind: 'status', status: 503 } })
  await expect(client.uploads.createEphemeral({ file })).rejects.toMatchObject({ status: 503 })
})

test('tells the organization and its use', async () => {
  await client.imageToVideo.create(request)
  const organization = await client.organization.retrieve()
  expect(organization.creditBalance).toBe(9940)
  expect(organization.usage.models['gen4.5']).toEqual({ dailyGenerations: 1 })
  const usage = await client.organization.retrieveUsage({})
  expect(usage.models).toEqual(['gen4.5'])
})

test('problems come as the SDK’s own errors with the words in the body', async () => {
  const wrongKey = client.withOptions({ apiKey: simulator.key.replaceAll(/[0-9]/g, 'f') })
  await expect(wrongKey.organization.retrieve()).rejects.toBeInstanceOf(RunwayML.AuthenticationError)
  await simulator.control.change({ balance: 0 })
  const refused = await client.imageToVideo.create(request).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(RunwayML.BadRequestError)
  expect((refused as InstanceType<typeof RunwayML.BadRequestError>).error).toMatchObject({
    error: 'You do not have enough credits to run this task.',
  })
  await simulator.control.change({ balance: 100, tier: { daily: 0 } })
  await expect(client.imageToVideo.create(request)).rejects.toBeInstanceOf(RunwayML.RateLimitError)
})

test('a create whose answer is lost is sent three times by the SDK’s own retries, and three tasks exist', async () => {
  const eager = client.withOptions({ maxRetries: 2 })
  simulator.control.fault({ call: 'create', times: 'always', action: { kind: 'drop', when: 'afterEffect' } })
  await expect(eager.imageToVideo.create(request)).rejects.toBeInstanceOf(RunwayML.APIConnectionError)
  const { tasksCreated, creates } = simulator.control.state()
  expect(tasksCreated).toBe(3)
  expect(new Set(creates.map(({ bodyHash }) => bodyHash)).size).toBe(1)
  simulator.control.clearFaults()
  simulator.control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
  await expect(client.imageToVideo.create(request)).rejects.toBeInstanceOf(RunwayML.APIConnectionError)
  expect(simulator.control.state().tasksCreated).toBe(4)
})
