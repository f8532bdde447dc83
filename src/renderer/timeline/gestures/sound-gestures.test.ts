import { beforeEach, describe, expect, it } from 'vitest'
import type { ProjectId, SoundId } from '../../../shared/ids'
import type { Asset, Sound } from '../../../shared/project/document'
import { newDocument } from '../../../shared/project/new-document'
import { frames } from '../../../shared/time/time'
import { addAssets } from '../../../shared/timeline/edits/change-settings'
import { addSound, soundSpan, type SoundSpan } from '../../../shared/timeline/edits/place-sounds'
import { sampleSoundAsset } from '../../../test-support/sample-film'
import { documentStore, undo } from '../../state/document-store'
import { viewportStore } from '../../state/viewport-store'
import { currentFilm, openFilm } from '../../testing/open-film'
import type { TrackRows } from '../track-rows'
import type { PointerAt } from './run-gesture'
import { fadeGesture, moveSoundGesture } from './sound-gestures'

const id = 'sound' as SoundId
const asset: Asset = sampleSoundAsset(1, 4)
const rows: TrackRows = [
  { track: 'music', top: 100, bottom: 144 },
  { track: 'voice', top: 144, bottom: 170 },
  { track: 'effects', top: 170, bottom: 196 },
]

function pointer(frame: number, y = 120): PointerAt {
  return { frame, x: 0, y, alt: true }
}

function sound(): Sound {
  const found = currentFilm().sounds.get(id)
  if (!found) throw new Error('the sound is gone')
  return found
}

function span(): SoundSpan {
  const found = soundSpan(currentFilm(), sound())
  if (!found) throw new Error('the sound is nowhere')
  return found
}

beforeEach(() => {
  const film = addAssets(newDocument('project' as ProjectId, 'Film'), { assets: [asset] })
  const placed = addSound(film, { soundId: id, assetId: asset.id, track: 'music', start: frames(24) })
  openFilm(placed)
  viewportStore.setState({ pixelsPerFrame: 2, snapping: true })
})

describe('carrying a sound', () => {
  it('shows it on the track under the pointer, and leaves one step when it is let go', () => {
    const gesture = moveSoundGesture(id, span(), pointer(30), rows)
    gesture.move(pointer(60, 150))
    expect(sound()).toMatchObject({ track: 'voice', start: 54 })
    gesture.move(pointer(60, 180))
    expect(sound().track).toBe('effects')
    gesture.end(pointer(50, 180))
    expect(sound()).toMatchObject({ track: 'effects', start: 44 })
    expect(undo()).toBe('Move Sound')
    expect(sound()).toMatchObject({ track: 'music', start: 24 })
  })

  it('stays on its track beyond the first and the last one', () => {
    const gesture = moveSoundGesture(id, span(), pointer(30), rows)
    gesture.move(pointer(30, 20))
    expect(sound().track).toBe('music')
    gesture.move(pointer(30, 400))
    expect(sound().track).toBe('music')
  })

  it('is taken back exactly', () => {
    const before = documentStore.getState().document
    const gesture = moveSoundGesture(id, span(), pointer(30), rows)
    gesture.move(pointer(99, 180))
    gesture.cancel()
    expect(documentStore.getState().document).toBe(before)
    expect(undo()).toBeNull()
  })
})

describe('drawing out a fade', () => {
  it('follows the pointer within the sound', () => {
    const gesture = fadeGesture(sound(), span(), 'out', pointer(120))
    gesture.move(pointer(100))
    expect(sound().fadeOut).toBe(20)
    gesture.move(pointer(-500))
    expect(sound().fadeOut).toBe(96)
    gesture.end(pointer(900))
    expect(sound().fadeOut).toBe(0)
  })
})
