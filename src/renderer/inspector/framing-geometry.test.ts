import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centredCrop } from '../../shared/film/ratio'
import { framingSchema } from '../../shared/project/document'
import { moveCrop, sizeCrop, type Crop } from './framing-geometry'

const side = fc.integer({ min: 16, max: 9000 })
const shape = fc.record({ width: side, height: side })
const anchor = fc.record({ x: fc.constantFrom(0, 0.5, 1), y: fc.constantFrom(0, 0.5, 1) })
const step = fc.oneof(
  fc.record({ dx: fc.double({ min: -2, max: 2, noNaN: true }), dy: fc.double({ min: -2, max: 2, noNaN: true }) }),
  fc.record({ width: fc.double({ min: -1, max: 3, noNaN: true }), anchor }),
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function apply(crop: Crop, change: Step): Crop {
  return 'dx' in change ? moveCrop(crop, change.dx, change.dy) : sizeCrop(crop, change.width, change.anchor)
}

describe('a crop that is moved and sized', () => {
  it('stays inside the picture and keeps its shape, whatever is done to it', () => {
    fc.assert(
      fc.property(shape, shape, fc.array(step, { maxLength: 12 }), (picture, frame, steps) => {
        const first = centredCrop(picture, frame)
        const last = steps.reduce<Crop>((crop, change) => apply(crop, change), first)
        expect(framingSchema.safeParse(last).success).toBe(true)
        expect(last.height / last.width).toBeCloseTo(first.height / first.width, 6)
      }),
    )
  })

  it('keeps the corner opposite to the one that is dragged', () => {
    const crop: Crop = { kind: 'crop', x: 0.2, y: 0.3, width: 0.4, height: 0.4 }
    const sized = sizeCrop(crop, 0.3, { x: 1, y: 1 })
    expect(sized.x + sized.width).toBeCloseTo(0.6)
    expect(sized.y + sized.height).toBeCloseTo(0.7)
    expect(sized.width).toBeCloseTo(0.3)
  })

  it('does not shrink to nothing', () => {
    const crop: Crop = { kind: 'crop', x: 0, y: 0, width: 1, height: 1 }
    expect(sizeCrop(crop, 0, { x: 0.5, y: 0.5 }).width).toBeGreaterThan(0.05)
  })
})
