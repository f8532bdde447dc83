import { expect, it } from 'vitest'
import { indexTakes } from '../../shared/continuity/pick'
import type { ProjectId, ShotId } from '../../shared/ids'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { newDocument } from '../../shared/project/new-document'
import { missingUpstream } from './upstream-shots'

function shot(name: string, upstream: string | null): Shot {
  const start = { kind: 'shotFrame', shotId: upstream as ShotId, take: 'pick', frame: 'lastVisible' } as const
  return {
    id: name as ShotId,
    name,
    provider: 'runway',
    model: 'gen4.5',
    prompt: '',
    seconds: 5,
    autoSeconds: false,
    ratio: '16:9',
    seed: null,
    audio: false,
    start: upstream === null ? null : start,
    end: null,
    options: {},
    references: [],
    notes: '',
    pick: null,
  }
}

function film(...shots: readonly Shot[]): FilmDocument {
  return { ...newDocument('p' as ProjectId, 'Film'), shots: new Map(shots.map((one) => [one.id, one])) }
}

function missing(document: FilmDocument, name: string): readonly ShotId[] {
  return missingUpstream(document, indexTakes([]), document.shots.get(name as ShotId)!)
}

it('finds all shots whose frames are needed, the first one first', () => {
  expect(missing(film(shot('a', null), shot('b', 'a'), shot('c', 'b')), 'c')).toEqual(['a', 'b'])
  expect(missing(film(shot('a', null)), 'a')).toEqual([])
})

it('ends in a circle', () => {
  expect(missing(film(shot('a', 'c'), shot('b', 'a'), shot('c', 'b')), 'c')).toEqual(['a', 'b'])
})
