import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { indexTakes } from '../../../shared/continuity/pick'
import { buildRequest, upstreamHashOf } from '../../../shared/models/build-request'
import type { PlannedRequest } from '../../../shared/models/request'
import {
  assetIdOf,
  noTakes,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleSoundAsset,
  sampleTake,
} from '../../../test-support/sample-film'
import { listPrices } from '../../../shared/models/prices'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { makeRequest, restoreInputs, type InputSources } from './request-inputs'

const asset = samplePicture(1)
const shot = sampleShot(1, { start: { kind: 'picture', assetId: asset.id, framings: {} } })
const assets = [asset, samplePicture(2), sampleSoundAsset(3, 4)]
const document = sampleDocument({ shots: [shot, sampleShot(2)], clips: [], assets })
const none = new Set<never>()
const { planned } = buildRequest(shot, {
  document,
  takes: noTakes,
  awaited: none,
  circular: none,
  prices: listPrices.perSecond,
})
const shotTwo = sampleShot(2).id
const signal = new AbortController().signal

async function inCache(work: (sources: InputSources, picture: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (root) => {
    const picture = join(root, 'framed.png')
    const stored = (name: string) => () => Promise.resolve(join(root, name))
    await writeFile(picture, 'framed')
    const media = {
      framedFile: () => Promise.resolve(picture),
      exactFrame: () => Promise.reject(new Error('no frame is asked for')),
      pictureFile: stored('portrait.jpg'),
      assetFile: stored('voice.mp3'),
      takeFile: ({ id }: { readonly id: string }) => join(root, `${id}.mp4`),
    }
    await writeFile(join(root, 'portrait.jpg'), 'portrait')
    await writeFile(join(root, 'voice.mp3'), 'voice')
    await writeFile(join(root, 't2.mp4'), 'clip')
    await work({ document, takes: noTakes, media, folder: join(root, 'cache', 'inputs') }, picture)
  })
}

describe('the pictures of a request', () => {
  it('are kept under the hash of exactly the bytes that are sent', () =>
    inCache(async (sources) => {
      const made = await makeRequest(planned, sources, signal)
      const sha256 = createHash('sha256').update('framed').digest('hex')
      expect(made).toMatchObject({ ok: true, value: { start: { sha256, file: `${sha256}.png` }, end: null } })
      expect(await readFile(join(sources.folder, `${sha256}.png`), 'utf8')).toBe('framed')
    }))

  it('are made again when the cache was emptied between approval and sending', () =>
    inCache(async (sources) => {
      const made = await makeRequest(planned, sources, signal)
      if (!made.ok) throw new Error(made.problem)
      const names = await readdir(sources.folder)
      await rm(sources.folder, { recursive: true })
      expect(await restoreInputs(planned, made.value, sources, signal)).toMatchObject({ ok: true })
      expect(await readdir(sources.folder)).toEqual(names)
    }))

  it('keep a request from being sent when they are not the same any more, or gone', () =>
    inCache(async (sources, picture) => {
      const made = await makeRequest(planned, sources, signal)
      if (!made.ok) throw new Error(made.problem)
      await rm(sources.folder, { recursive: true })
      await writeFile(picture, 'framed otherwise')
      expect(await restoreInputs(planned, made.value, sources, signal)).toMatchObject({ ok: false })
      const without = { ...sources, document: { ...document, assets: new Map() } }
      expect(await makeRequest(planned, without, signal)).toMatchObject({ ok: false })
    }))

  it('hold the clip that a shot goes on from, with the task that made it', () =>
    inCache(async (sources) => {
      const size = { width: 1280, height: 720 }
      const coming = {
        kind: 'awaitedTake',
        shotId: document.shots.get(shotTwo)!.id,
        provider: 'runway',
        seconds: 5,
        size,
      } as const
      const goingOn = { ...planned, start: null, extension: coming }
      expect(await makeRequest(goingOn, sources, signal)).toEqual({
        ok: false,
        problem: 'The clip it goes on from is missing.',
      })
      const take = sampleTake(2, { provider: 'runway', taskId: 'task-9', size })
      const arrived = { ...sources, takes: indexTakes([take]) }
      const made = await makeRequest(goingOn, arrived, signal)
      const sha256 = createHash('sha256').update('clip').digest('hex')
      expect(made.ok && made.value.extension).toEqual({
        sha256,
        file: `${sha256}.mp4`,
        takeId: 't2',
        provider: 'runway',
        taskId: 'task-9',
        seconds: 5,
      })
      expect(made.ok && made.value.upstreamHash).not.toBeNull()
      const longer = { ...sources, takes: indexTakes([{ ...take, frames: 240 }]) }
      expect(await makeRequest(goingOn, longer, signal)).toMatchObject({ ok: false })
      const heavy = { ...sources, takes: indexTakes([{ ...take, bytes: 300 * 1024 * 1024 }]) }
      const asked = { ...goingOn, provider: 'runway', model: 'seedance2_5' }
      expect(await makeRequest(asked, arrived, signal)).toMatchObject({ ok: true })
      expect(await makeRequest(asked, heavy, signal)).toMatchObject({ ok: false })
    }))

  it('wait for a frame that another shot has not got yet', () =>
    inCache(async (sources) => {
      const source = { kind: 'shotFrame', shotId: shot.id, take: 'pick', frame: 'lastVisible' } as const
      const awaiting = { ...planned, start: { kind: 'awaited', source } as const }
      expect(await makeRequest(awaiting, sources, signal)).toEqual({
        ok: false,
        problem: 'The shot it starts from has no take.',
      })
    }))
})

