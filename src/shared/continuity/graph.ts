import type { ShotId, TakeId } from '../ids'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { isLink } from '../project/frame-source'

/** A shot takes a frame of another one, or goes on from its clip. */
export interface FrameLink {
  readonly from: ShotId
  readonly to: ShotId
  readonly end: 'start' | 'end'
  /** `pick`: of whatever take that shot shows; else of one take for ever. */
  readonly take: 'pick' | TakeId
  /** `clip`: not a frame, but the whole clip. */
  readonly frame: Extract<FrameSource, { kind: 'shotFrame' }>['frame'] | 'clip'
}

function linksInto(shot: Shot): readonly FrameLink[] {
  return (['start', 'end'] as const).flatMap((end) => {
    const source = shot[end]
    if (!isLink(source)) return []
    const frame = source.kind === 'extension' ? 'clip' : source.frame
    return [{ from: source.shotId, to: shot.id, end, take: source.take, frame }]
  })
}

/** Every link between two shots that exist, in the order of the shots that hold them. */
export function frameLinks(document: FilmDocument): readonly FrameLink[] {
  return [...document.shots.values()].flatMap(linksInto).filter((link) => document.shots.has(link.from))
}

/**
 * The loop that would close if `shotId` took a frame of `sourceId`: the shots from the one back to itself, each taking a
 * frame of the next. Null when there is none.
 */
export function loopBy(document: FilmDocument, shotId: ShotId, sourceId: ShotId): readonly ShotId[] | null {
  const cameFrom = new Map<ShotId, ShotId | null>([[sourceId, null]])
  for (const id of cameFrom.keys()) {
    if (id === shotId) return [shotId, ...trail(cameFrom, id)]
    const shot = document.shots.get(id)
    for (const { from } of shot ? linksInto(shot) : []) if (!cameFrom.has(from)) cameFrom.set(from, id)
  }
  return null
}

function trail(cameFrom: ReadonlyMap<ShotId, ShotId | null>, last: ShotId): readonly ShotId[] {
  const path: ShotId[] = []
  for (let id: ShotId | null = last; id !== null; id = cameFrom.get(id) ?? null) path.unshift(id)
  return path
}

export interface GraphNode {
  readonly shotId: ShotId
  /** How many shots must be made before it, at least: 0 for those that wait for nobody. */
  readonly column: number
  /** Shots that continue each other share a row. */
  readonly row: number
}

/**
 * Where the shots of a film stand in a picture of their links: chains run along a row from left to right, a branch opens
 * a row of its own below, shots without links come last. Links in a loop count as cut at the loop's first shot.
 */
export function layOutGraph(document: FilmDocument, order: readonly ShotId[]): readonly GraphNode[] {
  const links = frameLinks(document)
  const into = groupBy(links, (link) => link.to)
  const outOf = groupBy(links, (link) => link.from)
  const columns = columnsOf(order, into)
  const rows = new Map<ShotId, number>()
  let next = 0
  const place = (first: ShotId): void => {
    const row = next++
    for (let id: ShotId | undefined = first; id !== undefined; id = heir(id, rows, outOf, columns)) rows.set(id, row)
  }
  const linked = order.filter((id) => into.has(id) || outOf.has(id))
  const byColumn = linked.toSorted((a, b) => (columns.get(a) ?? 0) - (columns.get(b) ?? 0))
  for (const id of byColumn) if (!rows.has(id)) place(id)
  for (const id of order) if (!rows.has(id)) rows.set(id, next)
  return order.map((shotId) => ({ shotId, column: columns.get(shotId) ?? 0, row: rows.get(shotId) ?? next }))
}

type Links = ReadonlyMap<ShotId, readonly FrameLink[]>

function groupBy(links: readonly FrameLink[], key: (link: FrameLink) => ShotId): Links {
  const groups = new Map<ShotId, FrameLink[]>()
  for (const link of links) groups.set(key(link), [...(groups.get(key(link)) ?? []), link])
  return groups
}

function columnsOf(order: readonly ShotId[], into: Links): ReadonlyMap<ShotId, number> {
  const columns = new Map<ShotId, number>()
  const visiting = new Set<ShotId>()
  const depth = (id: ShotId): number => {
    const known = columns.get(id)
    if (known !== undefined || visiting.has(id)) return known ?? -1
    visiting.add(id)
    const before = (into.get(id) ?? []).map((link) => depth(link.from))
    const column = before.length === 0 ? 0 : Math.max(...before) + 1
    visiting.delete(id)
    columns.set(id, column)
    return column
  }
  order.forEach(depth)
  return columns
}

/** The shot that goes on in the row: the first that starts from this one, in the next column, and has no row yet. */
function heir(
  id: ShotId,
  rows: ReadonlyMap<ShotId, number>,
  outOf: Links,
  columns: ReadonlyMap<ShotId, number>,
): ShotId | undefined {
  const after = (columns.get(id) ?? 0) + 1
  const candidates = (outOf.get(id) ?? []).filter((link) => !rows.has(link.to) && columns.get(link.to) === after)
  return (candidates.find((link) => link.end === 'start') ?? candidates[0])?.to
}
