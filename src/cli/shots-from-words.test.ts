import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AssetId, ProjectId } from '../shared/ids'
import { chosenFormat } from '../shared/models/model-sizes'
import { newDocument } from '../shared/project/new-document'
import { dataFolder } from './data-folder'
import { expandPatterns } from './expand-patterns'
import { modelOfWord, ratioFor } from './models'
import { filmSize } from './new-film'
import { pairPrompts, usablePictures } from './pair-prompts'
import { readPrompts } from './prompts-file'
import { sameFilm } from './same-film'
import { readShotList } from './select-shots'
import { layShots, readShotLook, type ShotOptions } from './shot-options'

const nothing: ShotOptions = {
  model: null,
  duration: null,
  ratio: null,
  resolution: null,
  'picture-url': null,
  seed: null,
  audio: false,
  chain: false,
  'extend-from': null,
  dissolve: null,
  music: null,
}

describe('prompts', () => {
  it('are lines, without blanks and comments', () => {
    expect(readPrompts('\uFEFFone\r\n\n  # two\n  three  \n')).toEqual(['one', 'three'])
  })

  it('repeat when there are fewer than pictures, and it is said', () => {
    const { wishes, notes } = pairPrompts(['a', 'b', 'c'], ['one', 'two'])
    expect(wishes.map(({ prompt }) => prompt)).toEqual(['one', 'two', 'two'])
    expect(notes).toEqual(['2 prompts for 3 pictures: the last prompt is used for 1 more.'])
  })

  it('become shots without a picture when there are more, and it is said', () => {
    const { wishes, notes } = pairPrompts(['a'], ['one', 'two'])
    expect(wishes[1]).toEqual({ picture: null, prompt: 'two' })
    expect(notes[0]).toContain('1 prompt more than pictures')
    expect(pairPrompts([], ['one']).notes).toEqual([])
  })
})

describe('usablePictures', () => {
  it('are only the first of a new film when shots start from each other', () => {
    const pictures = [{ name: 'a' }, { name: 'b' }]
    expect(usablePictures(pictures, false, false)).toEqual({ pictures, notes: [] })
    const chained = usablePictures(pictures, true, true)
    expect(chained.pictures).toEqual([{ name: 'a' }])
    expect(chained.notes[0]).toContain('not used: b.')
    expect(usablePictures(pictures, true, false).pictures).toEqual([])
  })
})

