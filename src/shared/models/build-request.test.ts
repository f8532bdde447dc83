import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  noTakes,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleTake,
  type SampleFilm,
} from '../../test-support/sample-film'
import { indexTakes } from '../continuity/pick'
import type { ShotId, TakeId } from '../ids'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { rate, seconds } from '../time/time'
import { buildRequest, payloadHashOf, requestHashOf, upstreamHashOf, type RequestContext } from './build-request'
import { listPrices } from './prices'

const none: ReadonlySet<ShotId> = new Set()
const picture = (number: number): FrameSource => ({ kind: 'picture', assetId: assetIdOf(number), framings: {} })
const lastOf = (number: number): FrameSource => ({
  kind: 'shotFrame',
  shotId: `s${number}` as ShotId,
  take: 'pick',
  frame: 'lastVisible',
})

function context(document: FilmDocument, over: Partial<RequestContext> = {}): RequestContext {
  return { document, takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond, ...over }
}

function filmOf(shot: Shot, over: Partial<SampleFilm> = {}): FilmDocument {
  return sampleDocument({ shots: [shot], clips: [], assets: [samplePicture(1), samplePicture(2)], ...over })
}

describe('building a request', () => {
  it('holds the text that is sent, the film size and the picture with its framing, and costs nothing to rehearse', () => {
    const framing = { kind: 'crop', x: 0.1, y: 0, width: 0.5, height: 0.5 } as const
    const shot = sampleShot(1, {
      prompt: ' a harbour at dawn ',
      start: { kind: 'picture', assetId: assetIdOf(1), framings: { '16:9': framing } },
    })
    const document = filmOf(shot, { settings: { style: 'in the style of an etching' } })
    const { planned, price, problems } = buildRequest(shot, context(document))
    expect(planned.prompt).toBe('a harbour at dawn\nin the style of an etching')
    expect(planned.start).toEqual({ kind: 'asset', assetId: assetIdOf(1), framing })
    expect([planned.size, planned.ratio, price, problems]).toEqual([{ width: 1280, height: 720 }, '16:9', 0, []])
  })

  it('leaves the length to a model that decides it, at the price of its longest', () => {
    const own = { provider: 'runway', model: 'seedance2_fast', prompt: 'a harbour', autoSeconds: true } as const
    const auto = sampleShot(1, { ...own, seconds: 5 })
    const document = filmOf(auto)
    const { planned, price, problems } = buildRequest(auto, context(document))
    expect([planned.seconds, planned.autoSeconds, price, problems]).toEqual([15, true, 15 * 29_000_000, []])
    // What stands for the length until then is not asked for.
    expect(requestHashOf(document, { ...auto, seconds: 9 })).toBe(planned.requestHash)
    const longest = { ...auto, autoSeconds: false, seconds: 15 }
    expect(requestHashOf(document, longest)).not.toBe(planned.requestHash)
    expect(payloadHashOf(buildRequest(longest, context(document)).planned)).not.toBe(payloadHashOf(planned))
    const refused = sampleShot(1, { ...own, model: 'veo3.1_fast', seconds: 4 })
    expect(buildRequest(refused, context(filmOf(refused))).problems).toEqual(['durationRefused'])
  })

  it('says everything a model refuses, at once', () => {
    const shot = sampleShot(1, { seconds: 7, audio: true, end: picture(2), prompt: 'x'.repeat(1001) })
    const { problems } = buildRequest(shot, context(filmOf(shot)))
    expect(problems).toEqual(['promptTooLong', 'endFrameAlone', 'durationRefused', 'audioRefused'])
  })

  it('knows no price of a model it does not know', () => {
    const shot = sampleShot(1, { model: 'from-the-future' })
    expect(buildRequest(shot, context(filmOf(shot)))).toMatchObject({ price: null, problems: ['unknownModel'] })
    const retired = sampleShot(1, { provider: 'runway', model: 'gen3a_turbo' })
    expect(buildRequest(retired, context(filmOf(retired)))).toMatchObject({ price: null, problems: ['modelRetired'] })
  })

  it('asks for the picture or the take it starts from', () => {
    const withPicture = sampleShot(1, { start: picture(9) })
    expect(buildRequest(withPicture, context(filmOf(withPicture))).problems).toEqual(['startFrameMissing'])
    const chained = sampleShot(2, { start: lastOf(1) })
    const document = filmOf(sampleShot(1), { shots: [sampleShot(1), chained] })
    expect(buildRequest(chained, context(document)).problems).toEqual(['upstreamMissing'])
    expect(buildRequest(chained, context(document, { circular: new Set([chained.id]) })).problems).toEqual([
      'upstreamCircular',
    ])
    const awaited = buildRequest(chained, context(document, { awaited: new Set(['s1' as ShotId]) }))
    expect(awaited.problems).toEqual([])
    expect(awaited.planned.start).toEqual({ kind: 'awaited', source: chained.start })
    const takes = indexTakes([sampleTake(1)])
    expect(buildRequest(chained, context(document, { takes })).planned.start).toEqual({
      kind: 'takeFrame',
      takeId: 't1',
      frame: 119,
    })
  })

  it('takes the pinned take although its shot gets a new one', () => {
    const chained = sampleShot(2, { start: lastOf(1) })
    const document = filmOf(chained, { shots: [sampleShot(1, { pick: 't1' as TakeId }), chained] })
    const built = buildRequest(
      chained,
      context(document, { takes: indexTakes([sampleTake(1)]), awaited: new Set(['s1' as ShotId]) }),
    )
    expect(built.planned.start).toMatchObject({ kind: 'takeFrame', takeId: 't1' })
  })

  it('gives equal requests equal hashes and every other setting another one', () => {
    const shot = sampleShot(1, { start: picture(1) })
    const document = filmOf(shot)
    const hash = requestHashOf(document, shot)
    expect(
      requestHashOf(
        { ...document, settings: { ...document.settings } },
        { ...shot, name: 'renamed', notes: 'n', pick: 't1' as TakeId },
      ),
    ).toBe(hash)
    const others: Partial<Shot>[] = [
      { prompt: 'x' },
      { seconds: 6 },
      { seed: 0 },
      { audio: true },
      { start: picture(2) },
      { start: lastOf(2) },
      { start: null },
      { end: picture(1) },
      { start: { kind: 'picture', assetId: assetIdOf(1), framings: { '16:9': { kind: 'pad' } } } },
    ]
    const hashes = others.map((over) => requestHashOf(document, { ...shot, ...over }))
    expect(new Set([hash, ...hashes]).size).toBe(others.length + 1)
    expect(requestHashOf({ ...document, settings: { ...document.settings, style: 'etching' } }, shot)).not.toBe(hash)
    expect(
      requestHashOf({ ...document, settings: { ...document.settings, size: { width: 1920, height: 1080 } } }, shot),
    ).toBe(hash)
    expect(
      requestHashOf({ ...document, settings: { ...document.settings, size: { width: 720, height: 1280 } } }, shot),
    ).not.toBe(hash)
  })

  it('fingerprints the frame of the other take: a trimmed tail changes it, another film rate does not', () => {
    const chained = sampleShot(2, { start: lastOf(1) })
    const takes = indexTakes([sampleTake(1)])
    const of = (over: Partial<SampleFilm>): string | null => {
      const document = filmOf(chained, { shots: [sampleShot(1), chained], clips: [sampleClip(1)], ...over })
      return upstreamHashOf(buildRequest(chained, context(document, { takes })).planned, takes)
    }
    const whole = of({})
    expect(whole).toMatch(/^[0-9a-f]{64}$/)
    expect(of({ clips: [sampleClip(1, { out: seconds(4) })] })).not.toBe(whole)
    expect(of({ settings: { rate: rate(25) } })).toBe(whole)
    const alone = sampleShot(1, { start: picture(1) })
    expect(upstreamHashOf(buildRequest(alone, context(filmOf(alone))).planned, takes)).toBeNull()
  })

  it('asks for the options that its model has and for no others', () => {
    const veo = { provider: 'runway', model: 'veo3.1_fast', start: picture(1) }
    const shot = sampleShot(1, {
      ...veo,
      seconds: 6,
      options: { negativePrompt: 'rain', publicFigureThreshold: 'low' },
    })
    const film = filmOf(shot)
    const { planned, price, problems } = buildRequest(shot, context(film))
    expect([planned.options, planned.size, price, problems]).toEqual([
      { negativePrompt: 'rain' },
      { width: 1280, height: 720 },
      60_000_000,
      [],
    ])
    const larger = { ...shot, options: { resolution: '1080p' } }
    expect(buildRequest(larger, context(film)).planned.size).toEqual({ width: 1920, height: 1080 })
    const hashes = [shot, larger, { ...shot, options: {} }].map((one) => requestHashOf(film, one))
    expect(new Set(hashes).size).toBe(3)
  })

  it('follows the picture where the model does, in the ratio of the shot, and keeps its framing', () => {
    const framing = { kind: 'pad' } as const
    const start: FrameSource = { kind: 'picture', assetId: assetIdOf(1), framings: { '16:9': framing } }
    const options = { resolution: '480p' }
    const shot = sampleShot(1, { provider: 'runway', model: 'wan3', prompt: 'a harbour', start, options })
    const { planned, price } = buildRequest(shot, context(filmOf(shot)))
    expect([planned.ratio, planned.size, price]).toEqual(['16:9', { width: 854, height: 480 }, 25_000_000])
    expect(planned.start).toEqual({ kind: 'asset', assetId: assetIdOf(1), framing })
    const alone = buildRequest({ ...shot, start: null }, context(filmOf(shot)))
    expect([alone.planned.ratio, alone.planned.size, alone.price]).toEqual([
      '26:15',
      { width: 832, height: 480 },
      25_000_000,
    ])
  })

  it('refuses an end frame alone, a missing picture and a format that words alone do not get', () => {
    const runway = { provider: 'runway', prompt: 'a harbour' }
    const problemsOf = (over: Partial<Shot>): readonly string[] => {
      const shot = sampleShot(1, { ...runway, ...over })
      return buildRequest(shot, context(filmOf(shot))).problems
    }
    expect(problemsOf({ model: 'veo3.1', seconds: 4, end: picture(1) })).toEqual(['endFrameAlone'])
    expect(problemsOf({ model: 'gen4_turbo' })).toEqual(['startFrameMissing'])
    expect(problemsOf({ model: 'gen4.5', ratio: '1:1' })).toEqual(['ratioRefused'])
    expect(problemsOf({ model: 'gen4.5', ratio: '1:1', start: picture(1) })).toEqual([])
    expect(problemsOf({ model: 'gen4.5', prompt: '' })).toEqual(['promptMissing'])
    expect(problemsOf({ model: 'veo3.1', seconds: 4, prompt: '', start: picture(1) })).toEqual([])
    expect(problemsOf({ model: 'happyhorse_1_0', prompt: 'x' })).toEqual(['promptTooShort'])
    expect(problemsOf({ model: 'gemini_omni_flash_1.1', options: { resolution: '720p' } })).toEqual(['priceUnknown'])
    expect(problemsOf({ model: 'wan3', ratio: '160:67' })).toEqual(['ratioRefused'])
    expect(problemsOf({ model: 'wan3', ratio: '160:67', start: picture(1) })).toEqual([])
  })

  it('names the whole payload by its values, not by the order of its keys', () => {
    const veo = { provider: 'runway', model: 'veo3.1' }
    const shot = sampleShot(1, { ...veo, options: { negativePrompt: 'rain', resolution: '1080p' } })
    const turned = { ...shot, options: { resolution: '1080p', negativePrompt: 'rain' } }
    const hash = (one: Shot): string => payloadHashOf(buildRequest(one, context(filmOf(one))).planned)
    expect(hash(turned)).toBe(hash(shot))
    expect(hash({ ...shot, name: 'renamed' })).not.toBe(hash(shot))
  })
})
