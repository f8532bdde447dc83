import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { indexTakes } from '../../../shared/continuity/pick'
import { planFilm } from '../../../shared/film/plan-film'
import type { Clip } from '../../../shared/project/document'
import { seconds } from '../../../shared/time/time'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { clipOf, ScriptedProvider, type Script } from './testing/scripted-provider'
import { inStudio, lastFrameOf, shotId, withShots, type OpenStudio, type Studio } from './testing/studio'

let ffmpeg: Ffmpeg

vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
})

const [one, two] = [shotId(1), shotId(2)]

interface Scene {
  readonly open: OpenStudio
  readonly provider: ScriptedProvider
  readonly studio: Studio
}

/** A film of two shots, the second from the first, and a provider that follows a script with a clip of 48 frames. */
async function inScene(
  script: Partial<Script>,
  work: (scene: Scene) => Promise<void>,
  { frames = 48, clip = {} }: { readonly frames?: number; readonly clip?: Partial<Clip> } = {},
): Promise<void> {
  await inStudio({ ffmpeg, pictureWorker: null }, async (studio) => {
    const provider = new ScriptedProvider({ clip: await clipOf(ffmpeg, frames), ...script })
    const open = await studio.create('film', provider)
    open.edit('add shots', (document) =>
      withShots(document, [
        { number: 1, clip },
        { number: 2, over: { start: lastFrameOf(1) } },
      ]),
    )
    await work({ open, provider, studio })
  })
}

function ends({ generation }: OpenStudio): unknown {
  return generation.jobs.map((job) => [job.shotId, job.state, job.reason])
}

describe('an answer that proves nothing', () => {
  it('leaves the shot unknown, is never sent again by itself, and sends nothing that waits for it', () =>
    inScene({ creates: [new Error('connection reset')] }, async ({ open, provider, studio }) => {
      await open.approve(one, two)
      await open.finishes()
      expect(ends(open)).toEqual([
        [one, 'unknown', 'The answer was lost.'],
        [two, 'rejected', '“Shot 1”, which it starts from, was not generated.'],
      ])
      await open.close()
      const again = await studio.open('film', provider)
      expect(ends(again)).toEqual(ends(open))
      expect(provider.requests).toHaveLength(1)
    }))
})

describe('a proof that nothing was created', () => {
  it('ends in words when it is final', () =>
    inScene(
      { creates: [{ kind: 'rejected', reason: 'The prompt was refused.', retry: false, code: null, wait: null }] },
      async ({ open, provider }) => {
        await open.approve(one)
        await open.finishes()
        expect(ends(open)).toEqual([[one, 'rejected', 'The prompt was refused.']])
        expect(provider.requests).toHaveLength(1)
      },
    ))

  it('is followed by new attempts with names of their own under the same approval', () =>
    inScene(
      {
        creates: [
          { kind: 'rejected', reason: 'busy', retry: true, code: null, wait: null },
          { kind: 'rejected', reason: 'busy', retry: true, code: null, wait: null },
          { kind: 'accepted', taskId: 'third', estimate: 0 },
        ],
      },
      async ({ open, provider }) => {
        await open.approve(one)
        const { approvalId } = open.generation.jobs[0]!
        await open.finishes()
        expect(open.generation.jobs).toMatchObject([{ state: 'committed', approvalId }])
        expect(new Set(provider.requests.map(({ key }) => key)).size).toBe(3)
        expect(open.generation.takes).toMatchObject([{ taskId: 'third', seed: 42 }])
      },
    ))
})

