import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { testFfmpeg } from '../main/engine/ffmpeg/test-ffmpeg'
import { startSimulator } from '../simulator/start-simulator'
import { buildCommandLine, drawPictures, filesHolding, inCliWorld, removeCommandLine } from './testing/cli-world'

let program: string
let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  program = await buildCommandLine()
})
afterAll(() => removeCommandLine(program))

it('makes one film over three providers, each with its own key, within one limit in dollars', async () => {
  const simulator = await startSimulator({ ffmpeg, speed: 100, pendingMs: 100, runMs: 1000 })
  try {
    await inCliWorld(program, async (world) => {
      await drawPictures(ffmpeg, world, 2)
      const { environment } = world
      const picture = path.join('refs', 'shot 1.png')
      await world.run('new', 'film')
      await world.run('add', 'film', '-m', 'gen4.5', '-d', '2', '-p', 'a harbour')
      await world.run('add', 'film', picture, '-m', 'gptge/gen4_turbo', '-d', '5', '-p', 'a harbour')
      const at = 'https://pictures.example.com/a.png'
      await world.run(
        'add',
        'film',
        picture,
        '-m',
        'cometapi/gen3a_turbo',
        '-d',
        '5',
        '--picture-url',
        at,
        '-p',
        'a harbour',
      )
      environment['SEAMLINE_RUNWAY_URL'] = simulator.baseUrl
      environment['SEAMLINE_GPTGE_URL'] = `${simulator.baseUrl}/gptge/runwayml`
      environment['SEAMLINE_COMETAPI_URL'] = `${simulator.baseUrl}/comet/runwayml`
      environment['RUNWAYML_API_SECRET'] = simulator.key
      // A folder of somebody else's does not say what seconds cost.
      await writeFile(path.join(world.folder, '.env'), 'SEAMLINE_GPTGE_PRICE=0.01\nSEAMLINE_COMETAPI_PRICE=0.01\n')

      const unpriced = await world.run('generate', 'film', '--yes', '--max-cost', '5')
      expect(unpriced).toMatchObject({ code: 3, stderr: expect.stringContaining('its price is not known') })
      environment['SEAMLINE_GPTGE_PRICE'] = '0.05'
      environment['SEAMLINE_COMETAPI_PRICE'] = '$0.0625'
      const plan = await world.json('plan', 'film')
      expect(plan['dollars']).toBe(0.24 + 0.25 + 0.3125)
      const keyless = await world.run('generate', 'film', '--yes', '--max-cost', '5')
      expect(keyless).toMatchObject({ code: 7, stderr: expect.stringContaining('SEAMLINE_GPTGE_KEY') })
      environment['SEAMLINE_GPTGE_KEY'] = simulator.gatewayKey
      environment['SEAMLINE_COMETAPI_KEY'] = simulator.gatewayKey

      const doctor = (await world.run('doctor', '--online')).stdout
      expect(doctor).toMatch(/ok +account, V-API +answers; it tells no balance/)
      expect(simulator.control.state().tasksCreated).toBe(0)
      expect(await world.run('generate', 'film', '--yes', '--max-cost', '0.80')).toMatchObject({ code: 3 })
      const done = await world.run('generate', 'film', '--yes', '--max-cost', '0.81', '--verbose')
      expect(done).toMatchObject({ code: 0 })
      expect(await world.json('status', 'film')).toMatchObject({
        shots: [{ takes: 1 }, { takes: 1 }, { takes: 1 }],
        ledger: { charged: 0.8025, reserved: 0, unknown: 0 },
      })
      expect(simulator.control.state()).toMatchObject({ tasksCreated: 3, keysSentElsewhere: 0 })
      expect([doctor, done.stderr, done.stdout].join()).not.toContain(simulator.gatewayKey)
      expect(await filesHolding(world.folder, simulator.gatewayKey)).toEqual([])
    })
  } finally {
    await simulator.close()
  }
})