describe('the references of a request', () => {
  const withReferences: PlannedRequest = {
    ...planned,
    references: [
      { kind: 'picture', name: 'Mara', media: { kind: 'asset', assetId: assetIdOf(2) } },
      { kind: 'sound', name: 'Voice', media: { kind: 'asset', assetId: assetIdOf(3) } },
      { kind: 'video', name: 'Walk', media: { kind: 'awaitedTake', shotId: sampleShot(2).id } },
    ],
  }
  const takes = indexTakes([sampleTake(2)])
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

  it('are kept as they are sent, in their order, and the clip of a take that was awaited with them', () =>
    inCache(async (sources) => {
      const made = await makeRequest(withReferences, { ...sources, takes }, signal)
      if (!made.ok) throw new Error(made.problem)
      expect(made.value.references).toEqual([
        { kind: 'picture', name: 'Mara', sha256: hashOf('portrait'), file: `${hashOf('portrait')}.jpg` },
        { kind: 'sound', name: 'Voice', sha256: hashOf('voice'), file: `${hashOf('voice')}.mp3` },
        { kind: 'video', name: 'Walk', sha256: hashOf('clip'), file: `${hashOf('clip')}.mp4` },
      ])
      const settled = { kind: 'video', name: 'Walk', media: { kind: 'take', takeId: sampleTake(2).id } } as const
      const upstream = upstreamHashOf({ ...planned, references: [settled] }, takes)
      expect([upstream === null, made.value.upstreamHash]).toEqual([false, upstream])
    }))

  it('are made again when the cache was emptied, and refused when they are others by then', () =>
    inCache(async (sources) => {
      const made = await makeRequest(withReferences, { ...sources, takes }, signal)
      if (!made.ok) throw new Error(made.problem)
      const names = await readdir(sources.folder)
      await rm(sources.folder, { recursive: true })
      const again = { ...sources, takes }
      expect(await restoreInputs(withReferences, made.value, again, signal)).toMatchObject({ ok: true })
      expect(await readdir(sources.folder)).toEqual(names)
      await rm(sources.folder, { recursive: true })
      const other = { ...sources.media, assetFile: () => Promise.resolve(sources.media.takeFile(sampleTake(2))) }
      expect(await restoreInputs(withReferences, made.value, { ...again, media: other }, signal)).toEqual({
        ok: false,
        problem: 'One of its files changed before it was sent.',
      })
    }))

  it('keep a request from being sent when one of them is gone', () =>
    inCache(async (sources) => {
      const problemOf = async (over: Partial<InputSources>): Promise<unknown> =>
        makeRequest(withReferences, { ...sources, takes, ...over }, signal)
      const gone = { ...sources.media, assetFile: () => Promise.resolve(null) }
      expect(await problemOf({ media: gone })).toEqual({
        ok: false,
        problem: 'A file of “Voice” is missing from the project folder.',
      })
      const without = { ...document, assets: new Map([[asset.id, asset]]) }
      expect(await problemOf({ document: without })).toEqual({
        ok: false,
        problem: 'A file of “Mara” is no longer in the film.',
      })
      expect(await problemOf({ takes: noTakes })).toEqual({
        ok: false,
        problem: 'A shot that it refers to has no take.',
      })
    }))
})
