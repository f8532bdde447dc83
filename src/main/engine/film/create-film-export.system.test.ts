import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { heldPath, moveWindowAt } from '../../../shared/film/camera-move'
import { layersAt } from '../../../shared/film/film-layers'
import type { FilmPlan, PlannedClip } from '../../../shared/film/plan'
import type { Take } from '../../../shared/jobs/take'
import type { Clip, FilmDocument, Settings } from '../../../shared/project/document'
import { frames, rate, sourceFrameOfConformed } from '../../../shared/time/time'
import { makeExportRoom, type ExportRoom } from '../../../test-support/export-room'
import {
  cellsOf,
  codeOf,
  greyPictures,
  readCells,
  readCode,
  wholePicture,
  type FrameArea,
  type GreyPicture,
} from '../../../test-support/numbered-frames'
import {
  assetIdOf,
  at24,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleTake,
} from '../../../test-support/sample-film'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let room: ExportRoom
const size = { width: 320, height: 180 }
const settings: Partial<Settings> = { size }

const takes: readonly Take[] = [
  sampleTake(1, { frames: 40, size }),
  sampleTake(2, { frames: 31, size }),
  sampleTake(3, { frames: 50, size: { width: 320, height: 192 }, rate: rate(30) }),
  sampleTake(4, { frames: 30, size: { width: 160, height: 90 }, rate: rate(25) }),
  sampleTake(5, { frames: 36, size, provider: 'somebody' }),
]

beforeAll(async () => {
  room = await makeExportRoom(takes, (take) => ['t1', 't2', 't5'].includes(take.id))
})
afterAll(() => room.remove())

function film(clips: readonly Clip[], over: Partial<Parameters<typeof sampleDocument>[0]> = {}): FilmDocument {
  return sampleDocument({ clips, settings, ...over })
}

function takeOf(clip: PlannedClip): Take {
  const take = takes.find(({ id }) => clip.source.kind === 'take' && id === clip.source.takeId)
  if (!take) throw new Error('no take')
  return take
}

/** Where a take's own picture lies in the film's frame. */
function areaOf(take: Take): FrameArea {
  const width = (take.size.width * size.height) / (take.size.height * size.width)
  return { ...wholePicture, left: (1 - width) / 2, width }
}

function codeAt(clip: PlannedClip, sourceFrame: number): number {
  const take = takeOf(clip)
  return codeOf(Number(take.id.slice(1)), sourceFrameOfConformed(sourceFrame, take.frames, take.rate, rate(24)))
}

/** Every frame of a film of takes shows the numbers that the plan says, each with its weight. */
function expectFrames(plan: FilmPlan, pictures: readonly GreyPicture[]): void {
  expect(pictures.length).toBe(plan.length)
  pictures.forEach((picture, frame) => {
    const layers = layersAt(plan, frame)
    if (layers.some(({ clip }) => clip.source.kind !== 'take')) return
    const [bottom, top] = layers
    if (bottom && !top) {
      const code = readCode(picture, areaOf(takeOf(bottom.clip)))
      expect([frame, code]).toEqual([frame, codeAt(bottom.clip, bottom.sourceFrame)])
    } else if (bottom && top) {
      const [before, after] = [bottom, top].map((layer) => cellsOf(codeAt(layer.clip, layer.sourceFrame)))
      readCells(picture).forEach((shade, cell) => {
        const wanted = Number(before?.[cell]) * (1 - top.opacity) + Number(after?.[cell]) * top.opacity
        expect(Math.abs(shade - wanted), `frame ${frame}, cell ${cell}`).toBeLessThan(0.03)
      })
    }
  })
}

const dissolve = (length: number): Clip['join'] => ({ kind: 'dissolve', length: frames(length) })

describe('takes that agree and are joined by cuts', () => {
  it('are copied byte for byte, also when a clip ends early or begins at a key frame', async () => {
    const document = film([sampleClip(1, { out: at24(29) }), sampleClip(2), sampleClip(5, { in: at24(12) })])
    const { plan, report } = await room.exportFilm(document)
    expect(report).toMatchObject({ method: 'copy', frames: 84, seconds: 3.5 })
    expect(report.bytes).toBe((await stat(report.path)).size)
    expectFrames(plan, await greyPictures(room.ffmpeg, report.path))
  })

  it('stay copied where they can when one clip begins between key frames', async () => {
    const { plan, report } = await room.exportFilm(film([sampleClip(1), sampleClip(2, { in: at24(7) })]))
    expect(report.method).toBe('encoded')
    expectFrames(plan, await greyPictures(room.ffmpeg, report.path))
    const film1 = await readFile(report.path)
    const own = await readFile(join(room.folder, 't1.mp4'))
    expect(film1.includes(own.subarray(own.indexOf('mdat') + 4, own.length - 1))).toBe(true)
  })
})

