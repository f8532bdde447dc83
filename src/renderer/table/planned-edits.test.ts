import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { ClipId, ProjectId, ShotId } from '../../shared/ids'
import { pricesWith } from '../../shared/models/prices'
import { applyDiff, diffDocuments, reverseDiff } from '../../shared/project/diff'
import { newDocument } from '../../shared/project/new-document'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import { updateShots } from '../../shared/timeline/edits/update-shots'
import { noBulkEdit, planBulkEdit } from './bulk-edit'
import { planReplacement, replaceWords, type Replacement } from './find-replace'
import { nameOfPrompt, planPaste } from './paste-shots'
import { changedRows, sumWords } from './row-changes'

const ids = ['a', 'b', 'c'] as unknown as [ShotId, ShotId, ShotId]
const [a, b, c] = ids
const film = updateShots(
  insertShots(newDocument('project' as ProjectId, 'Film'), {
    index: 0,
    shots: ids.map((shotId) => ({ shotId, clipId: `clip-${shotId}` as ClipId, assetId: null })),
  }),
  [
    { shotId: a, patch: { name: 'Harbour', prompt: 'The harbour at dawn', seconds: 10, seed: 7 } },
    { shotId: b, patch: { name: 'Gulls', prompt: '' } },
  ],
)

describe('editing many shots', () => {
  it('changes each field that is asked for, numbers the names, and leaves the rest', () => {
    const edit = { ...noBulkEdit, prefix: 'Wide shot of', suffix: ', 35 mm', pattern: 'Scene {nn} {name}', seed: 5 }
    const { after } = planBulkEdit(film, [a, b], edit)
    expect(after.shots.get(a)).toMatchObject({
      name: 'Scene 01 Harbour',
      prompt: 'Wide shot of The harbour at dawn, 35 mm',
      seed: 5,
      seconds: 10,
    })
    expect(after.shots.get(b)).toMatchObject({ name: 'Scene 02 Gulls', prompt: 'Wide shot of, 35 mm', seed: 5 })
    expect(after.shots.get(c)).toBe(film.shots.get(c))
    expect(planBulkEdit(film, ids, noBulkEdit).after).toBe(film)
    const alone = planBulkEdit(film, [b], { ...noBulkEdit, suffix: ', golden hour' })
    expect(alone.after.shots.get(b)?.prompt).toBe('golden hour')
  })

  it('tells what a model does not take, and the difference in price', () => {
    const planned = planBulkEdit(film, [a, b], { ...noBulkEdit, model: 'runway/veo3.1_fast', seconds: 7 })
    expect(planned.after.shots.get(a)).toMatchObject({ model: 'veo3.1_fast', seconds: 6 })
    expect(planned.notes.get(a)).toContain('7 s became 6 s: Veo 3.1 Fast makes 4, 6 or 8 s.')
    const rows = changedRows(film, planned)
    expect(rows.map(({ number, fields }) => [number, fields.map(({ label }) => label)])).toEqual([
      [1, ['Model', 'Seconds']],
      [2, ['Model', 'Seconds']],
    ])
    expect(sumWords(film, planned, rows, pricesWith({}))).toBe(
      '15 s → 12 s · a take of each: free → 120 credits ($1.20)',
    )
    const silent = planBulkEdit(film, [a], { ...noBulkEdit, audio: true })
    expect(silent.after).toBe(film)
    expect(silent.notes.get(a)?.[0]).toMatch(/sound/)
  })

  it('leaves alone what would be too long', () => {
    const planned = planBulkEdit(film, [a], { ...noBulkEdit, suffix: 'x'.repeat(20_000), pattern: 'y'.repeat(201) })
    expect(planned.after).toBe(film)
    expect(planned.notes.get(a)).toHaveLength(2)
  })
})

const plain: Replacement = { find: 'harbour', replace: 'quay', matchCase: false, wholeWord: false, where: 'both' }

