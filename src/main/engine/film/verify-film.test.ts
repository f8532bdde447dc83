import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FilmPlan } from '../../../shared/film/plan'
import { frames } from '../../../shared/time/time'
import { makeExportRoom, type ExportRoom } from '../../../test-support/export-room'
import { sampleClip, sampleDocument, sampleTake } from '../../../test-support/sample-film'
import type { FilmPiece } from './film-pieces'
import { readMp4 } from './mp4/read-mp4'
import { verifyFilm } from './verify-film'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let room: ExportRoom
let plan: FilmPlan
let film: Buffer
const size = { width: 160, height: 90 }
const signal = new AbortController().signal

beforeAll(async () => {
  room = await makeExportRoom([sampleTake(1, { frames: 24, size }), sampleTake(2, { frames: 24, size })], () => true)
  const document = sampleDocument({ clips: [sampleClip(1), sampleClip(2)], settings: { size } })
  const exported = await room.exportFilm(document)
  plan = exported.plan
  film = await readFile(exported.report.path)
})
afterAll(() => room.remove())

/** As if both clips had been encoded, so that their joint is decoded. */
function pieces(): readonly FilmPiece[] {
  return plan.clips.map((clip) => {
    const incoming = { clip, from: 0, length: clip.length }
    return { kind: 'encode', start: clip.start, length: clip.length, incoming, outgoing: null }
  })
}

async function verify(
  bytes: Buffer,
  over: { plan?: FilmPlan; checksum?: number; withSound?: boolean } = {},
): Promise<unknown> {
  const path = join(room.folder, 'to-verify.mp4')
  await writeFile(path, bytes)
  const facts = { path, plan: over.plan ?? plan, pieces: pieces(), withSound: over.withSound ?? false }
  const checked = verifyFilm(
    room.ffmpeg,
    await mkdtemp(join(room.folder, 'verify-')),
    { ...facts, pictureChecksum: over.checksum ?? checksum() },
    signal,
  )
  return checked.then(
    () => 'good',
    (error: unknown) => (error instanceof Error ? error.message : error),
  )
}

function checksum(): number {
  return crc32(film.subarray(film.indexOf('mdat') + 4))
}

describe('verifyFilm', () => {
  it('finds nothing wrong with an exported film', async () => {
    expect(await verify(film)).toBe('good')
  })

  it.each([1, 1000, 2500])('notices a byte that is not what was written (%i from the end)', async (fromEnd) => {
    const changed = Buffer.from(film)
    changed[film.length - fromEnd] = Number(changed[film.length - fromEnd]) ^ 1
    expect(await verify(changed)).toContain('its bytes are not those that were written')
  })

  it('notices pictures too many, a missing sound and a film that is cut off', async () => {
    expect(await verify(film, { plan: { ...plan, length: frames(47) } })).toContain('48 pictures instead of 47')
    expect(await verify(film, { withSound: true })).toContain('its sound is missing')
    expect(await verify(film.subarray(0, film.length - 1))).toContain('cut off')
  })

  it('decodes the joints of encoded pieces', async () => {
    const changed = Buffer.from(film)
    const [track] = (await readMp4(join(room.folder, 'film-0.mp4'))).tracks
    const end = Number(track?.samples.offsets[25])
    changed.fill(0xff, end - 120, end - 20)
    const sum = crc32(changed.subarray(film.indexOf('mdat') + 4))
    expect(await verify(changed, { checksum: sum })).toContain('a joint does not decode')
  })
})
