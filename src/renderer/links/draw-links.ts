import { frameLinks, layOutGraph, type FrameLink } from '../../shared/continuity/graph'
import type { ShotId } from '../../shared/ids'
import type { FilmDocument } from '../../shared/project/document'

/** Sizes of the picture of the links, in CSS pixels. `compact`: a picture, a number and a sign, for films with many links. */
export interface CardSize {
  readonly width: number
  readonly height: number
  /** Between two columns, where lines bend. */
  readonly between: number
  /** Between two rows, where long lines run. */
  readonly below: number
}
export const cardSizes = {
  full: { width: 204, height: 50, between: 36, below: 18 },
  compact: { width: 124, height: 50, between: 28, below: 18 },
} as const satisfies Record<string, CardSize>

export interface Point {
  readonly x: number
  readonly y: number
}

/** Where a shot's card stands: its left upper corner. */
export interface LinkedCard extends Point {
  readonly shotId: ShotId
}

export interface LinkLine {
  readonly link: FrameLink
  /** In the language of SVG. */
  readonly path: string
  readonly end: Point
  /** Where what it is called stands. */
  readonly label: Point
}

export interface LinksPicture {
  readonly cards: readonly LinkedCard[]
  /** Shots that no link touches, in the order of the film. */
  readonly loose: readonly ShotId[]
  readonly lines: readonly LinkLine[]
  readonly width: number
  readonly height: number
}

/** Two links into one card come in side by side. */
function entrance({ end }: FrameLink, both: boolean, { height }: CardSize): number {
  if (!both) return height / 2
  return height * (end === 'start' ? 1 / 3 : 2 / 3)
}

interface Ends {
  readonly from: LinkedCard
  readonly to: LinkedCard
  /** Whether the card it ends on has another link that ends there. */
  readonly both: boolean
}

/** A line to the next column bends in the gap between; a longer one runs between two rows, where no card is in its way. */
function drawLine(link: FrameLink, { from, to, both }: Ends, card: CardSize): LinkLine {
  const start = { x: from.x + card.width, y: from.y + card.height / 2 }
  const end = { x: to.x, y: to.y + entrance(link, both, card) }
  const half = card.between / 2
  if (to.x - from.x === card.width + card.between) {
    const path = `M${start.x} ${start.y} C${start.x + half} ${start.y} ${end.x - half} ${end.y} ${end.x} ${end.y}`
    return { link, path, end, label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } }
  }
  const way = to.y > from.y ? to.y - card.below / 2 : to.y + card.height + card.below / 2
  const path = [
    `M${start.x} ${start.y}`,
    `C${start.x + half} ${start.y} ${start.x + half} ${way} ${start.x + card.between} ${way}`,
    `H${end.x - card.between}`,
    `C${end.x - half} ${way} ${end.x - half} ${end.y} ${end.x} ${end.y}`,
  ].join(' ')
  return { link, path, end, label: { x: end.x - half, y: (way + end.y) / 2 } }
}

type Node = ReturnType<typeof layOutGraph>[number]

/**
 * Where the cards stand. Chains that are longer than the view is wide go on in a band below, as lines of a text do; each
 * band has only the rows that something stands in.
 */
function placeCards(nodes: readonly Node[], columns: number, card: CardSize): readonly LinkedCard[] {
  const pitch = { x: card.width + card.between, y: card.height + card.below }
  const bandOf = ({ column }: Node): number => Math.floor(column / columns)
  const last = Math.max(0, ...nodes.map(bandOf))
  // Lines that come from the band above enter on the left.
  const left = last > 0 ? card.between : 0
  let top = 0
  return Array.from({ length: last + 1 }, (_, band) => {
    const own = nodes.filter((node) => bandOf(node) === band)
    const rows = [...new Set(own.map(({ row }) => row))].sort((a, b) => a - b)
    const cards = own.map(({ shotId, column, row }) => {
      return { shotId, x: left + (column % columns) * pitch.x, y: top + rows.indexOf(row) * pitch.y }
    })
    top += rows.length * pitch.y
    return cards
  }).flat()
}

