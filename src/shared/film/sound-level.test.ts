import { describe, expect, it } from 'vitest'
import {
  noTakes,
  sampleDocument,
  sampleClip,
  sampleShot,
  sampleSound,
  sampleSoundAsset,
} from '../../test-support/sample-film'
import { plainTracks, type SoundTrack, type TrackMix } from '../project/document'
import { changeSettings, setTrackMix } from '../timeline/edits/change-settings'
import { planFilm } from './plan-film'
import { amplitudeOf, heardGain, isTrackHeard } from './sound-level'

function tracks(of: Partial<Record<SoundTrack, Partial<TrackMix>>>): typeof plainTracks {
  const mix = (track: SoundTrack): TrackMix => ({ ...plainTracks[track], ...of[track] })
  return { music: mix('music'), voice: mix('voice'), effects: mix('effects') }
}

describe('what is heard of a sound', () => {
  it('is its own gain and its track’s together', () => {
    expect(heardGain({ gain: -3, track: 'voice' }, tracks({ voice: { gain: -6 } }))).toBe(-9)
    expect(heardGain({ gain: -3, track: 'music' }, tracks({ voice: { gain: -6 } }))).toBe(-3)
  })

  it('is nothing when either is silent', () => {
    expect(heardGain({ gain: -60, track: 'music' }, tracks({ music: { gain: 12 } }))).toBeNull()
    expect(heardGain({ gain: 12, track: 'music' }, tracks({ music: { gain: -60 } }))).toBeNull()
  })

  it('is nothing on a muted track', () => {
    expect(heardGain({ gain: 0, track: 'effects' }, tracks({ effects: { mute: true } }))).toBeNull()
    expect(isTrackHeard(tracks({ effects: { mute: true } }), 'music')).toBe(true)
  })

  it('is only what plays alone, while something does', () => {
    const alone = tracks({ voice: { solo: true } })
    expect(isTrackHeard(alone, 'voice')).toBe(true)
    expect(isTrackHeard(alone, 'music')).toBe(false)
    expect(isTrackHeard(tracks({ voice: { solo: true, mute: true } }), 'voice')).toBe(false)
  })

  it('is silence at -60 dB, twice the amplitude at 6 dB', () => {
    expect(amplitudeOf(-60)).toBe(0)
    expect(amplitudeOf(0)).toBe(1)
    expect(amplitudeOf(6.0206)).toBeCloseTo(2, 4)
  })
})

describe('the plan of a film', () => {
  const film = sampleDocument({
    shots: [sampleShot(1)],
    clips: [sampleClip(1)],
    assets: [sampleSoundAsset(1, 3)],
    sounds: [sampleSound(1, { gain: -3 }), sampleSound(2, { assetId: sampleSoundAsset(1, 3).id, track: 'voice' })],
  })

  it('has the gain that is heard, and nothing that is not', () => {
    const quiet = setTrackMix(film, { track: 'music', patch: { gain: -6 } })
    expect(planFilm(quiet, noTakes).sounds.map((sound) => sound.gain)).toEqual([-9, 0])
    const muted = setTrackMix(quiet, { track: 'music', patch: { mute: true } })
    expect(planFilm(muted, noTakes).sounds.map((sound) => sound.soundId)).toEqual(['m2'])
  })

  it('is untouched by a mix that changes nothing', () => {
    expect(setTrackMix(film, { track: 'music', patch: { mute: false, gain: 0 } })).toBe(film)
    expect(setTrackMix(film, { track: 'music', patch: { gain: 99 } }).settings.soundTracks.music.gain).toBe(12)
    expect(changeSettings(film, { patch: { soundTracks: plainTracks } })).toBe(film)
  })
})
