import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noTakes, sampleDocument, samplePicture, sampleShot } from '../../../test-support/sample-film'
import { buildRequest } from '../../../shared/models/build-request'
import { listPrices } from '../../../shared/models/prices'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { makeRequest, restoreInputs, type InputSources } from './request-inputs'

const asset = samplePicture(1)
const shot = sampleShot(1, { start: { kind: 'picture', assetId: asset.id, framings: {} } })
const document = sampleDocument({ shots: [shot], clips: [], assets: [asset] })
const none = new Set<never>()
const { planned } = buildRequest(shot, {
  document,
  takes: noTakes,
  awaited: none,
  circular: none,
  prices: listPrices.perSecond,
})
const signal = new AbortController().signal

async function inCache(work: (sources: InputSources, picture: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (root) => {
    const picture = join(root, 'framed.png')
    await writeFile(picture, 'framed')
    const media = {
      framedFile: () => Promise.resolve(picture),
      exactFrame: () => Promise.reject(new Error('no frame is asked for')),
    }
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
