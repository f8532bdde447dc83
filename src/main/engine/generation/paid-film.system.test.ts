import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { repeatedFrames } from '../../../shared/film/repeated-part'
import { spentOf } from '../../../shared/jobs/ledger'
import { micro } from '../../../shared/models/money'
import { rate } from '../../../shared/time/time'
import type { Shot } from '../../../shared/project/document'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { buildPictureWorker } from '../media/pictures/test-pictures'
import { atRunway } from './testing/runway-place'
import { inStudio, lastFrameOf, shotId, withShots, type OpenStudio, type Tools } from './testing/studio'

let ffmpeg: Ffmpeg
let tools: Tools
beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  tools = { ffmpeg, pictureWorker: await buildPictureWorker() }
})

const gen45 = { provider: 'runway', model: 'gen4.5', prompt: 'a harbour at dawn', seconds: 2 } as const
const veo = { provider: 'runway', model: 'veo3.1_fast', prompt: 'the tide', seconds: 4 } as const

function shots(open: OpenStudio, ...list: readonly Partial<Shot>[]): void {
  const numbered = list.map((over, index) => ({ number: index + 1, over }))
  open.edit('shots', (document) => withShots(document, numbered))
}

it('makes a paid shot, verified and charged once', () =>
  atRunway({ ffmpeg }, (place) =>
    inStudio(tools, async (studio) => {
      const open = await studio.create('paid', place)
      shots(open, gen45)
      const quote = await open.generation.quote([shotId(1)])
      expect(quote.totals).toEqual([{ provider: 'runway', amount: 24 * micro, balance: 10_000 * micro }])
      await open.approve(shotId(1))
      const job = await open.reaches(shotId(1), 'committed')
      expect(job).toMatchObject({ price: 24 * micro, cost: 24 * micro, charged: 'yes', balanceBefore: 10_000 * micro })
      const [take] = open.generation.takes
      expect(take).toMatchObject({ provider: 'runway', model: 'gen4.5', frames: 48, cost: 24 * micro })
      expect(take!.seed).not.toBeNull()
      const state = place.simulator.control.state()
      expect([state.tasksCreated, state.creates.length, state.charged]).toEqual([1, 1, 24])
      expect(spentOf(open.generation.ledger)).toEqual({ charged: 240_000, reserved: 0 })
    }),
  ))

it('holds the longest for a model that decides the length, and settles what it made', () =>
  atRunway({ ffmpeg }, (place) =>
    inStudio(tools, async (studio) => {
      const open = await studio.create('auto', place)
      const auto = { provider: 'runway', model: 'seedance2_mini', prompt: 'the tide', autoSeconds: true } as const
      shots(open, auto)
      const [item] = (await open.generation.quote([shotId(1)])).items
      expect(item).toMatchObject({ seconds: 15, autoSeconds: true, price: 240 * micro })
      await open.approve(shotId(1))
      const { cost } = await open.reaches(shotId(1), 'committed')
      const [take] = open.generation.takes
      const made = take!.frames / 24
      expect(made).toBeLessThan(15)
      expect([cost, take!.autoSeconds]).toEqual([Math.max(64, 16 * made) * micro, true])
      const [create] = place.simulator.control.state().creates
      expect(JSON.parse(create?.body ?? 'null')).toMatchObject({ duration: 'auto' })
      expect(spentOf(open.generation.ledger)).toEqual({ charged: (cost ?? 0) / 100, reserved: 0 })
      expect(open.generation.ledger[0]).toMatchObject({ estimated: 240 * micro, charged: cost, assumed: false })
    }),
  ))

const goesOnFrom = (number: number) => ({ kind: 'extension', shotId: shotId(number), take: 'pick' }) as const

