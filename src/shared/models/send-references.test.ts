import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  sampleDocument,
  samplePicture,
  sampleReference,
  sampleShot,
  sampleSoundAsset,
} from '../../test-support/sample-film'
import type { FrameSource, Shot } from '../project/document'
import { requestHashOf } from './build-request'
import { findModel } from './catalogue'
import { sendReferences } from './send-references'

const mara = sampleReference(1, { name: 'Mara', assetIds: [assetIdOf(1), assetIdOf(2)] })
const harbour = sampleReference(3, { name: 'old_harbour', kind: 'place' })
const noir = sampleReference(4, { name: 'noir', kind: 'style' })
const empty = sampleReference(5, { name: 'Ghost', assetIds: [] })
const film = sampleDocument({
  clips: [],
  assets: [1, 2, 3, 4].map((number) => samplePicture(number)).concat([5, 6].map((n) => sampleSoundAsset(n, 8))),
  references: [mara, harbour, noir, empty],
})
const extension: FrameSource = { kind: 'extension', shotId: sampleShot(2).id, take: 'pick' }
const start: FrameSource = { kind: 'picture', assetId: assetIdOf(1), framings: {} }

function sent(model: string, prompt: string, over: Partial<Shot> = {}) {
  const provider = model === 'rehearsal' ? 'rehearsal' : 'runway'
  return sendReferences(film, sampleShot(1, { provider, model, prompt, ...over }), findModel(provider, model))
}

const pictures = (result: ReturnType<typeof sent>): readonly string[] => result.references.map(({ name }) => name)

describe('names after an @', () => {
  it('become references in the order of the text, and words that tell which picture is whose', () => {
    const result = sent('seedance2', 'in @old_harbour, @mara waits for @MARA')
    expect(pictures(result)).toEqual(['old_harbour', 'Mara', 'Mara'])
    expect(result.references[1]?.media).toEqual({ kind: 'asset', assetId: assetIdOf(1) })
    expect(result.prompt).toBe('in old harbour, Mara waits for Mara\nReference images: 1 old harbour, 2 and 3 Mara.')
    expect([result.notes, result.problems]).toEqual([[], []])
  })

  it('become addresses where the model reads them', () => {
    const result = sent('grok_imagine_1_5', '@Mara in @old_harbour', {
      references: [{ kind: 'reference', referenceId: noir.id }],
    })
    expect(result.prompt).toBe(
      'Mara [Image 1] [Image 2] in old harbour [Image 3]\nReference images: [Image 4] noir (style).',
    )
    expect(pictures(result)).toEqual(['Mara', 'Mara', 'old_harbour', 'noir'])
  })

  it.each([
    ['rehearsal', null, 'notTaken'],
    ['veo3.1', null, 'notTaken'],
    ['veo3.1', start, 'notTaken'],
    ['seedance2', start, 'frameInstead'],
    ['wan3', start, 'frameInstead'],
    ['seedance2_5', extension, 'goesOn'],
  ] as const)('are plain words for %s (from %o), and it is told why', (model, from, why) => {
    const result = sent(model, '@Mara in @old_harbour', { start: from })
    expect(result.prompt).toBe('Mara in old harbour')
    expect(result.references).toEqual([])
    expect(result.notes).toEqual([
      { kind: 'picture', name: 'Mara', why },
      { kind: 'picture', name: 'old_harbour', why },
    ])
    expect(result.problems).toEqual([])
  })

  it('of which the film knows nothing keep the shot from being sent', () => {
    const result = sent('seedance2', '@Maria and @Mara')
    expect(result.problems).toEqual(['referenceUnknown'])
    expect(result.notes).toEqual([{ kind: 'picture', name: 'Maria', why: 'unknown' }])
  })

  it('of a reference without a picture are words', () => {
    const result = sent('seedance2', '@Ghost')
    expect([result.prompt, result.references]).toEqual(['Ghost', []])
    expect(result.notes).toEqual([{ kind: 'picture', name: 'Ghost', why: 'empty' }])
  })

  it('in the style line go with every shot', () => {
    const styled = { ...film, settings: { ...film.settings, style: 'as in @noir' } }
    const result = sendReferences(styled, sampleShot(1, { prompt: 'a boat' }), findModel('runway', 'seedance2'))
    expect(result.prompt).toBe('a boat\nas in noir\nReference images: 1 noir (style).')
  })
})