describe('expandPatterns', () => {
  it('finds files in natural order and leaves hidden ones', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'patterns-'))
    try {
      await mkdir(path.join(folder, 'deep', 'er'), { recursive: true })
      const names = ['shot10.jpg', 'shot2.jpg', '.shot3.jpg', 'a[1].png', 'deep/er/x.jpg', 'note.txt']
      for (const name of names) await writeFile(path.join(folder, name), '')
      const found = async (...patterns: readonly string[]): Promise<readonly string[]> =>
        (await expandPatterns(folder, patterns)).map((file) => path.relative(folder, file))
      expect(await found('*.jpg')).toEqual(['shot2.jpg', 'shot10.jpg'])
      expect(await found('**/*.jpg')).toEqual([path.join('deep', 'er', 'x.jpg'), 'shot2.jpg', 'shot10.jpg'])
      expect(await found('shot[!2]*.jpg', 'shot?.jpg')).toEqual(['shot10.jpg', 'shot2.jpg'])
      expect(await found('a[1].png', 'gone.png')).toEqual(['a[1].png', 'gone.png'])
      await expect(found('*.webp')).rejects.toThrow('No file matches')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

const picture = { kind: 'picture', assetId: 'a'.repeat(64) as AssetId, framings: {} } as const

describe('models', () => {
  it('are found by their ids, and what is near is named', () => {
    expect(modelOfWord('runway/veo3.1_fast').label).toBe('Veo 3.1 Fast')
    expect(() => modelOfWord('gen4_tubo')).toThrow('Did you mean gen4_turbo?')
    expect(() => modelOfWord('gen3a_turbo')).toThrow('retired by Runway on 30 July 2026; use Gen-4 Turbo')
    expect(modelOfWord('gen4_turbo').provider).toBe('runway')
    expect(modelOfWord('gptge/gen3a_turbo')).toMatchObject({ provider: 'gptge', label: 'Gen-3 Alpha Turbo (V-API)' })
  })

  it('take formats as people write them', () => {
    const model = modelOfWord('gen4_turbo')
    const wish = { model, shot: { start: null }, film: '16:9' }
    expect(ratioFor(wish, '4:3')).toBe('69:52')
    expect(ratioFor(wish, '1280:720')).toBe('16:9')
    expect(() => ratioFor(wish, '5:1')).toThrow('makes 16:9')
    expect(ratioFor({ ...wish, model: modelOfWord('seedance2') }, '3840:2160')).toBe('16:9')
    const wan = { ...wish, model: modelOfWord('wan3'), shot: { start: picture } }
    expect(ratioFor(wan, '1280:536')).toBe('160:67')
    expect(() => ratioFor(wan, '9:1')).toThrow('the format of its picture')
    expect(filmSize({ model, ratio: '9:16', resolution: null })).toEqual({ width: 720, height: 1280 })
    expect(filmSize({ model: modelOfWord('veo3.1'), ratio: null, resolution: '1080p' })).toEqual({
      width: 1920,
      height: 1080,
    })
    expect(filmSize({ model: modelOfWord('rehearsal'), ratio: '1:1', resolution: null })).toEqual({
      width: 720,
      height: 720,
    })
  })

  it('refuse lengths, seeds and sounds they do not have before anything is made', () => {
    const veo = modelOfWord('veo3.1')
    expect(() => readShotLook({ ...nothing, duration: '5' }, veo)).toThrow('4, 6 or 8 s; the nearest is 4')
    expect(() => readShotLook({ ...nothing, audio: true }, modelOfWord('gen4_turbo'))).toThrow('makes no sound')
    expect(() => readShotLook({ ...nothing, duration: 'auto' }, veo)).toThrow('does not choose a length; it makes 4, 6')
    const deciding = readShotLook({ ...nothing, duration: 'Auto' }, modelOfWord('seedance2'))
    expect(deciding).toMatchObject({ seconds: null, autoSeconds: true })
    expect(readShotLook({ ...nothing, duration: '6s', audio: true }, veo)).toMatchObject({ seconds: 6, audio: true })
  })
})

describe('layShots', () => {
  const empty = newDocument('project' as ProjectId, 'Film')
  const wishes = ['one', 'two'].map((prompt) => ({ picture: null, prompt }))
  const lay = (given: Partial<ShotOptions>, film = empty) =>
    layShots(film, wishes, readShotLook({ ...nothing, ...given }, modelOfWord('veo3.1_fast'))).document

  it('chains and dissolves from the second shot on', () => {
    const one = lay({})
    const looked = readShotLook({ ...nothing, 'extend-from': '1' }, modelOfWord('seedance2_5'))
    const wishes = ['on', 'and on'].map((prompt) => ({ picture: null, prompt }))
    const { document, shotIds } = layShots(one, wishes, looked)
    const [root] = one.shots.keys()
    expect(shotIds.map((id) => document.shots.get(id)?.start)).toEqual([
      { kind: 'extension', shotId: root, take: 'pick' },
      { kind: 'extension', shotId: shotIds[0], take: 'pick' },
    ])
    expect(() => layShots(one, wishes, { ...looked, extendFrom: 99 })).toThrow('--extend-from 99: the film has')
    expect(() => readShotLook({ ...nothing, 'extend-from': '1' }, modelOfWord('veo3.1'))).toThrow(
      'can’t go on from a clip',
    )
    const film = lay({ chain: true, dissolve: '12', duration: '6', resolution: '1080p' })
    const shots = [...film.shots.values()]
    expect(shots.map(({ start }) => start?.kind ?? null)).toEqual([null, 'shotFrame'])
    expect(shots[0]).toMatchObject({ provider: 'runway', seconds: 6, options: { resolution: '1080p' }, name: 'one' })
    const joins = film.track.clipIds.map((id) => film.clips.get(id)?.join.kind)
    expect(joins).toEqual(['dissolve', 'cut'])
  })

  it('takes a resolution that there is only in a shape next to the one asked for', () => {
    const look = (resolution: string) =>
      readShotLook({ ...nothing, ratio: '16:9', resolution }, modelOfWord('seedance2'))
    const [shot] = layShots(empty, wishes, look('480p')).document.shots.values()
    const format = shot && chosenFormat(modelOfWord('seedance2'), shot, empty.settings.size)
    expect(format?.name).toBe('864:496')
    expect(() => layShots(empty, wishes, look('2k'))).toThrow('Seedance 2 makes 720p, 480p, 1080p, 4k.')
  })

  it('goes on from the film that is there', () => {
    const longer = lay({ chain: true }, lay({}))
    expect([...longer.shots.values()].map(({ start }) => start?.kind ?? null)).toEqual([
      null,
      null,
      'shotFrame',
      'shotFrame',
    ])
  })

  it('is told from another film by what is asked for, not by ids', () => {
    expect(sameFilm(lay({ chain: true }), lay({ chain: true }))).toBe(true)
    expect(sameFilm(lay({ chain: true }), lay({}))).toBe(false)
    expect(sameFilm(lay({}), lay({ duration: '8' }))).toBe(false)
  })
})

describe('lists of shots', () => {
  it('are numbers and ranges', () => {
    expect(readShotList('1,4-6, 4', 6)).toEqual([1, 4, 5, 6])
    for (const wrong of ['0', '7', '3-1', 'x', '', '1,,2']) expect(() => readShotList(wrong, 6)).toThrow('--shots')
  })
})

describe('dataFolder', () => {
  it('is the window’s own on each system', () => {
    expect(dataFolder('linux', '/home/a', {})).toBe(path.join('/home/a', '.config', 'Seamline'))
    expect(dataFolder('linux', '/home/a', { XDG_CONFIG_HOME: '/c' })).toBe(path.join('/c', 'Seamline'))
    expect(dataFolder('darwin', '/Users/a', {})).toBe(
      path.join('/Users/a', 'Library', 'Application Support', 'Seamline'),
    )
    expect(dataFolder('win32', '/u', { APPDATA: '/u/roaming' })).toBe(path.join('/u/roaming', 'Seamline'))
    expect(dataFolder('linux', '/home/a', { SEAMLINE_DATA: '/d' })).toBe(path.resolve('/d'))
  })
})