describe('everything else', () => {
  it('shows exactly the planned frames of mixed sizes and rates, with trims and dissolves', async () => {
    const document = film([
      sampleClip(1, { in: at24(5), join: dissolve(8) }),
      sampleClip(2, { join: dissolve(5) }),
      sampleClip(4, { in: at24(3), out: at24(25) }),
      sampleClip(3, { out: at24(33) }),
      sampleClip(5, { join: dissolve(12) }),
    ])
    const { plan, report } = await room.exportFilm(document)
    expect(report.method).toBe('encoded')
    expectFrames(plan, await greyPictures(room.ffmpeg, report.path))
  })

  it('blends the flat parts of two clips within two levels of 255', async () => {
    const { plan, report } = await room.exportFilm(film([sampleClip(1, { join: dissolve(15) }), sampleClip(5)]))
    const flat = 8 * 160 + 80
    const pictures = await greyPictures(room.ffmpeg, report.path)
    const [from, to] = [Number(pictures[0]?.pixels[flat]), Number(pictures.at(-1)?.pixels[flat])]
    pictures.forEach(({ pixels }, frame) => {
      const share = layersAt(plan, frame).at(-1)
      const weight = share?.clip.clipId === 'c5' ? share.opacity : 0
      expect(
        Math.abs(Number(pixels[flat]) - (from * (1 - weight) + to * weight)),
        `frame ${frame}`,
      ).toBeLessThanOrEqual(2)
    })
    expect(to - from).toBeGreaterThan(30)
  })

  it('moves stills by the plan, from the frame their clip begins with, and dissolves into cards', async () => {
    const start = { kind: 'picture', assetId: assetIdOf(7), framings: {} } as const
    const shots = [sampleShot(8, { start, prompt: 'pan right', seconds: 2 }), sampleShot(9, { seconds: 1 })]
    const document = film([sampleClip(8, { in: at24(10), join: dissolve(6) }), sampleClip(9)], {
      shots,
      assets: [samplePicture(7)],
    })
    const { plan, report } = await room.exportFilm(document)
    const pictures = await greyPictures(room.ffmpeg, report.path, 320, 180)
    expect(pictures.length).toBe(plan.length)
    const [still, card] = plan.clips
    const row = (frame: number): readonly number[] => [...(pictures[frame]?.pixels.subarray(90 * 320, 91 * 320) ?? [])]
    const whitePixels = (frame: number): number => row(frame).reduce((sum, grey) => sum + grey / 255, 0)
    const camera = still?.source.kind === 'still' ? still.source.camera : heldPath
    for (const frame of [0, 1, 9, 20, 31]) {
      const window = moveWindowAt(camera, 10 + frame)
      const edge = 320 * ((0.5 - window.x) / window.scale + 0.5)
      expect(Math.abs(320 - edge - whitePixels(frame)), `frame ${frame}`).toBeLessThan(0.3)
    }
    const cardShade = Number(row(plan.length - 1)[160])
    for (let k = 0; k < 6; k++) {
      const cells = row(Number(card?.start) + k)
      const share = (k + 1) / 7
      expect(Math.abs(Number(cells[2]) - cardShade * share), `black, frame ${k}`).toBeLessThanOrEqual(2)
      expect(
        Math.abs(Number(cells[317]) - (255 * (1 - share) + cardShade * share)),
        `white, frame ${k}`,
      ).toBeLessThanOrEqual(2)
    }
  })

  it('burns the rehearsal mark into rehearsed takes only, and copies the others', async () => {
    const document = film([sampleClip(1), sampleClip(5)])
    const { plan, report } = await room.exportFilm(document, {}, { rehearsalMark: true })
    expect(report.method).toBe('encoded')
    const pictures = await greyPictures(room.ffmpeg, report.path, 320, 180)
    expectFrames(plan, pictures)
    const brightest = ({ pixels }: GreyPicture): number =>
      Math.max(...Array.from({ length: 40 }, (_, x) => Number(pixels[10 * 320 + 10 + x])))
    expect(brightest(pictures[3] as GreyPicture)).toBeGreaterThan(150)
    expect(brightest(pictures[50] as GreyPicture)).toBeLessThan(140)
    expect((await room.exportFilm(film([sampleClip(5)]), {}, { rehearsalMark: true })).report.method).toBe('copy')
  })

  it('keeps the frames of a film at 29.97 a second', async () => {
    const document = film([sampleClip(1, { join: dissolve(4) }), sampleClip(2)], {
      settings: { size, rate: rate(30_000, 1001) },
    })
    const { plan, report } = await room.exportFilm(document)
    const pictures = await greyPictures(room.ffmpeg, report.path)
    expect([pictures.length, report.frames]).toEqual([plan.length, plan.length])
    const first = plan.clips[0] as PlannedClip
    expect(readCode(pictures[33] as GreyPicture)).toBe(
      codeOf(1, sourceFrameOfConformed(first.sourceIn + 33, 40, rate(24), rate(30_000, 1001))),
    )
  })
})
