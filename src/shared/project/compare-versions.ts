import { canonicalJson } from '../models/canonical-json'
import type { FilmDocument } from './document'

/** What became of a film between an earlier version and now, in numbers. */
export interface VersionDifference {
  /** Shots that only the earlier version has. */
  readonly shotsGone: number
  /** Shots that came since. */
  readonly shotsNew: number
  /** Shots that both have and that ask for something else now. */
  readonly shotsChanged: number
  /** Order, trims or joins are not the same. */
  readonly cut: boolean
  readonly sounds: boolean
  readonly references: boolean
  /** Title, size, rate, style line or budget. */
  readonly settings: boolean
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b)
}

function entries<Id, Record>(table: ReadonlyMap<Id, Record>): readonly (readonly [Id, Record])[] {
  return [...table].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}

/** How an earlier version differs from the film as it is now. Takes and what is thought of them do not count. */
export function compareVersions(then: FilmDocument, now: FilmDocument): VersionDifference {
  const both = [...then.shots.values()].filter(({ id }) => now.shots.has(id))
  return {
    shotsGone: then.shots.size - both.length,
    shotsNew: now.shots.size - both.length,
    shotsChanged: both.filter((shot) => !same(shot, now.shots.get(shot.id))).length,
    cut: !same([then.track, entries(then.clips)], [now.track, entries(now.clips)]),
    sounds: !same(entries(then.sounds), entries(now.sounds)),
    references: !same(entries(then.references), entries(now.references)),
    settings: !same(then.settings, now.settings),
  }
}

function count(number: number, words: string): string {
  return `${number} ${number === 1 ? 'shot' : 'shots'} ${words}`
}

/** The difference in a sentence: `Since then: 2 shots added, 1 changed. The cut is another.` */
export function differenceWords(difference: VersionDifference): string {
  const { shotsGone, shotsNew, shotsChanged, cut, sounds, references, settings } = difference
  const parts = [
    shotsNew > 0 && count(shotsNew, 'added'),
    shotsGone > 0 && count(shotsGone, 'deleted'),
    shotsChanged > 0 && count(shotsChanged, 'changed'),
    cut && 'the cut changed',
    sounds && 'sound changed',
    references && 'references changed',
    settings && 'settings of the film changed',
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'The same as now.' : `Since then: ${parts.join(', ')}.`
}
