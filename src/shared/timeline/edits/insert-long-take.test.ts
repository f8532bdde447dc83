import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { assetIdOf, sampleClip, sampleDocument, samplePicture, sampleShot } from '../../../test-support/sample-film'
import { longMethods, planLongTake, type LongMethod, type LongTake } from '../../continuity/long-take'
import { circularShots } from '../../continuity/generation-order'
import type { ClipId, ShotId } from '../../ids'
import { catalogue, findModel } from '../../models/catalogue'
import { applyDiff, diffDocuments, reverseDiff } from '../../project/diff'
import { findBrokenInvariant } from '../../project/invariants'
import type { FrameSource } from '../../project/document'
import { insertLongTake, type InsertLongTake } from './insert-long-take'

const rehearsal = findModel('rehearsal', 'rehearsal')!
const picture: FrameSource = { kind: 'picture', assetId: assetIdOf(1), framings: {} }
const film = sampleDocument({
  shots: [sampleShot(1, { start: picture, seed: 7, name: 'Harbour' }), sampleShot(2)],
  clips: [sampleClip(1), sampleClip(2)],
  assets: [samplePicture(1)],
})

function planned(
  target: number,
  prompts: readonly string[],
  model = rehearsal,
  method: LongMethod = 'chain',
): LongTake {
  const plan = planLongTake({ model, method, target, prompts })
  if (!plan.ok) throw new Error(plan.problem)
  return plan.value
}

function argsOf(take: LongTake, method: LongMethod, over: Partial<InsertLongTake> = {}): InsertLongTake {
  const ids = take.parts.map((_, at) => ({ shotId: `n${at}` as ShotId, clipId: `m${at}` as ClipId }))
  return { index: 1, take, method, model: rehearsal, start: picture, name: 'Harbour', like: null, ids, ...over }
}

describe('a long take', () => {
  it('goes behind the shot it was asked for, each part from the last frame of the one before', () => {
    const after = insertLongTake(film, argsOf(planned(30, ['pan right', 'continue']), 'chain'))
    expect(after.track.clipIds).toEqual(['c1', 'm0', 'm1', 'm2', 'c2'])
    const shots = ['n0', 'n1', 'n2'].map((id) => after.shots.get(id as ShotId)!)
    expect(shots.map(({ name, prompt, seconds }) => [name, prompt, seconds])).toEqual([
      ['Harbour 1', 'pan right', 10],
      ['Harbour 2', 'continue', 10],
      ['Harbour 3', 'continue', 10],
    ])
    expect(shots.map(({ start }) => (start?.kind === 'shotFrame' ? start.shotId : start?.kind))).toEqual([
      'picture',
      'n0',
      'n1',
    ])
  })

  it('starts every part from the same picture where that is asked for, with the settings of the shot', () => {
    const like = film.shots.get('s1' as ShotId)!
    const after = insertLongTake(film, argsOf(planned(20, []), 'same', { like }))
    for (const id of ['n0', 'n1']) {
      expect(after.shots.get(id as ShotId)).toMatchObject({ start: picture, seed: 7, prompt: '' })
    }
  })

  it('takes no seed or sound to a model that has none', () => {
    const model = findModel('runway', 'gen4_turbo')!
    const like = sampleShot(9, { audio: true, seed: 7 })
    const take = planned(20, ['x'], model)
    const after = insertLongTake(film, argsOf(take, 'chain', { model, like }))
    expect(after.shots.get('n0' as ShotId)).toMatchObject({ model: 'gen4_turbo', audio: false, seconds: 10 })
  })

  it('goes on from the clip of the part before where the model extends it', () => {
    const model = findModel('runway', 'seedance2_5')!
    const take = planned(60, ['x'], model, 'extend')
    const after = insertLongTake(film, argsOf(take, 'extend', { model }))
    expect(findBrokenInvariant(after)).toBeNull()
    expect(after.shots.get('n0' as ShotId)?.start).toEqual(picture)
    expect(after.shots.get('n1' as ShotId)?.start).toEqual({ kind: 'extension', shotId: 'n0', take: 'pick' })
    const diff = diffDocuments(film, after)
    expect(applyDiff(after, reverseDiff(diff))).toEqual({ ok: true, value: film })
  })

  it('is impossible from a picture that is not in the film, or with the wrong number of ids', () => {
    const take = planned(30, [])
    const gone: FrameSource = { kind: 'picture', assetId: assetIdOf(99), framings: {} }
    expect(insertLongTake(film, argsOf(take, 'chain', { start: gone }))).toBe(film)
    expect(insertLongTake(film, argsOf(take, 'chain', { ids: [] }))).toBe(film)
    expect(insertLongTake(film, argsOf(planned(30, ['x'.repeat(20_001)]), 'chain'))).toBe(film)
  })

  const anyWish = fc.record({
    model: fc.constantFrom(...catalogue.filter(({ start }) => start !== 'refused')),
    target: fc.integer({ min: 1, max: 120 }),
    prompts: fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 6 }),
    method: fc.constantFrom(...longMethods.map(({ id }) => id).filter((id) => id !== 'extend')),
    index: fc.integer({ min: -2, max: 5 }),
    name: fc.string({ maxLength: 200 }),
  })

  test.prop([anyWish])('leaves a sound film, and one undo takes all of it away', ({ method, ...wish }) => {
    const { model, index, name } = wish
    const take = planned(wish.target, wish.prompts, model)
    const after = insertLongTake(film, argsOf(take, method, { model, index, name }))
    expect(findBrokenInvariant(after)).toBeNull()
    expect(circularShots(after).size).toBe(0)
    expect(after.track.clipIds).toHaveLength(2 + take.parts.length)
    const added = [...after.shots.values()].filter(({ id }) => id.startsWith('n'))
    expect(added.map(({ seconds }) => seconds)).toEqual(take.parts.map(({ seconds }) => seconds))
    expect(added.every((shot) => model.durations.includes(shot.seconds))).toBe(true)
    const diff = diffDocuments(film, after)
    expect(applyDiff(after, reverseDiff(diff))).toEqual({ ok: true, value: film })
  })
})
