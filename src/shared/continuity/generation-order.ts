import type { ShotId } from '../ids'
import type { FilmDocument, Shot } from '../project/document'
import { isLink } from '../project/frame-source'

/**
 * The shots a shot has to wait for when they are generated too: it starts or ends on a frame of their newest
 * take, or goes on from it.
 * A pinned take is there already, and a shot whose own pick is pinned will not show its new take.
 */
export function upstreamOf(document: FilmDocument, shot: Shot): readonly ShotId[] {
  const ids = new Set<ShotId>()
  for (const source of [shot.start, shot.end]) {
    if (!isLink(source) || source.take !== 'pick') continue
    if (document.shots.get(source.shotId)?.pick === null) ids.add(source.shotId)
  }
  return [...ids]
}

interface Graph {
  readonly upstream: ReadonlyMap<ShotId, readonly ShotId[]>
  readonly downstream: ReadonlyMap<ShotId, readonly ShotId[]>
}

function graphOf(document: FilmDocument, shotIds: Iterable<ShotId>): Graph {
  const within = new Set(shotIds)
  const upstream = new Map<ShotId, ShotId[]>()
  const downstream = new Map<ShotId, ShotId[]>([...within].map((id) => [id, []]))
  for (const id of within) {
    const shot = document.shots.get(id)
    const links = shot ? upstreamOf(document, shot).filter((from) => within.has(from)) : []
    upstream.set(id, links)
    for (const from of links) downstream.get(from)?.push(id)
  }
  return { upstream, downstream }
}

/** Takes away, again and again, what waits for nothing that is left; gives the order in which it went. */
function peel(waits: Graph['upstream'], frees: Graph['downstream']): ShotId[] {
  const open = new Map([...waits].map(([id, links]) => [id, links.filter((link) => waits.has(link)).length]))
  const order = [...open].filter(([, count]) => count === 0).map(([id]) => id)
  for (let at = 0; at < order.length; at++) {
    const id = order[at]
    for (const next of (id && frees.get(id)) ?? []) {
      const left = (open.get(next) ?? 0) - 1
      open.set(next, left)
      if (left === 0) order.push(next)
    }
  }
  return order
}

function without(links: Graph['upstream'], gone: ReadonlySet<ShotId>): Graph['upstream'] {
  return new Map([...links].filter(([id]) => !gone.has(id)))
}

/** Shots that start from each other in a circle (or lie between two circles): none of them can go first. */
export function circularShots(document: FilmDocument): ReadonlySet<ShotId> {
  const { upstream, downstream } = graphOf(document, document.shots.keys())
  const startable = new Set(peel(upstream, downstream))
  const blocked = without(upstream, startable)
  const leaves = new Set(peel(without(downstream, startable), blocked))
  return new Set([...blocked.keys()].filter((id) => !leaves.has(id)))
}

/**
 * The order in which shots are to be generated: every shot after those of the list whose frames it takes, otherwise as
 * given. Shots caught in or behind a circle come last.
 */
export function generationOrder(document: FilmDocument, shotIds: readonly ShotId[]): readonly ShotId[] {
  const { upstream, downstream } = graphOf(document, shotIds)
  const order = peel(upstream, downstream)
  const placed = new Set(order)
  return [...order, ...[...upstream.keys()].filter((id) => !placed.has(id))]
}

/** The shots that a new take of these would make stale, directly or through others; the shots themselves not included. */
export function downstreamOf(document: FilmDocument, shotIds: Iterable<ShotId>): ReadonlySet<ShotId> {
  const { downstream } = graphOf(document, document.shots.keys())
  const from = [...shotIds]
  const reached = new Set<ShotId>(from)
  for (const id of reached) for (const next of downstream.get(id) ?? []) reached.add(next)
  for (const id of from) reached.delete(id)
  return reached
}
