import { nameKey } from '../references/names'
import type { Clip, FilmDocument, FrameSource, Reference, Shot, ShotReference } from './document'
import { isLink } from './frame-source'
import { recordLimits } from './saved-document'
import type { Seconds } from '../time/time'

/** Source times end here (10 hours): beyond, counting them in frames would leave the whole numbers. */
const latestSourceTime = 36_000

function tooLate(...times: readonly (Seconds | null)[]): boolean {
  return times.some((time) => time !== null && time[0] > latestSourceTime * time[1])
}

function* tableProblems(document: FilmDocument): Generator<string | null> {
  for (const table of ['assets', 'shots', 'clips', 'marks', 'sounds', 'references', 'markers'] as const) {
    const limit = recordLimits[table]
    if (document[table].size > limit) yield `the film has more than ${limit} ${table}`
  }
}

function clipProblem(document: FilmDocument, clip: Clip): string | null {
  if (!document.shots.has(clip.shotId)) return `clip ${clip.id} is of a shot that does not exist`
  if (clip.in && clip.out && clip.in[0] * clip.out[1] >= clip.out[0] * clip.in[1]) {
    return `clip ${clip.id} ends before it begins`
  }
  if (tooLate(clip.in, clip.out)) return `clip ${clip.id} is cut beyond 10 hours`
  return null
}

function frameSourceProblem(document: FilmDocument, shot: Shot, source: FrameSource | null): string | null {
  if (source?.kind === 'picture' && document.assets.get(source.assetId)?.kind !== 'picture') {
    return `shot ${shot.id} uses a picture that is not in the project`
  }
  if (isLink(source) && source.shotId === shot.id) return `shot ${shot.id} starts from itself`
  if (source?.kind === 'shotFrame' && typeof source.frame !== 'string' && tooLate(source.frame)) {
    return `shot ${shot.id} uses a frame beyond 10 hours`
  }
  return null
}

function referenceProblem(document: FilmDocument, { name, assetIds }: Reference): string | null {
  if (new Set(assetIds).size !== assetIds.length) return `reference ${name} has a picture twice`
  const isPicture = (id: Reference['assetIds'][number]): boolean => document.assets.get(id)?.kind === 'picture'
  return assetIds.every(isPicture) ? null : `reference ${name} uses a picture that is not in the project`
}

function* referenceProblems(document: FilmDocument): Generator<string | null> {
  const names = new Set<string>()
  for (const reference of document.references.values()) {
    const key = nameKey(reference.name)
    if (names.has(key)) yield `two references are called ${reference.name}`
    names.add(key)
    yield referenceProblem(document, reference)
  }
}

function shotReferenceProblem(document: FilmDocument, shot: Shot, reference: ShotReference): string | null {
  if (reference.kind === 'reference' && !document.references.has(reference.referenceId)) {
    return `shot ${shot.id} uses a reference that is not in the project`
  }
  if (reference.kind === 'sound' && document.assets.get(reference.assetId)?.kind !== 'sound') {
    return `shot ${shot.id} uses a sound that is not in the project`
  }
  return null
}

function* shotProblems(document: FilmDocument, shot: Shot): Generator<string | null> {
  yield frameSourceProblem(document, shot, shot.start)
  yield frameSourceProblem(document, shot, shot.end)
  if (shot.end?.kind === 'extension') yield `shot ${shot.id} ends on a clip`
  for (const reference of shot.references) yield shotReferenceProblem(document, shot, reference)
}

function trackProblem(document: FilmDocument): string | null {
  const { clipIds } = document.track
  if (new Set(clipIds).size !== clipIds.length) return 'a clip is on the track twice'
  if (clipIds.length !== document.clips.size) return 'a clip is not on the track'
  return clipIds.every((id) => document.clips.has(id)) ? null : 'the track names a clip that does not exist'
}

function* problems(document: FilmDocument): Generator<string | null> {
  yield* tableProblems(document)
  yield trackProblem(document)
  for (const clip of document.clips.values()) yield clipProblem(document, clip)
  for (const shot of document.shots.values()) yield* shotProblems(document, shot)
  yield* referenceProblems(document)
  for (const sound of document.sounds.values()) {
    const asset = document.assets.get(sound.assetId)
    if (asset?.kind !== 'sound') yield `sound ${sound.id} has no sound file`
    else if (tooLate(sound.in, sound.out, asset.duration)) yield `sound ${sound.id} is longer than 10 hours`
  }
  for (const { id, at } of document.markers.values()) {
    if (at.kind === 'film') continue
    if (!document.clips.has(at.clipId)) yield `marker ${id} is on a clip that does not exist`
    if (tooLate(at.time)) yield `marker ${id} is beyond 10 hours`
  }
}

/**
 * What must hold between records, whatever the edit: the first broken rule in words, or null.
 * A start frame may name a shot that was deleted (the link shows as broken and an undo mends it).
 */
export function findBrokenInvariant(document: FilmDocument): string | null {
  for (const problem of problems(document)) if (problem !== null) return problem
  return null
}
