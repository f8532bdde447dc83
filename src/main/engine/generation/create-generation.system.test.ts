import { cp, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { indexTakes } from '../../../shared/continuity/pick'
import { planFilm } from '../../../shared/film/plan-film'
import type { Shot } from '../../../shared/project/document'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import type { Provider } from '../providers/provider'
import { clipOf, ScriptedProvider } from './testing/scripted-provider'
import {
  faces,
  inStudio,
  lastFrameOf,
  shotId,
  withoutShot,
  withShots,
  type OpenStudio,
  type Studio,
  type Tools,
} from './testing/studio'

let ffmpeg: Ffmpeg
let tools: Tools

vi.setConfig({ testTimeout: 60_000 })
const patience = { interval: 5, timeout: 20_000 }

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  tools = { ffmpeg, pictureWorker: null }
})

const [one, two, three] = [shotId(1), shotId(2), shotId(3)]

/** Three shots of their prompts alone: the second continues from the first, the third stands alone. */
async function threeShots(studio: Studio, provider?: Provider, over: Partial<Shot> = {}): Promise<OpenStudio> {
  const open = await studio.create('film', provider)
  open.edit('add shots', (document) =>
    withShots(document, [
      { number: 1, over },
      { number: 2, over: { ...over, start: lastFrameOf(1) } },
      { number: 3, over },
    ]),
  )
  return open
}

/** A provider that has its clips ready, or holds them until it is told to finish. */
async function ready(held = false): Promise<ScriptedProvider> {
  return new ScriptedProvider({ clip: await clipOf(ffmpeg, 48), held })
}

describe('agreeing to a bill', () => {
  it('holds for exactly that bill, once, and a double click costs nothing', () =>
    inStudio(tools, async (studio) => {
      const { generation, edit, finishes } = await threeShots(studio, await ready())
      const before = await generation.quote([one])
      edit('prompt', (document) => {
        const shot = document.shots.get(one)!
        return { ...document, shots: new Map([...document.shots, [one, { ...shot, prompt: 'pull back' }]]) }
      })
      const changed = await generation.approve([one], before.hash)
      expect(changed.outcome).toBe('quoteChanged')
      const { hash } = await generation.quote([one])
      expect(changed).toMatchObject({ quote: { hash } })
      const clicks = await Promise.allSettled([generation.approve([one], hash), generation.approve([one], hash)])
      expect(clicks.map((click) => click.status)).toEqual(['fulfilled', 'rejected'])
      expect(clicks[1]).toMatchObject({ reason: { kind: 'conflict', message: expect.stringContaining('already') } })
      await finishes()
      expect(generation.jobs).toHaveLength(1)
      expect(generation.takes).toHaveLength(1)
    }))

  it('is refused in words while a shot has a problem, and for shots that are not there', () =>
    inStudio(tools, async (studio) => {
      const { generation } = await threeShots(studio, await ready())
      const quote = await generation.quote([two])
      expect(quote.items).toMatchObject([{ shotId: two, price: 0, problems: ['upstreamMissing'] }])
      await expect(generation.approve([two], quote.hash)).rejects.toMatchObject({ kind: 'badRequest' })
      const nothing = await generation.quote([shotId(9)])
      expect(nothing.items).toEqual([])
      await expect(generation.approve([shotId(9)], nothing.hash)).rejects.toMatchObject({ kind: 'badRequest' })
      expect(generation.jobs).toEqual([])
    }))

  it('is refused by a film that another process holds, which shows its takes all the same', () =>
    inStudio(tools, async (studio) => {
      const writer = await threeShots(studio, await ready())
      await writer.approve(one)
      await writer.finishes()
      await writer.session.save()
      const reader = await studio.open('film')
      expect(reader.session.readOnly).not.toBeNull()
      expect(reader.generation.takes).toEqual(writer.generation.takes)
      const { hash } = await reader.generation.quote([three])
      await expect(reader.generation.approve([three], hash)).rejects.toMatchObject({ kind: 'readOnly' })
    }))
})

describe('cancelling', () => {
  it('stops what runs, sends nothing that waits for it, and leaves the others alone', () =>
    inStudio(tools, async (studio) => {
      const open = await threeShots(studio, undefined, { seconds: 10 })
      await open.approve(one, two, three)
      const { attemptId } = await open.reaches(one, 'running')
      open.generation.cancel(attemptId)
      await open.finishes()
      const ends = open.generation.jobs.map((job) => [job.shotId, job.state, job.reason, job.charged])
      expect(ends).toContainEqual([one, 'cancelled', 'Cancelled', 'no'])
      expect(ends).toContainEqual([two, 'rejected', expect.stringContaining('“Shot 1”'), 'no'])
      expect(ends).toContainEqual([three, 'committed', null, 'no'])
      expect(faces(open)).toEqual({ s1: 'cancelled', s2: 'rejected', s3: 'ready' })
      await open.close()
      expect(await studio.inAppData('rehearsal')).toEqual([])
    }))

  it('ends everything that is open, at whatever point it is', () =>
    inStudio(tools, async (studio) => {
      const open = await threeShots(studio, undefined, { seconds: 10 })
      await open.approve(one, two, three)
      open.generation.cancelAll()
      await open.finishes()
      expect(new Set(open.generation.jobs.map((job) => job.state))).toEqual(new Set(['cancelled']))
    }))
})

