import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  at24,
  noTakes,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleSound,
  sampleSoundAsset,
  sampleTake,
} from '../../test-support/sample-film'
import { indexTakes } from '../continuity/pick'
import type { ShotId, TakeId } from '../ids'
import type { Clip, Shot } from '../project/document'
import { frames, rate, seconds } from '../time/time'
import { layersAt } from './film-layers'
import type { FilmPlan } from './plan'
import { planFilm } from './plan-film'

function dissolve(length: number): Clip['join'] {
  return { kind: 'dissolve', length: frames(length) }
}

function starts(plan: FilmPlan): readonly (readonly [number, number])[] {
  return plan.clips.map((clip) => [clip.start, clip.length] as const)
}

describe('clips and takes', () => {
  it('places clips end to end at the asked length while nothing is generated', () => {
    const plan = planFilm(sampleDocument({ clips: [sampleClip(1), sampleClip(2)] }), noTakes)
    expect(starts(plan)).toEqual([
      [0, 120],
      [120, 120],
    ])
    expect(plan.length).toBe(240)
  })

  it('is an empty film without clips', () => {
    expect(planFilm(sampleDocument({ clips: [] }), noTakes)).toMatchObject({ clips: [], sounds: [], length: 0 })
  })

  it('gives an untrimmed clip the real length of a take that came out longer or shorter, and moves what follows', () => {
    const document = sampleDocument({ clips: [sampleClip(1), sampleClip(2)] })
    const plan = planFilm(document, indexTakes([sampleTake(1, { frames: 124 }), sampleTake(2, { frames: 97 })]))
    expect(starts(plan)).toEqual([
      [0, 124],
      [124, 97],
    ])
    expect(plan.clips.flatMap((clip) => clip.flags)).toEqual([])
  })

  it('keeps a trimmed cut when a longer take arrives', () => {
    const document = sampleDocument({ clips: [sampleClip(1, { in: at24(24), out: at24(72) })] })
    const [clip] = planFilm(document, indexTakes([sampleTake(1, { frames: 240 })])).clips
    expect(clip).toMatchObject({ length: 48, sourceIn: 24, sourceLength: 240, flags: [] })
  })

  it('ends a trimmed clip early, and says so, when the take is too short for it', () => {
    const document = sampleDocument({ clips: [sampleClip(1, { in: at24(24), out: at24(110) }), sampleClip(2)] })
    const plan = planFilm(document, indexTakes([sampleTake(1, { frames: 100 })]))
    expect(plan.clips[0]).toMatchObject({ length: 76, sourceIn: 24, flags: ['takeTooShort'] })
    expect(plan.clips[1]?.start).toBe(76)
  })

  it('keeps one flagged frame of a take that ends before the clip begins', () => {
    const document = sampleDocument({ clips: [sampleClip(1, { in: at24(90), out: at24(110) })] })
    const [clip] = planFilm(document, indexTakes([sampleTake(1, { frames: 50 })])).clips
    expect(clip).toMatchObject({ length: 1, sourceIn: 49, flags: ['takeTooShort'] })
  })

  it('shows the one new take in both clips of a split shot', () => {
    const clips = [sampleClip(1, { out: at24(60) }), sampleClip(2, { shotId: 's1' as ShotId, in: at24(60) })]
    const plan = planFilm(sampleDocument({ clips }), indexTakes([sampleTake(1, { frames: 125 })]))
    expect(plan.clips.map((clip) => clip.source)).toEqual([
      { kind: 'take', takeId: 't1', rehearsal: true },
      { kind: 'take', takeId: 't1', rehearsal: true },
    ])
    expect(starts(plan)).toEqual([
      [0, 60],
      [60, 65],
    ])
  })

  it('conforms a take of another rate to the film', () => {
    const document = sampleDocument({ clips: [sampleClip(1)] })
    const plan = planFilm(document, indexTakes([sampleTake(1, { frames: 150, rate: rate(30) })]))
    expect(plan.length).toBe(120)
  })

  it('falls back from a rejected take to the one before, and from a pinned take that is gone to the newest', () => {
    const older = sampleTake(1, { id: 't1' as TakeId })
    const newer = sampleTake(2, { id: 't2' as TakeId, shotId: 's1' as ShotId })
    const takes = indexTakes([newer, older])
    const shown = (shot: Partial<Shot>, rejected: readonly TakeId[]): unknown =>
      planFilm(sampleDocument({ clips: [sampleClip(1)], shots: [sampleShot(1, shot)], rejected }), takes).clips[0]
        ?.source
    expect(shown({}, [])).toMatchObject({ takeId: 't2' })
    expect(shown({}, [newer.id])).toMatchObject({ takeId: 't1' })
    expect(shown({ pick: 'gone' as TakeId }, [])).toMatchObject({ takeId: 't2' })
    expect(shown({}, [newer.id, older.id])).toMatchObject({ kind: 'card' })
  })

  it('shows the start picture of a shot without a take, moving as its prompt says, and a card without a picture', () => {
    const start = { kind: 'picture', assetId: assetIdOf(7), framings: { '16:9': { kind: 'pad' } } } as const
    const shots = [sampleShot(1, { start, prompt: 'pan left' }), sampleShot(2, { prompt: 'a dragon' })]
    const document = sampleDocument({ clips: [sampleClip(1), sampleClip(2)], shots, assets: [samplePicture(7)] })
    expect(planFilm(document, noTakes).clips.map((clip) => clip.source)).toEqual([
      {
        kind: 'still',
        picture: { kind: 'asset', assetId: assetIdOf(7), framing: { kind: 'pad' } },
        camera: expect.anything(),
      },
      { kind: 'card', shotId: 's2', title: 'Shot 2', text: 'a dragon' },
    ])
  })

  it('leaves out a clip whose shot is missing', () => {
    const document = sampleDocument({ clips: [sampleClip(1), sampleClip(2)] })
    const without = { ...document, shots: new Map([...document.shots].filter(([id]) => id !== 's1')) }
    expect(planFilm(without, noTakes).clips.map((clip) => clip.clipId)).toEqual(['c2'])
  })
})

