import { beforeEach, describe, expect, test } from 'vitest'
import { clipIdSchema, shotIdSchema } from '../../shared/ids'
import type { FilmPlan, PlannedClip } from '../../shared/film/plan'
import { frames, rate } from '../../shared/time/time'
import { filmStore } from './film-store'
import { playbackStore } from './playback-store'
import {
  clearMarks,
  goToEnd,
  goToStart,
  markIn,
  markOut,
  nextCut,
  previousCut,
  seek,
  shuttleBackward,
  shuttleForward,
  stepFrames,
  stop,
  toggleLoop,
  togglePlay,
} from './transport'

function clip(index: number, start: number, length: number): PlannedClip {
  return {
    clipId: clipIdSchema.parse(`clip-${index}`),
    shotId: shotIdSchema.parse(`shot-${index}`),
    index,
    start: frames(start),
    length: frames(length),
    sourceIn: frames(0),
    sourceLength: frames(length),
    source: { kind: 'card', shotId: shotIdSchema.parse(`shot-${index}`), title: '', text: '' },
    overlapIn: frames(0),
    overlapOut: frames(0),
    flags: [],
  }
}

const plan: FilmPlan = {
  rate: rate(24),
  size: { width: 1280, height: 720 },
  fit: 'letterbox',
  clips: [clip(0, 0, 24), clip(1, 24, 24), clip(2, 48, 24)],
  sounds: [],
  length: frames(72),
}

const start = playbackStore.getInitialState()
const { getState } = playbackStore

beforeEach(() => {
  filmStore.setState({ plan, clipById: new Map() })
  playbackStore.setState(start, true)
})

describe('play and stop', () => {
  test('plays from the playhead and stops where it is', () => {
    seek(10)
    togglePlay()
    expect(getState()).toMatchObject({ speed: 1, frame: 10 })
    togglePlay()
    expect(getState()).toMatchObject({ speed: 0, frame: 10 })
  })

  test('begins again on the last frame', () => {
    goToEnd()
    togglePlay()
    expect(getState()).toMatchObject({ speed: 1, frame: 0 })
  })

  test('begins at the in point when the playhead is outside the marks', () => {
    playbackStore.setState({ inPoint: 20, outPoint: 40, frame: 50 })
    togglePlay()
    expect(getState()).toMatchObject({ speed: 1, frame: 20 })
  })

  test('does nothing while there is no film', () => {
    filmStore.setState({ plan: null })
    togglePlay()
    shuttleForward()
    expect(getState()).toMatchObject({ speed: 0, frame: 0 })
  })
})

describe('shuttling', () => {
  test('goes faster with every press and no further than 8x', () => {
    const speeds = [1, 2, 3, 4, 5].map(() => (shuttleForward(), getState().speed))
    expect(speeds).toEqual([1, 2, 4, 8, 8])
  })

  test('slows down, then turns round', () => {
    playbackStore.setState({ speed: 4, frame: 30 })
    const speeds = [1, 2, 3, 4].map(() => (shuttleBackward(), getState().speed))
    expect(speeds).toEqual([2, 1, -1, -2])
  })

  test('does not start where there is nowhere to go', () => {
    shuttleBackward()
    expect(getState().speed).toBe(0)
    goToEnd()
    shuttleForward()
    expect(getState().speed).toBe(0)
  })
})

describe('going somewhere', () => {
  test('stays inside the film', () => {
    seek(1000)
    expect(getState().frame).toBe(71)
    stepFrames(-1000)
    expect(getState().frame).toBe(0)
  })

  test('seeking keeps playing, stepping stops', () => {
    togglePlay()
    seek(30)
    expect(getState()).toMatchObject({ speed: 1, frame: 30 })
    stepFrames(1)
    expect(getState()).toMatchObject({ speed: 0, frame: 31 })
  })

  test('walks the cuts and ends on the last frame', () => {
    const there = [1, 2, 3].map(() => (nextCut(), getState().frame))
    expect(there).toEqual([24, 48, 71])
    const back = [1, 2, 3, 4].map(() => (previousCut(), getState().frame))
    expect(back).toEqual([48, 24, 0, 0])
  })

  test('goes to start and end', () => {
    goToEnd()
    expect(getState().frame).toBe(71)
    goToStart()
    expect(getState().frame).toBe(0)
  })
})

describe('marks and loop', () => {
  test('an out point includes the frame it is set on', () => {
    seek(10)
    markIn()
    seek(20)
    markOut()
    expect(getState()).toMatchObject({ inPoint: 10, outPoint: 21 })
    clearMarks()
    expect(getState()).toMatchObject({ inPoint: null, outPoint: null })
  })

  test('a mark that would turn the range round drops the other', () => {
    playbackStore.setState({ inPoint: 10, outPoint: 21, frame: 30 })
    markIn()
    expect(getState()).toMatchObject({ inPoint: 30, outPoint: null })
    seek(5)
    markOut()
    expect(getState()).toMatchObject({ inPoint: null, outPoint: 6 })
  })

  test('loop toggles, stop keeps it', () => {
    toggleLoop()
    stop()
    expect(getState().loop).toBe(true)
  })
})