describe('a killed app', () => {
  it('goes on with what ran, what waited and what was to start from it, and creates nothing twice', () =>
    inStudio(tools, async (studio) => {
      const first = await threeShots(studio, undefined, { seconds: 5 })
      await first.session.save()
      await first.approve(one, two, three)
      await first.reaches(one, 'running')
      await first.kill()
      const second = await studio.open('film')
      expect(new Set(second.generation.jobs.map((job) => job.shotId))).toEqual(new Set([one, two, three]))
      await second.finishes()
      expect(second.generation.jobs.map((job) => [job.shotId, job.state, job.reason])).toEqual(
        [one, three, two].map((id) => [id, 'committed', null]),
      )
      expect(faces(second)).toEqual({ s1: 'ready', s2: 'ready', s3: 'ready' })
      expect(second.generation.takes.map((take) => take.frames)).toEqual([120, 120, 120])
      expect(second.generation.notices).toEqual([])
    }))

  it('closes without losing anything while it works', () =>
    inStudio(tools, async (studio) => {
      const first = await threeShots(studio, undefined, { seconds: 5 })
      await first.approve(one, two)
      await first.reaches(one, 'running', 'accepted')
      await first.close()
      const second = await studio.open('film')
      await second.finishes()
      expect(faces(second)).toEqual({ s1: 'ready', s2: 'ready', s3: 'draft' })
    }))
})

describe('stories', () => {
  it('5: rejecting the newest take shows the one before; both files stay', () =>
    inStudio(tools, async (studio) => {
      const open = await threeShots(studio, await ready())
      await open.approve(one)
      await open.finishes()
      await open.approve(one)
      await open.finishes()
      const [older, newer] = open.generation.takes
      const shown = () => {
        const plan = planFilm(open.session.document, indexTakes(open.generation.takes))
        return plan.clips[0]?.source
      }
      expect(shown()).toMatchObject({ kind: 'take', takeId: newer!.id })
      const mark = { id: newer!.id, star: false, reject: true, note: '', acceptedUpstream: null }
      open.edit('reject', (document) => ({ ...document, marks: new Map([[mark.id, mark]]) }))
      expect(shown()).toMatchObject({ kind: 'take', takeId: older!.id })
      expect(open.generation.takes).toHaveLength(2)
      expect(await readdir(open.session.paths.takes)).toHaveLength(4)
      open.edit('undo', (document) => ({ ...document, marks: new Map() }))
      expect(shown()).toMatchObject({ kind: 'take', takeId: newer!.id })
    }))

  it('6: a shot deleted while it generates: the take goes to lost & found, and is the shot’s again after undo', () =>
    inStudio(tools, async (studio) => {
      const provider = await ready(true)
      const open = await threeShots(studio, provider)
      const before = open.session.document
      await open.approve(one)
      await open.reaches(one, 'running')
      open.edit('delete', (document) => withoutShot(document, one))
      provider.finish()
      await open.finishes()
      expect(open.generation.takes).toEqual([])
      expect(await studio.inAppData('lost-and-found')).toHaveLength(2)
      open.edit('undo', () => ({ ...before, settings: open.session.document.settings }))
      await vi.waitUntil(() => open.generation.takes.length === 1, patience)
      expect(faces(open)[one]).toBe('ready')
      await vi.waitUntil(async () => (await studio.inAppData('lost-and-found')).length === 0, patience)
      await open.close()
      expect((await studio.open('film', await ready())).generation.takes).toHaveLength(1)
    }))

  it('7: a copied folder has the takes, a name of its own and no jobs; the original collects', () =>
    inStudio(tools, async (studio) => {
      const first = await threeShots(studio, await ready())
      await first.approve(three)
      await first.finishes()
      await first.close()
      const second = await studio.open('film', await ready(true))
      await second.approve(one)
      await second.reaches(one, 'running')
      await second.close()
      await cp(join(studio.desk.folder, 'film'), join(studio.desk.folder, 'copy'), { recursive: true })
      const copy = await studio.open('copy', await ready())
      expect(copy.generation.jobs).toEqual([])
      expect(copy.generation.takes).toHaveLength(1)
      const original = await studio.open('film', await ready())
      await original.finishes()
      expect(original.generation.takes).toHaveLength(2)
      expect(copy.generation.takes).toHaveLength(1)
    }))

  it('keeps a take that arrives when the project folder is gone, and brings it home when it is back', () =>
    inStudio(tools, async (studio) => {
      const provider = await ready(true)
      const open = await threeShots(studio, provider)
      await open.session.save()
      await open.approve(three)
      await open.reaches(three, 'running')
      const [here, away] = [join(studio.desk.folder, 'film'), join(studio.desk.folder, 'unplugged')]
      await rename(here, away)
      provider.finish()
      await open.finishes()
      expect(await studio.inAppData('lost-and-found')).toHaveLength(2)
      await rename(away, here)
      await open.close()
      const again = await studio.open('film', await ready())
      await vi.waitUntil(() => again.generation.takes.length === 1, patience)
      await vi.waitUntil(async () => (await studio.inAppData('lost-and-found')).length === 0, patience)
    }))
})