describe('dissolves', () => {
  it('overlaps the two clips and makes the film shorter', () => {
    const plan = planFilm(sampleDocument({ clips: [sampleClip(1, { join: dissolve(12) }), sampleClip(2)] }), noTakes)
    expect(plan.length).toBe(228)
    expect(plan.clips.map((clip) => [clip.start, clip.overlapIn, clip.overlapOut])).toEqual([
      [0, 0, 12],
      [108, 12, 0],
    ])
  })

  it('is never longer than half of either clip, and says so', () => {
    const clips = [
      sampleClip(1, { join: dissolve(100) }),
      sampleClip(2, { out: at24(31), join: dissolve(40) }),
      sampleClip(3),
    ]
    const plan = planFilm(sampleDocument({ clips }), noTakes)
    expect(plan.clips.map((clip) => [clip.overlapIn, clip.overlapOut, clip.flags])).toEqual([
      [0, 15, ['joinShortened']],
      [15, 15, ['joinShortened']],
      [15, 0, []],
    ])
  })

  it('becomes a cut beside a clip of one frame', () => {
    const clips = [sampleClip(1, { join: dissolve(10) }), sampleClip(2, { out: at24(1) })]
    const plan = planFilm(sampleDocument({ clips }), noTakes)
    expect(plan.clips[0]).toMatchObject({ overlapOut: 0, flags: ['joinShortened'] })
    expect(plan.length).toBe(121)
  })

  it('is ignored after the last clip', () => {
    const plan = planFilm(sampleDocument({ clips: [sampleClip(1, { join: dissolve(10) })] }), noTakes)
    expect(plan.clips[0]).toMatchObject({ length: 120, overlapOut: 0, flags: [] })
  })
})

describe('another rate', () => {
  it('keeps the seconds of cuts and takes, to the nearest frame, and flags nothing', () => {
    const clips = [sampleClip(1, { in: at24(7), out: at24(101) }), sampleClip(2), sampleClip(3, { out: at24(120) })]
    const takes = indexTakes([sampleTake(1), sampleTake(2, { frames: 121 }), sampleTake(3)])
    const before = planFilm(sampleDocument({ clips }), takes)
    const after = planFilm(sampleDocument({ clips, settings: { rate: rate(25) } }), takes)
    after.clips.forEach((clip, index) => {
      const old = before.clips[index]
      expect(Math.abs(clip.length / 25 - Number(old?.length) / 24)).toBeLessThanOrEqual(1 / 25)
      expect(clip.flags).toEqual([])
    })
  })
})

