import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FilmPlan, PlannedClip } from '../film/plan'
import { frames, rate } from '../time/time'
import { insertionFrame, insertionIndex } from './insertion-index'
import { nearestTarget, snapEdges, snapTargets } from './snapping'
import { rulerSpacing } from './time-ruler'
import { visibleClips } from './visible-clips'
import { fitScale, scaleFromSlider, sliderFromScale, zoomAbout, zoomLimits } from './zoom'

/** Clips of these lengths; each overlaps the one before by the given number of frames. */
function clipsOf(lengths: readonly number[], overlap = 0): readonly PlannedClip[] {
  let end = 0
  return lengths.map((length, index) => {
    const overlapIn = index === 0 ? 0 : overlap
    const start = end - overlapIn
    end = start + length
    return {
      index,
      start: frames(start),
      length: frames(length),
      overlapIn: frames(overlapIn),
    } as unknown as PlannedClip
  })
}

function planOf(clips: readonly PlannedClip[]): FilmPlan {
  const last = clips.at(-1)
  return { clips, length: frames(last ? last.start + last.length : 0) } as unknown as FilmPlan
}

describe('snapping', () => {
  const targets = snapTargets(planOf(clipsOf([48, 48])), [{ start: 10, end: 200 }], {
    playhead: 30,
    inPoint: 5,
    outPoint: null,
    markers: [30, 150],
  })

  it('knows zero, cuts, the end, sounds, playhead, marks and markers', () => {
    expect(targets).toEqual([0, 5, 10, 30, 48, 96, 150, 200])
  })

  it('reaches 8 pixels at any zoom', () => {
    for (const pixelsPerFrame of [0.01, 0.5, 1, 7.3, 40]) {
      expect(nearestTarget([1000], 1000 - 7.9 / pixelsPerFrame, pixelsPerFrame)).toBe(1000)
      expect(nearestTarget([1000], 1000 + 8.1 / pixelsPerFrame, pixelsPerFrame)).toBeNull()
    }
  })

  it('takes the nearest target of the nearest edge', () => {
    expect(nearestTarget(targets, 8, 1)).toBe(10)
    expect(snapEdges(targets, [100, 191], 1)).toEqual({ shift: -4, target: 96 })
    expect(snapEdges(targets, [70], 1)).toBeNull()
  })
})

describe('zoom', () => {
  it('keeps the time under the cursor within a pixel', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 30, noNaN: true }),
        fc.double({ min: 0, max: 50_000, noNaN: true }),
        fc.double({ min: 0, max: 1400, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (pixelsPerFrame, scrollLeft, pixel, factor) => {
          const view = { pixelsPerFrame, scrollLeft }
          const limits = zoomLimits(24_000, 1400)
          const next = zoomAbout(view, pixelsPerFrame * factor, pixel, limits)
          const frame = (scrollLeft + pixel) / pixelsPerFrame
          const now = frame * next.pixelsPerFrame - next.scrollLeft
          expect(next.pixelsPerFrame).toBeGreaterThanOrEqual(limits.least)
          expect(next.pixelsPerFrame).toBeLessThanOrEqual(limits.most)
          expect(next.scrollLeft === 0 || Math.abs(now - pixel) < 1).toBe(true)
        },
      ),
    )
  })

  it('fits the film into the lane and moves the slider both ways', () => {
    expect(24_000 * fitScale(24_000, 1000)).toBeLessThan(1000)
    const limits = zoomLimits(720, 1200)
    for (const position of [0, 0.25, 1]) {
      expect(sliderFromScale(scaleFromSlider(position, limits), limits)).toBeCloseTo(position, 9)
    }
  })
})

describe('the ruler', () => {
  it('keeps timecodes apart and ticks on whole parts of them at every zoom', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0005, max: 40, noNaN: true }),
        fc.constantFrom(24, 25, 30, 50, 60),
        (scale, fps) => {
          const { labelled, tick } = rulerSpacing(rate(fps), scale, 80)
          expect(labelled * scale).toBeGreaterThanOrEqual(80 - 1e-6)
          expect(labelled % tick).toBe(0)
        },
      ),
    )
  })
})

describe('what is in view', () => {
  it('is found without looking at every clip and misses none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 200 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: -50, max: 9000 }),
        fc.integer({ min: 0, max: 2000 }),
        (lengths, overlap, first, span) => {
          const clips = clipsOf(lengths, overlap)
          const { from, to } = visibleClips(clips, first, first + span)
          clips.forEach((clip, index) => {
            const seen = clip.start <= first + span && clip.start + clip.length > first
            expect(index >= from && index < to).toBe(seen)
          })
        },
      ),
    )
  })

  it('drops before or behind the nearest half of a clip', () => {
    const clips = clipsOf([100, 100])
    expect([-5, 0, 49, 50, 149, 150, 999].map((frame) => insertionIndex(clips, frame))).toEqual([0, 0, 0, 1, 1, 2, 2])
    expect([0, 1, 2].map((index) => insertionFrame(clips, index))).toEqual([0, 100, 200])
    expect(insertionIndex([], 40)).toBe(0)
  })
})
