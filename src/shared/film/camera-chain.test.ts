import { describe, expect, it } from 'vitest'
import { sampleClip, sampleDocument, sampleShot } from '../../test-support/sample-film'
import type { ShotId } from '../ids'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { frames } from '../time/time'
import { cameraOfShot, cameraRequest } from './camera-chain'
import { cameraWords } from './camera-description'

function lastFrameOf(number: number): FrameSource {
  return { kind: 'shotFrame', shotId: `s${number}` as ShotId, take: 'pick', frame: 'lastVisible' }
}

/** Shots with these prompts, each from the last frame of the one before. */
function chain(prompts: readonly string[], over: Partial<Shot> = {}, style = ''): FilmDocument {
  const shots = prompts.map((prompt, at) =>
    sampleShot(at + 1, { prompt, start: at === 0 ? null : lastFrameOf(at), ...over }),
  )
  return sampleDocument({ shots, clips: prompts.map((_, at) => sampleClip(at + 1)), settings: { style } })
}

function shotOf(film: FilmDocument, number: number): Shot {
  return film.shots.get(`s${number}` as ShotId)!
}

function seams(film: FilmDocument): readonly string[] {
  return [...film.shots.values()].map((shot) => {
    const { entering, goesOn } = cameraRequest(film, shot)
    return `${(entering ?? []).map(({ move }) => move).join('+')}|${goesOn ? 'goes on' : ''}`
  })
}

function words(film: FilmDocument, number: number): string {
  return cameraWords(cameraOfShot(film, shotOf(film, number), frames(120)).steps, film.settings.rate)
}

describe('the camera of shots that continue each other', () => {
  it('goes on with the same move or by the word', () => {
    const film = chain(['hold 1 s, then pan right', 'continue', 'pan right for 2 s, then hold', 'tilt up'])
    expect(seams(film)).toEqual(['|goes on', 'panRight|goes on', 'panRight|', '|'])
    expect(words(film, 2)).toBe('Pan right 5 s')
    expect(words(film, 3)).toBe('Pan right 2 s, then hold 3 s')
  })

  it('stops where the move is another, the pace too, or where nothing continues', () => {
    expect(seams(chain(['pan right', 'pan left']))).toEqual(['|', 'panRight|'])
    expect(seams(chain(['pan right', 'slow pan right']))).toEqual(['|', 'panRight|'])
    expect(seams(chain(['pan right', 'pan right'], { start: null }))).toEqual(['|', '|'])
  })

  it('comes to rest on an end frame', () => {
    const film = chain(['pan right', 'pan right'])
    const end = { ...shotOf(film, 1), end: lastFrameOf(2) }
    expect(seams({ ...film, shots: new Map([...film.shots, [end.id, end]]) })).toEqual(['|', '|'])
  })

  it('reads the style line only where the prompt names no move', () => {
    const film = chain(['a boat', 'pan left'], {}, '35 mm, static camera')
    expect(words(film, 1)).toBe('Hold 5 s')
    expect(words(film, 2)).toBe('Pan left 5 s')
    expect(cameraRequest(film, shotOf(film, 1)).words).toBe('35 mm, static camera')
  })

  it('ends with shots that start from each other in a circle', () => {
    const film = chain(['continue', 'continue'])
    const loop = { ...shotOf(film, 1), start: lastFrameOf(2) }
    expect(words({ ...film, shots: new Map([...film.shots, [loop.id, loop]]) }, 2)).toBe('Push in 5 s')
  })
})
