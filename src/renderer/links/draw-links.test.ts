import { describe, expect, it } from 'vitest'
import type { ShotId } from '../../shared/ids'
import type { FilmDocument, FrameSource } from '../../shared/project/document'
import { sampleDocument, sampleShot } from '../../test-support/sample-film'
import { cardSizes, columnsIn, drawLinks, walkLinks } from './draw-links'

const id = (number: number): ShotId => `s${number}` as ShotId
const last = (number: number): FrameSource => ({
  kind: 'shotFrame',
  shotId: id(number),
  take: 'pick',
  frame: 'lastVisible',
})
const order = (film: FilmDocument): readonly ShotId[] => [...film.shots.keys()]

/** 1 → 2 → 3, 1 → 4, and 5 and 6 on their own. */
const film = sampleDocument({
  shots: [
    sampleShot(1),
    sampleShot(2, { start: last(1) }),
    sampleShot(3, { start: last(2), end: last(1) }),
    sampleShot(4, { start: last(1) }),
    sampleShot(5),
    sampleShot(6),
  ],
  clips: [],
})
const card = cardSizes.full
const wide = { card, columns: 40 }
const picture = drawLinks(film, order(film), wide)
const at = (number: number) => picture.cards.find(({ shotId }) => shotId === id(number))!

describe('the picture of the links', () => {
  it('puts a chain in a row, a branch below it, and leaves out what has no links', () => {
    expect(at(1).y).toBe(at(3).y)
    expect(at(4).y).toBeGreaterThan(at(1).y)
    expect(at(3).x - at(2).x).toBe(card.width + card.between)
    expect(picture.loose).toEqual([id(5), id(6)])
    expect(picture.width).toBe(at(3).x + card.width)
  })

  it('draws every link to the card that holds it, and no line through a card', () => {
    expect(picture.lines.map(({ link }) => [link.from, link.to])).toEqual([
      [id(1), id(2)],
      [id(2), id(3)],
      [id(1), id(3)],
      [id(1), id(4)],
    ])
    const long = picture.lines[2]!
    const level = Number(/ H/.test(long.path) && / (\d+(?:\.\d+)?) H/.exec(long.path)?.[1])
    expect(level).toBeGreaterThan(at(2).y + card.height)
    expect(level).toBeLessThan(at(4).y)
    expect(long.end.x).toBe(at(3).x)
  })

  it('has nothing to draw in a film without links', () => {
    const bare = sampleDocument({ shots: [sampleShot(1)], clips: [] })
    expect(drawLinks(bare, order(bare), wide)).toEqual({ cards: [], loose: [id(1)], lines: [], width: 0, height: 0 })
  })
})

describe('a chain that is longer than the view is wide', () => {
  const shots = Array.from({ length: 40 }, (_, index) =>
    sampleShot(index + 1, index === 0 ? {} : { start: last(index) }),
  )
  const chain = sampleDocument({ shots, clips: [] })
  const wrapped = drawLinks(chain, order(chain), { card, columns: 6 })

  it('goes on below, in the order of the chain, with no card over another', () => {
    expect(wrapped.width).toBe(6 * (card.width + card.between))
    expect(Math.min(...wrapped.cards.map(({ x }) => x))).toBe(card.between)
    expect(wrapped.height).toBe(7 * (card.height + card.below))
    const places = wrapped.cards.map(({ x, y }) => `${x} ${y}`)
    expect(new Set(places).size).toBe(40)
    const read = wrapped.cards.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ shotId }) => shotId)
    expect(read).toEqual(order(chain))
  })

  it('keeps all its lines, those to the next band between the rows', () => {
    expect(wrapped.lines).toHaveLength(39)
    const turn = wrapped.lines.find(({ link }) => link.to === id(7))!
    const level = Number(/ (\d+(?:\.\d+)?) H/.exec(turn.path)?.[1])
    expect(level).toBeGreaterThan(card.height)
    expect(level).toBeLessThan(card.height + card.below)
  })

  it('is as wide as there is room', () => {
    expect(columnsIn(6 * card.width + 5 * card.between, card)).toBe(6)
    expect(columnsIn(6 * card.width + 5 * card.between - 1, card)).toBe(5)
    expect(columnsIn(0, card)).toBe(1)
  })
})

describe('walking the links', () => {
  const walk = (from: number, key: string) => walkLinks(picture, id(from), key)

  it('goes along them, up and down between rows, and on to the shots without', () => {
    expect(walk(1, 'ArrowRight')).toBe(id(2))
    expect(walk(2, 'ArrowRight')).toBe(id(3))
    expect(walk(3, 'ArrowRight')).toBeNull()
    expect(walk(4, 'ArrowLeft')).toBe(id(1))
    expect(walk(2, 'ArrowDown')).toBe(id(4))
    expect(walk(4, 'ArrowUp')).toBe(id(2))
    expect(walk(4, 'ArrowDown')).toBe(id(5))
    expect(walk(5, 'ArrowRight')).toBe(id(6))
    expect(walk(6, 'ArrowRight')).toBeNull()
    expect(walk(5, 'ArrowUp')).toBe(id(4))
  })
})