describe('finding and replacing', () => {
  it('looks in prompts, names or both, and leaves out what is not wanted', () => {
    const both = planReplacement(film, ids, plain, new Set())
    expect(both.count).toBe(2)
    expect(both.after.shots.get(a)).toMatchObject({ name: 'quay', prompt: 'The quay at dawn' })
    expect(planReplacement(film, ids, { ...plain, where: 'names' }, new Set()).count).toBe(1)
    expect(planReplacement(film, ids, { ...plain, where: 'prompts' }, new Set([a])).after).toBe(film)
  })

  it('matches case and whole words when asked to, in any script', () => {
    expect(replaceWords('Harbour harbours', { ...plain, matchCase: true })).toEqual({ text: 'Harbour quays', count: 1 })
    expect(replaceWords('harbours, harbour.', { ...plain, wholeWord: true }).text).toBe('harbours, quay.')
    expect(replaceWords('éa a', { ...plain, find: 'a', replace: 'o', wholeWord: true }).text).toBe('éa o')
  })

  test.prop([fc.string(), fc.string({ minLength: 1 }), fc.string(), fc.boolean()])(
    'takes what is looked for and what is put in as they are',
    (text, find, replace, wholeWord) => {
      const once = replaceWords(text, { ...plain, find, replace, matchCase: true, wholeWord })
      expect(once.text.length).toBe(text.length + once.count * (replace.length - find.length))
      if (!wholeWord) expect(once.text).toBe(text.split(find).join(replace))
    },
  )

  it('leaves alone what would be too long', () => {
    const planned = planReplacement(film, ids, { ...plain, replace: 'x'.repeat(300) }, new Set())
    expect(planned.after).toBe(film)
    expect(planned.notes.get(a)).toHaveLength(1)
  })
})

describe('pasting', () => {
  const lines = [{ prompt: 'One. Two.' }, { name: 'Second', seconds: 7, provider: 'runway', model: 'veo3.1_fast' }]

  it('goes onto shots one after the other and changes only what it names', () => {
    const { after, notes } = planPaste(film, lines, { onto: [a, b] })
    expect(after.shots.get(a)).toEqual({ ...film.shots.get(a), prompt: 'One. Two.' })
    expect(after.shots.get(b)).toMatchObject({ name: 'Second', seconds: 6, model: 'veo3.1_fast' })
    expect(notes.get(b)?.[0]).toBe('7 s became 6 s: Veo 3.1 Fast makes 4, 6 or 8 s.')
    expect(planPaste(film, lines, { onto: [] }).after).toBe(film)
  })

  it('makes new shots at a place, named by the first words of their prompts', () => {
    const given = [1, 2].map((n) => ({ shotId: `n${n}` as ShotId, clipId: `nc${n}` as ClipId }))
    const { after } = planPaste(film, lines, { at: 1, ids: given })
    expect(after.track.clipIds).toEqual(['clip-a', 'nc1', 'nc2', 'clip-b', 'clip-c'])
    expect(after.shots.get('n1' as ShotId)).toMatchObject({ name: 'One. Two', prompt: 'One. Two.' })
    expect(applyDiff(after, reverseDiff(diffDocuments(film, after)))).toEqual({ ok: true, value: film })
    expect(changedRows(film, { after, notes: new Map() }).map(({ number, isNew }) => [number, isNew])).toEqual([
      [2, true],
      [3, true],
    ])
  })

  it('keeps a value that the same model refuses, and says so', () => {
    const { after, notes } = planPaste(film, [{ seconds: 9 }], { onto: [a] })
    expect(after.shots.get(a)?.seconds).toBe(9)
    expect(notes.get(a)).toEqual(['The model does not offer this duration.'])
  })

  it('names a shot in few words', () => {
    expect(nameOfPrompt('The old harbour lies under a thin fog while the gulls')).toBe(
      'The old harbour lies under a thin fog',
    )
    expect(nameOfPrompt('x'.repeat(60))).toBe('x'.repeat(20))
  })
})