describe('a task', () => {
  it('that fails says so, and whether it was charged', () =>
    inScene(
      {
        statuses: [
          { kind: 'throttled' },
          { kind: 'running', progress: 0.5 },
          { kind: 'failed', reason: 'Moderation.', charged: 'no', code: null, cost: 0 },
        ],
      },
      async ({ open, provider }) => {
        await open.approve(one)
        await open.finishes()
        expect(open.generation.jobs).toMatchObject([{ state: 'failed', reason: 'Moderation.', charged: 'no' }])
        expect(provider.released).toHaveLength(1)
      },
    ))

  it('is asked for until an answer comes', () =>
    inScene(
      { statuses: [new Error('502'), new Error('502'), { kind: 'succeeded', seed: null, cost: 0 }] },
      async ({ open }) => {
        await open.approve(one)
        await open.finishes()
        expect(ends(open)).toEqual([[one, 'committed', null]])
      },
    ))

  it('that is cancelled too late still arrives', () =>
    inScene({ held: true }, async ({ open, provider }) => {
      await open.approve(one)
      const { attemptId } = await open.reaches(one, 'running')
      open.generation.cancel(attemptId)
      await open.finishes()
      expect(provider.cancelled).toHaveLength(1)
      expect(open.generation.takes).toHaveLength(1)
    }))
})

describe('a clip', () => {
  it('that breaks off or arrives in half is fetched again, and only a whole one becomes a take', () =>
    inScene({ fetches: [new Error('reset'), 'half', 'whole'] }, async ({ open, provider }) => {
      await open.approve(one)
      await open.finishes()
      expect(provider.fetches).toBe(3)
      expect(open.generation.takes).toMatchObject([{ frames: 48, shotId: one }])
    }))

  it('that never arrives whole is given up in words and leaves nothing behind', () =>
    inScene({ fetches: ['half'] }, async ({ open, provider, studio }) => {
      await open.approve(one)
      await open.finishes()
      expect(ends(open)).toEqual([[one, 'failed', expect.stringMatching(/damaged|incomplete/)]])
      expect(open.generation.takes).toEqual([])
      expect(provider.requests).toHaveLength(1)
      expect(await studio.inAppData('arrivals')).toEqual([])
      expect(await readdir(open.session.paths.takes)).toEqual([])
    }))
})

describe('story 1: a take arrives shorter or longer than asked', () => {
  const lengths = (open: OpenStudio) =>
    planFilm(open.session.document, indexTakes(open.generation.takes)).clips.map((clip) => [clip.length, clip.flags])

  it.each([36, 72])('untrimmed the clip takes its real length and the film ripples: %i frames', (frames) =>
    inScene(
      {},
      async ({ open }) => {
        const before = open.session.revision
        await open.approve(one)
        await open.finishes()
        expect(lengths(open)).toEqual([
          [frames, []],
          [48, []],
        ])
        expect(open.session.revision).toBe(before)
      },
      { frames },
    ),
  )

  it('trimmed the cut stays, and a take too short for it is flagged', () =>
    inScene(
      {},
      async ({ open }) => {
        expect(lengths(open)[0]).toEqual([24, []])
        await open.approve(one)
        await open.finishes()
        expect(lengths(open)[0]).toEqual([12, ['takeTooShort']])
      },
      { frames: 30, clip: { in: seconds(18, 24), out: seconds(42, 24) } },
    ))
})

describe('the list of generations', () => {
  it('is set aside when it is damaged, and what can be read of it goes on', () =>
    inScene({}, async ({ open, provider, studio }) => {
      await open.approve(one)
      await open.finishes()
      await open.close()
      const [name] = (await studio.inAppData('jobs')).filter((file) => file.endsWith('.ndjson'))
      await writeFile(join(studio.appData, 'jobs', name!), '{"sum":"nonsense"}\n', { flag: 'a' })
      await writeFile(join(studio.appData, 'jobs', name!), '{"sum":"nonsense"}\n', { flag: 'a' })
      const again = await studio.open('film', provider)
      expect(again.generation.notices).toEqual([expect.stringContaining('damaged')])
      expect(again.generation.jobs).toMatchObject([{ state: 'committed' }])
      expect(again.generation.takes).toHaveLength(1)
    }))
})
