import { pickedTake, type TakeIndex } from '../continuity/pick'
import type { ShotId } from '../ids'
import type { Take } from '../jobs/take'
import type { FilmDocument, Shot, Size } from '../project/document'
import { findModel } from './catalogue'
import type { ExtendSupport, Format, VideoModel } from './model'
import { formatFor } from './model-sizes'
import { mostSeconds } from './prices'
import type { ShotProblem } from './quote'
import type { PlannedExtension } from './request'

interface Sources {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  readonly awaited: ReadonlySet<ShotId>
}

export function secondsOfTake({ frames, rate }: Take): number {
  return (frames * rate[1]) / rate[0]
}

/** What a clip that does not exist yet will be at most. */
function awaitedClip(upstream: Shot, film: Size): PlannedExtension {
  const model = findModel(upstream.provider, upstream.model)
  const { size } = formatFor(model, upstream, film)
  const seconds = mostSeconds(model, upstream)
  return { kind: 'awaitedTake', shotId: upstream.id, provider: upstream.provider, seconds, size }
}

/** The clip that a shot goes on from; null when it goes on from none, or while that does not exist and is not coming. */
export function planExtension({ start }: Shot, { document, takes, awaited }: Sources): PlannedExtension | null {
  if (start?.kind !== 'extension') return null
  const upstream = document.shots.get(start.shotId)
  if (start.take === 'pick' && upstream?.pick === null && awaited.has(upstream.id)) {
    return awaitedClip(upstream, document.settings.size)
  }
  const picked = upstream ? pickedTake(document, takes, upstream) : null
  const take = start.take === 'pick' ? picked : takes.byId.get(start.take)
  if (!take) return null
  return { kind: 'take', takeId: take.id, provider: take.provider, seconds: secondsOfTake(take), size: take.size }
}

/** The format that a clip gets which goes on from one of this size: the same, else the next larger that the model makes. */
export function extendedFormat(model: VideoModel, size: Size): Format | null {
  if (model.shape.kind !== 'listed') return null
  const pixels = (one: Size): number => one.width * one.height
  const bySize = [...model.shape.formats].sort((a, b) => pixels(a.size) - pixels(b.size))
  const same = bySize.find((one) => one.size.width === size.width && one.size.height === size.height)
  return same ?? bySize.find((one) => pixels(one.size) >= pixels(size)) ?? bySize.at(-1) ?? null
}

/** The shots that go on from each other up to this one, the first of them a clip of its own. */
function extendedChain(document: FilmDocument, last: Shot): readonly Shot[] {
  const chain = new Set([last])
  for (let shot: Shot | undefined = last; shot?.start?.kind === 'extension';) {
    shot = document.shots.get(shot.start.shotId)
    if (!shot || chain.has(shot)) break
    chain.add(shot)
  }
  return [...chain]
}

/** What keeps a model from going on from the clip of another shot. */
export function* extensionProblems(
  shot: Shot,
  model: VideoModel,
  planned: PlannedExtension | null,
  document: FilmDocument,
): Generator<ShotProblem> {
  if (shot.start?.kind !== 'extension') return
  if (!model.extend) {
    yield 'extendRefused'
    return
  }
  if (shot.end !== null) yield 'extendWithEnd'
  if (shot.prompt.trim() === '') yield 'promptMissing'
  if (model.extend.from === 'task' && planned) {
    // A task is known to its own provider, and gone on from by the model that it was made with.
    const isOfModel = document.shots.get(shot.start.shotId)?.model === shot.model
    if (planned.provider !== shot.provider || !isOfModel) yield 'extendElsewhere'
  }
  yield* lengthProblems(extendedChain(document, shot), model.extend)
}

function* lengthProblems(chain: readonly Shot[], extend: ExtendSupport): Generator<ShotProblem> {
  if (extend.mostTimes !== null && chain.length - 1 > extend.mostTimes) yield 'extendTooOften'
  const total = chain.reduce((sum, one) => sum + mostSeconds(findModel(one.provider, one.model), one), 0)
  if (extend.mostSeconds !== null && total > extend.mostSeconds) yield 'extendTooLong'
}
