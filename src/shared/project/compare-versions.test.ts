import { describe, expect, it } from 'vitest'
import { sampleClip, sampleDocument, sampleSound } from '../../test-support/sample-film'
import type { ClipId, ShotId } from '../ids'
import { removeClips } from '../timeline/edits/arrange-clips'
import { updateShot } from '../timeline/edits/ask-shots'
import { changeSettings } from '../timeline/edits/change-settings'
import { compareVersions, differenceWords } from './compare-versions'
import { documentFromSaved, savedFromDocument } from './saved-document'

const now = sampleDocument({ clips: [sampleClip(1), sampleClip(2), sampleClip(3)], sounds: [sampleSound(1)] })
const words = (then: typeof now): string => differenceWords(compareVersions(then, now))

describe('an earlier version of a film', () => {
  it('is the same when it says the same, whatever objects it is made of', () => {
    expect(words(now)).toBe('The same as now.')
    expect(words(documentFromSaved(structuredClone(savedFromDocument(now))))).toBe('The same as now.')
  })

  it('tells which shots came, went and changed since', () => {
    const fewer = removeClips(now, { clipIds: ['c2' as ClipId] })
    const then = updateShot(fewer, { shotId: 's1' as ShotId, patch: { prompt: 'a harbour' } })
    expect(words(then)).toBe('Since then: 1 shot added, 1 shot changed, the cut changed.')
    expect(differenceWords(compareVersions(now, then))).toBe(
      'Since then: 1 shot deleted, 1 shot changed, the cut changed.',
    )
  })

  it('tells of sound and settings', () => {
    const renamed = changeSettings(now, { patch: { title: 'Before' } })
    expect(words({ ...renamed, sounds: new Map() })).toBe('Since then: sound changed, settings of the film changed.')
  })
})
