import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assetIdOf, sampleShot } from '../../test-support/sample-film'
import type { Shot } from '../project/document'
import { catalogue, findModel } from './catalogue'
import type { VideoModel } from './model'
import { modelProblems } from './model-problems'
import { durationWords, nearestDuration, switchModel } from './switch-model'

const film = { width: 1280, height: 720 }
const model = (id: string): VideoModel => findModel('runway', id)!
const end = { kind: 'picture', assetId: assetIdOf(1), framings: {} } as const

describe('switching the model of a shot', () => {
  it('keeps what carries over and says what did not', () => {
    const shot = sampleShot(1, { seconds: 7, seed: 9, audio: true, end, options: { negativePrompt: 'rain' } })
    const { patch, dropsEnd, adjusted } = switchModel(shot, model('gen4.5'), film)
    const same = { seconds: 7, autoSeconds: false, ratio: '16:9', seed: 9 }
    expect(patch).toEqual({ provider: 'runway', model: 'gen4.5', ...same, audio: false })
    expect(dropsEnd).toBe(true)
    expect(adjusted).toEqual(['Gen-4.5 makes no sound.', 'The end frame was taken out: Gen-4.5 takes none.'])
  })

  it('takes the shorter of two durations that are equally near', () => {
    expect([7, 5, 1, 30, 6].map((wanted) => nearestDuration(model('veo3.1'), wanted))).toEqual([6, 4, 4, 8, 6])
    expect(switchModel(sampleShot(1, { seconds: 7 }), model('veo3.1'), film).adjusted).toEqual([
      '7 s became 6 s: Veo 3.1 makes 4, 6 or 8 s.',
    ])
    expect(durationWords(model('gen4.5'))).toBe('2 to 10')
  })

  it('leaves the length to a model only where it decides one, and says what it is else', () => {
    const auto = sampleShot(1, { seconds: 7, autoSeconds: true })
    const stays = switchModel(auto, model('gemini_omni_flash_1.1'), film)
    expect([stays.patch.autoSeconds, stays.adjusted]).toEqual([true, []])
    // A length that only stands for what is to come is no loss.
    expect(switchModel({ ...auto, seconds: 20 }, model('seedance2'), film).adjusted).toEqual([])
    const set = switchModel(auto, model('veo3.1'), film)
    expect([set.patch.autoSeconds, set.patch.seconds]).toEqual([false, 6])
    expect(set.adjusted).toEqual(['The length is 6 s now: Veo 3.1 does not choose one.'])
  })

  it('goes to the nearest format', () => {
    const square = sampleShot(1, { ratio: '1:1', start: end })
    expect(switchModel(square, model('gen4.5'), film).patch.ratio).toBe('1:1')
    expect(switchModel({ ...square, ratio: '21:9' }, model('gen4_turbo'), film).patch.ratio).toBe('33:14')
    expect(switchModel({ ...square, ratio: '3:4' }, model('veo3.1'), film).patch.ratio).toBe('9:16')
  })

  it('says which resolution comes of one that the model does not make', () => {
    const large = sampleShot(1, { start: end, options: { resolution: '1080p' } })
    const adjusted = (shot: Shot, id: string) => switchModel(shot, model(id), film).adjusted
    expect(adjusted(large, 'h3_max')).toContain('1080p became 768p: MiniMax H3 Max makes 16:9 in 768p or 480p.')
    expect(adjusted(large, 'gen4_turbo')).toContain('1080p became 720p: Gen-4 Turbo makes 16:9 in 720p.')
    const rest = adjusted(large, 'seedance2').concat(adjusted(large, 'wan3'))
    expect(rest.filter((words) => words.includes('became'))).toEqual([])
  })

  it('never leaves a value that the new model refuses, whatever the shot was', () => {
    const anyShot = fc.record({
      seconds: fc.integer({ min: 1, max: 40 }),
      ratio: fc.constantFrom('16:9', '9:16', '1:1', '4:3', '21:9', '69:52'),
      audio: fc.boolean(),
      seed: fc.option(fc.nat(1000)),
      start: fc.constantFrom(null, end),
      end: fc.constantFrom(null, end),
    })
    fc.assert(
      fc.property(anyShot, fc.constantFrom(...catalogue), (over, to) => {
        const shot = sampleShot(1, over)
        const { patch, dropsEnd, adjusted } = switchModel(shot, to, film)
        const next: Shot = { ...shot, ...patch, end: dropsEnd ? null : shot.end }
        const left = modelProblems(next, next.prompt, to, film)
        // What only the user can give is asked for, not made up.
        expect(left.filter((problem) => !/Missing|Alone/.test(problem))).toEqual([])
        const kept = (['seconds', 'ratio', 'audio', 'seed'] as const).filter((key) => next[key] === shot[key]).length
        expect(adjusted).toHaveLength(4 - kept + (dropsEnd ? 1 : 0))
      }),
    )
  })
})