/** How a view of some width is filled. */
export interface LinksLook {
  readonly card: CardSize
  /** How many cards stand side by side at most; at least 1. */
  readonly columns: number
}

/** How many cards fit side by side in a width, in CSS pixels. */
export function columnsIn(width: number, { width: own, between }: CardSize): number {
  return Math.max(1, Math.floor((width + between) / (own + between)))
}

/** The picture of a film's links. `order`: its shots in the order of the film. */
export function drawLinks(
  document: FilmDocument,
  order: readonly ShotId[],
  { card, columns }: LinksLook,
): LinksPicture {
  const shown = new Set(order)
  const links = frameLinks(document).filter(({ from, to }) => shown.has(from) && shown.has(to))
  const touched = new Set(links.flatMap(({ from, to }) => [from, to]))
  const nodes = layOutGraph(document, order).filter(({ shotId }) => touched.has(shotId))
  const cards = placeCards(nodes, columns, card)
  const byId = new Map(cards.map((one) => [one.shotId, one]))
  const into = (shotId: ShotId): number => links.filter(({ to }) => to === shotId).length
  const lines = links.flatMap((link): readonly LinkLine[] => {
    const [from, to] = [byId.get(link.from), byId.get(link.to)]
    return from && to ? [drawLine(link, { from, to, both: into(link.to) > 1 }, card)] : []
  })
  return {
    cards,
    loose: order.filter((shotId) => !touched.has(shotId)),
    lines,
    width: Math.max(0, ...cards.map(({ x }) => x + card.width)),
    // A long line may run below the last row.
    height: Math.max(0, ...cards.map(({ y }) => y + card.height + card.below)),
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function nearest(here: LinkedCard, cards: readonly LinkedCard[]): ShotId | undefined {
  return cards.toSorted((a, b) => distance(here, a) - distance(here, b))[0]?.shotId
}

function alongLinks({ cards, lines }: LinksPicture, here: LinkedCard, key: string): ShotId | undefined {
  const ahead = lines.flatMap(({ link }) => (link.from === here.shotId ? [link.to] : []))
  const behind = lines.flatMap(({ link }) => (link.to === here.shotId ? [link.from] : []))
  const ids = new Set(key === 'ArrowRight' ? ahead : behind)
  return nearest(
    here,
    cards.filter(({ shotId }) => ids.has(shotId)),
  )
}

function stepDown({ cards, loose }: LinksPicture, here: LinkedCard): ShotId | undefined {
  const below = cards.filter(({ y }) => y > here.y)
  const next = Math.min(...below.map(({ y }) => y))
  const same = below.filter(({ x }) => x === here.x)
  return nearest(here, same.length > 0 ? same : below.filter(({ y }) => y === next)) ?? loose[0]
}

function stepUp({ cards }: LinksPicture, here: LinkedCard): ShotId | undefined {
  const above = cards.filter(({ y }) => y < here.y)
  const next = Math.max(...above.map(({ y }) => y))
  const same = above.filter(({ x }) => x === here.x)
  return nearest(here, same.length > 0 ? same : above.filter(({ y }) => y === next))
}

function alongLoose({ cards, loose }: LinksPicture, from: ShotId, key: string): ShotId | undefined {
  const at = loose.indexOf(from)
  const forward = key === 'ArrowRight' || key === 'ArrowDown'
  if (at < 0) return undefined
  return at === 0 && !forward ? cards.at(-1)?.shotId : loose[forward ? at + 1 : at - 1]
}

/**
 * Where an arrow leads from a shot: Left and Right along its links, Up and Down to the rows above and below; among the
 * shots without links to the one before or after. Null: nowhere.
 */
export function walkLinks(picture: LinksPicture, from: ShotId, key: string): ShotId | null {
  const here = picture.cards.find(({ shotId }) => shotId === from)
  if (!here) return alongLoose(picture, from, key) ?? null
  const steps = { ArrowDown: stepDown, ArrowUp: stepUp } as const
  const step = key === 'ArrowDown' || key === 'ArrowUp' ? steps[key](picture, here) : alongLinks(picture, here, key)
  return step ?? null
}