describe('what a model takes no more of', () => {
  it('is told before anything is paid', () => {
    const many = { ...mara, assetIds: Array.from({ length: 10 }, (_, n) => assetIdOf(n + 1)) }
    const crowded = { ...film, references: new Map([[many.id, many]]) }
    const shot = sampleShot(1, { prompt: '@Mara', references: [{ kind: 'sound', assetId: assetIdOf(5) }] })
    const problemsOf = (model: string) => sendReferences(crowded, shot, findModel('runway', model)).problems
    expect(problemsOf('seedance2')).toEqual(['tooManyReferences'])
    expect(problemsOf('seedance2_5')).toEqual([])
  })

  it('is so by seconds, format and what goes with what, too', () => {
    const sounds: Shot['references'] = [5, 6].map((number) => ({ kind: 'sound', assetId: assetIdOf(number) }))
    const problems = (model: string, over: Partial<Shot> = {}) =>
      sent(model, over.prompt ?? 'a boat', { references: sounds, ...over }).problems
    expect(problems('hailuo3')).toEqual(['referencesTooLong'])
    expect(problems('wan3', { start })).toEqual(['referencesTooLong'])
    expect(problems('seedance2_5', { start })).toEqual([])
    expect(problems('grok_imagine_1_5')).toEqual(['soundNeedsPicture'])
    expect(problems('grok_imagine_1_5', { prompt: '@Mara', options: { resolution: '1080p' } })).toEqual([
      'resolutionWithReferences',
    ])
    const ogg = { ...sampleSoundAsset(5, 8), extension: 'ogg' }
    const odd = { ...film, assets: new Map([...film.assets, [ogg.id, ogg]]) }
    const shot = sampleShot(1, { references: sounds.slice(0, 1) })
    expect(sendReferences(odd, shot, findModel('runway', 'seedance2')).problems).toEqual(['soundFormatRefused'])
    expect(sent('seedance2_5', 'a boat', { references: sounds, start: extension }).references).toEqual([])
    expect(sent('veo3.1', 'a boat', { references: sounds })).toMatchObject({
      references: [],
      notes: [
        { kind: 'sound', name: 'sound 5', why: 'notTaken' },
        { kind: 'sound', name: 'sound 6', why: 'notTaken' },
      ],
    })
  })
})

describe('the fingerprint of a request', () => {
  const shot = sampleShot(1, { provider: 'runway', model: 'seedance2', prompt: '@Mara waits' })

  it('is another when a picture of a reference is, and the same when another reference changes', () => {
    const hash = requestHashOf(film, shot)
    const withMara = (over: Partial<typeof mara>) => ({
      ...film,
      references: new Map([...film.references, [mara.id, { ...mara, ...over }]]),
    })
    expect(requestHashOf(withMara({ assetIds: [assetIdOf(1)] }), shot)).not.toBe(hash)
    expect(requestHashOf(withMara({}), shot)).toBe(hash)
    const other = { ...film, references: new Map([...film.references, [noir.id, { ...noir, assetIds: [] }]]) }
    expect(requestHashOf(other, shot)).toBe(hash)
  })

  it('is what it was before there were references, for a shot without any', () => {
    const plain = sampleShot(1, { prompt: 'a harbour' })
    // As an earlier version wrote it into the take.
    expect(requestHashOf(sampleDocument({ clips: [] }), plain)).toBe(
      '6a0d9d2e9183e5352b81847a67d6fb2b2dfbd3542095c62f3f2261df57ae0f02',
    )
  })
})