it('goes on from the clip of another shot, whether the answer holds that or only what is new', () =>
  atRunway({ ffmpeg }, (place) =>
    inStudio(tools, async (studio) => {
      const open = await studio.create('extended', place)
      const small = { provider: 'runway', model: 'gemini_omni_flash_1.1', prompt: 'the tide', seconds: 3 } as const
      const options = { resolution: '360p' }
      const added = { provider: 'runway', model: 'seedance2_5', prompt: 'and on', seconds: 4 } as const
      shots(open, { ...small, options }, { ...small, start: goesOnFrom(1) }, gen45, { ...added, start: goesOnFrom(3) })
      const all = [1, 2, 3, 4].map(shotId)
      await open.approve(...all)
      for (const id of all) await open.reaches(id, 'committed')
      const takes = new Map(open.generation.takes.map((take) => [take.shotId, take]))
      const [first, whole, second, alone] = all.map((id) => takes.get(id)!)
      expect([first!.frames, whole!.frames, second!.frames, alone!.frames]).toEqual([72, 144, 48, 96])
      expect(whole).toMatchObject({ extends: { takeId: first!.id, seconds: 3 }, size: first!.size })
      expect([repeatedFrames(whole!, rate(24)), repeatedFrames(alone!, rate(24))]).toEqual([72, 0])
      const { creates, tasksCreated } = place.simulator.control.state()
      expect(tasksCreated).toBe(4)
      const sent = creates.filter(({ route }) => route === '/v1/video_to_video').map(({ body }) => body ?? '')
      expect(sent.map((body) => (JSON.parse(body) as { mode: string }).mode)).toEqual(['extend', 'extend'])
      for (const { estimated, charged } of open.generation.ledger) expect(charged).toBe(estimated)
    }),
  ))

it('gives a seed to a shot without one, but not to a model that takes none', () =>
  atRunway({ ffmpeg }, (place) =>
    inStudio(tools, async (studio) => {
      const open = await studio.create('seeds', place)
      const happy = { provider: 'runway', model: 'happyhorse_1_0', prompt: 'a harbour', seconds: 3 } as const
      shots(open, gen45, happy)
      await open.approve(shotId(1), shotId(2))
      await open.reaches(shotId(1), 'committed')
      await open.reaches(shotId(2), 'committed')
      const seeds = new Map(open.generation.takes.map((take) => [take.shotId, take.seed]))
      const sent = place.simulator.control.state().creates.map(({ body }): unknown => JSON.parse(body ?? 'null'))
      expect(sent).toContainEqual(expect.objectContaining({ model: 'gen4.5', seed: seeds.get(shotId(1)) }))
      expect(seeds.get(shotId(2))).toBeNull()
    }),
  ))

it('chains a shot from the last frame of the one before, with sound, first and last frame', () =>
  atRunway({ ffmpeg }, (place) =>
    inStudio(tools, async (studio) => {
      const open = await studio.create('chained', place)
      const asset = await studio.picture(open)
      const end = { kind: 'picture', assetId: asset.id, framings: {} } as const
      open.edit('picture', (document) => withShots(document, [], [asset]))
      shots(open, gen45, { ...veo, start: lastFrameOf(1), end, audio: true })
      await open.approve(shotId(1), shotId(2))
      await open.reaches(shotId(2), 'committed')
      const [first, second] = place.simulator.control
        .state()
        .creates.map(({ body }): unknown => JSON.parse(body ?? 'null'))
      expect(first).toMatchObject({ model: 'gen4.5', ratio: '1280:720', duration: 2 })
      const frames = expect.stringMatching(/^data:image\/png;base64,|^runway:/) as string
      expect(second).toMatchObject({
        model: 'veo3.1_fast',
        audio: true,
        duration: 4,
        promptImage: [
          { position: 'first', uri: frames },
          { position: 'last', uri: frames },
        ],
      })
      expect(open.generation.takes.find((take) => take.shotId === shotId(2))).toMatchObject({ hasAudio: true })
      const text = await readFile(
        join(studio.appData, 'jobs', `${open.session.document.settings.projectId}.ndjson`),
        'utf8',
      )
      expect(text).not.toContain(place.simulator.key)
    }),
  ))