describe('sounds', () => {
  const asset = sampleSoundAsset(9, 4)

  it('cuts music at the end of the film, with its fade out there', () => {
    const sound = sampleSound(9, { start: frames(60), fadeOut: frames(24) })
    const document = sampleDocument({ clips: [sampleClip(1, { out: at24(100) })], assets: [asset], sounds: [sound] })
    expect(planFilm(document, noTakes).sounds).toMatchObject([{ start: 60, length: 40, fadeIn: 0, fadeOut: 24 }])
  })

  it('ends with its file when the out point lies beyond it', () => {
    const sound = sampleSound(9, { in: seconds(1), out: seconds(100) })
    const document = sampleDocument({ clips: [sampleClip(1)], assets: [asset], sounds: [sound] })
    expect(planFilm(document, noTakes).sounds).toMatchObject([{ start: 0, length: 72, sourceIn: [1, 1] }])
  })

  it('shortens fades that do not fit, the fade out first', () => {
    const sound = sampleSound(9, { out: seconds(1), fadeIn: frames(20), fadeOut: frames(20) })
    const document = sampleDocument({ clips: [sampleClip(1)], assets: [asset], sounds: [sound] })
    expect(planFilm(document, noTakes).sounds).toMatchObject([{ length: 24, fadeIn: 20, fadeOut: 4 }])
  })

  it('leaves out what begins after the film or after its own file', () => {
    const sounds = [
      sampleSound(9, { start: frames(500) }),
      { ...sampleSound(9, { in: seconds(4) }), id: 'm10' as never },
    ]
    const document = sampleDocument({ clips: [sampleClip(1)], assets: [asset], sounds })
    expect(planFilm(document, noTakes).sounds).toEqual([])
  })
})

const anyClips = fc
  .array(
    fc.record({
      taken: fc.option(fc.integer({ min: 1, max: 80 })),
      start: fc.option(fc.integer({ min: 0, max: 60 })),
      length: fc.option(fc.integer({ min: 1, max: 60 })),
      join: fc.integer({ min: 0, max: 50 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((specs) => {
    const clips = specs.map(({ start, length, join }, index) =>
      sampleClip(index, {
        in: start === null ? null : at24(start),
        out: length === null ? null : at24((start ?? 0) + length),
        join: join === 0 ? { kind: 'cut' } : dissolve(join),
      }),
    )
    const takes = specs.flatMap(({ taken }, index) => (taken === null ? [] : [sampleTake(index, { frames: taken })]))
    return { clips, takes }
  })

describe('any film', () => {
  const anyRate = fc.constantFrom(rate(24), rate(25), rate(30), rate(30000, 1001), rate(60))

  test.prop([anyClips, anyRate])('has one clip, or two in a dissolve, on every frame', ({ clips, takes }, at) => {
    const plan = planFilm(sampleDocument({ clips, settings: { rate: at } }), indexTakes(takes))
    const overlaps = plan.clips.reduce((sum, clip) => sum + clip.overlapIn, 0)
    expect(plan.length).toBe(plan.clips.reduce((sum, clip) => sum + clip.length, 0) - overlaps)
    for (let frame = 0; frame < plan.length; frame += 1 + (frame % 3)) {
      const layers = layersAt(plan, frame)
      expect(layers.length).toBeGreaterThan(0)
      expect(layers[0]?.opacity).toBe(1)
      for (const { clip, sourceFrame } of layers) {
        expect(sourceFrame).toBeGreaterThanOrEqual(clip.sourceIn)
        expect(sourceFrame).toBeLessThan(clip.sourceIn + clip.length)
        expect(sourceFrame).toBeLessThan(clip.sourceLength)
      }
    }
    expect(layersAt(plan, plan.length)).toEqual([])
    expect(layersAt(plan, -1)).toEqual([])
  })
})
