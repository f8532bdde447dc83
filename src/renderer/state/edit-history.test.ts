import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AssetId, ClipId, MarkerId, ProjectId, ReferenceId, ShotId, SoundId, TakeId } from '../../shared/ids'
import { soundTracks, type Asset, type FilmDocument, type SoundTrack } from '../../shared/project/document'
import { indexTakes } from '../../shared/continuity/pick'
import { planFilm } from '../../shared/film/plan-film'
import { diffDocuments } from '../../shared/project/diff'
import { findBrokenInvariant } from '../../shared/project/invariants'
import { newDocument } from '../../shared/project/new-document'
import { savedDocumentSchema, savedFromDocument } from '../../shared/project/saved-document'
import { frames, rate, seconds } from '../../shared/time/time'
import { duplicateClips, moveClips, removeClips } from '../../shared/timeline/edits/arrange-clips'
import * as ask from '../../shared/timeline/edits/ask-shots'
import { addAssets, changeRate, changeSettings, setTrackMix } from '../../shared/timeline/edits/change-settings'
import * as cast from '../../shared/timeline/edits/edit-references'
import { setJoin, splitClip, trimClip } from '../../shared/timeline/edits/cut-clips'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import * as paste from '../../shared/timeline/edits/paste-clips'
import { rollCut } from '../../shared/timeline/edits/roll-cut'
import * as markers from '../../shared/timeline/edits/place-markers'
import * as music from '../../shared/timeline/edits/place-sounds'
import { cancelGesture, commit, documentStore, preview, redo, undo, type Edit } from './document-store'
import { currentFilm, openFilm } from '../testing/open-film'

const picture = asset('a', 'picture')
const sound = asset('b', 'sound')

function asset(letter: string, kind: Asset['kind']): Asset {
  const base = { id: letter.repeat(64) as AssetId, kind, name: `${letter}.file`, extension: 'file', bytes: 1 }
  if (kind === 'sound') return { ...base, width: null, height: null, duration: seconds(20) }
  return { ...base, width: 1600, height: 900, duration: null }
}

let made = 0
const newClip = (): ClipId => `clip-${made++}` as ClipId
const newShot = (): ShotId => `shot-${made++}` as ShotId
const newMarker = (): MarkerId => `marker-${made++}` as MarkerId
const newSound = (): SoundId => `sound-${made++}` as SoundId

/** Picks one of a list by any whole number. */
function at<Item>(list: Iterable<Item>, index: number): Item | undefined {
  const all = [...list]
  return all[index % Math.max(1, all.length)]
}

interface Dice {
  readonly one: number
  readonly two: number
  readonly three: number
}

type RandomEdit = (document: FilmDocument, dice: Dice) => FilmDocument

/** The clip, shot or sound that the dice name, or an id that does not exist. */
const clip = (document: FilmDocument, dice: number): ClipId => at(document.clips.keys(), dice) ?? ('none' as ClipId)
const shot = (document: FilmDocument, dice: number): ShotId => at(document.shots.keys(), dice) ?? ('none' as ShotId)
const item = (document: FilmDocument, dice: number): SoundId => at(document.sounds.keys(), dice) ?? ('none' as SoundId)
const flag = (document: FilmDocument, dice: number): MarkerId =>
  at(document.markers.keys(), dice) ?? ('none' as MarkerId)
const trackOf = (dice: number): SoundTrack => soundTracks[dice % soundTracks.length] ?? 'music'
const reference = (document: FilmDocument, dice: number): ReferenceId =>
  at(document.references.keys(), dice) ?? ('none' as ReferenceId)
const take = (dice: number): TakeId => `take-${dice % 3}` as TakeId

const edits: readonly RandomEdit[] = [
  (d, { one, two }) =>
    insertShots(addAssets(d, { assets: [picture] }), {
      index: one,
      shots: [{ shotId: newShot(), clipId: newClip(), assetId: two % 2 ? picture.id : null }],
    }),
  (d, { one, two, three }) => moveClips(d, { clipIds: [clip(d, one), clip(d, two)], index: three % 12 }),
  (d, { one, two, three }) =>
    trimClip(d, {
      clipId: clip(d, one),
      edge: two % 2 ? 'in' : 'out',
      at: seconds(three, 48),
      sourceLength: seconds(5 - (two % 3)),
    }),
  (d, { one, two }) =>
    splitClip(d, { clipId: clip(d, one), at: seconds(two, 24), sourceLength: seconds(5), newClipId: newClip() }),
  (d, { one, two }) => removeClips(d, { clipIds: one % 3 ? [clip(d, two)] : [clip(d, one), clip(d, two)] }),
  (d, { one, two }) =>
    duplicateClips(d, {
      copies: [...new Set([clip(d, one), clip(d, two)])].map((clipId) => ({
        clipId,
        newClipId: newClip(),
        newShotId: newShot(),
      })),
    }),
  (d, { one, two }) => setJoin(d, { clipId: clip(d, one), join: { kind: 'dissolve', length: frames(two % 40) } }),
  (d, { one, two }) =>
    ask.updateShot(d, { shotId: shot(d, one), patch: { prompt: `words ${two} of @name${two % 4}`, seed: two } }),
  (d, { one }) =>
    ask.setFrameSource(d, {
      shotId: shot(d, one),
      end: 'end',
      source: { kind: 'picture', assetId: picture.id, framings: {} },
    }),
  (d, { one }) => ask.continueFromPrevious(d, { shotId: shot(d, one) }),
  (d, { one }) => ask.stopContinuing(d, { shotId: shot(d, one) }),
  (d, { one, two }) => ask.markTake(d, { takeId: take(one), patch: { reject: two % 2 === 0, star: two % 3 === 0 } }),
  (d, { one, two }) => ask.pickTake(d, { shotId: shot(d, one), takeId: two % 4 ? take(two) : null }),
  (d, { one, three }) =>
    music.addSound(addAssets(d, { assets: [sound] }), {
      soundId: newSound(),
      assetId: sound.id,
      track: trackOf(three),
      start: frames(one),
    }),
  (d, { one, two, three }) => music.moveSound(d, { soundId: item(d, one), start: two, track: trackOf(three) }),
  (d, { one, two, three }) =>
    setTrackMix(d, { track: trackOf(one), patch: { gain: two - 100, mute: three % 2 === 0, solo: three % 3 === 0 } }),
  (d, { one, two, three }) => music.trimSound(d, { soundId: item(d, one), edge: two % 2 ? 'in' : 'out', frame: three }),
  (d, { one, two }) => music.splitSound(d, { soundId: item(d, one), frame: two, newSoundId: newSound() }),
  (d, { one, two, three }) =>
    music.setSoundLevels(d, {
      soundId: item(d, one),
      patch: { gain: two - 100, fadeIn: frames(two), fadeOut: frames(three) },
    }),
  (d, { one }) => music.removeSound(d, { soundId: item(d, one) }),
  (d, { one, two, three }) =>
    cast.addReference(d, {
      reference: {
        id: `reference-${one % 5}` as ReferenceId,
        name: `name${two % 4}`,
        kind: 'character',
        assetIds: three % 2 ? [picture.id] : [],
      },
    }),
  (d, { one, two }) => cast.renameReference(d, { referenceId: reference(d, one), name: `name${two % 4}` }),
  (d, { one, two }) =>
    cast.changeReference(d, {
      referenceId: reference(d, one),
      patch: { assetIds: two % 2 ? [picture.id] : [sound.id] },
    }),
  (d, { one }) => cast.deleteReference(d, { referenceId: reference(d, one) }),
  (d, { one, two, three }) =>
    (three % 3 ? cast.attachReference : cast.detachReference)(d, {
      shotId: shot(d, one),
      reference:
        two % 2 ? { kind: 'sound', assetId: sound.id } : { kind: 'reference', referenceId: reference(d, three) },
    }),
  (d, { one, two, three }) =>
    markers.addMarker(d, {
      marker: {
        id: newMarker(),
        name: '',
        colour: 'ready',
        at:
          two % 3
            ? { kind: 'clip', clipId: clip(d, one), time: seconds(three, 24) }
            : { kind: 'film', frame: frames(three) },
      },
    }),
  (d, { one, two }) =>
    markers.changeMarker(d, { markerId: flag(d, one), patch: { at: { kind: 'film', frame: frames(two) } } }),
  (d, { one, two, three }) => {
    const source = d.clips.get(clip(d, one))
    const copied = source && d.shots.get(source.shotId)
    if (!source || !copied) return d
    const items = [{ clip: { ...source, id: newClip() }, shot: copied }]
    return paste.pasteClips(d, { index: two, items, instead: three % 3 ? [] : [clip(d, three)] })
  },
  (d, { one, two }) => paste.swapClips(d, { one: clip(d, one), other: clip(d, two) }),
  (d, { one }) => paste.healClip(d, { clipId: clip(d, one) }),
  (d, { one, two }) => {
    const source = d.sounds.get(item(d, one))
    return source ? paste.pasteSound(d, { sound: { ...source, id: newSound(), start: frames(two) } }) : d
  },
  (d, { one, two }) => {
    const { clips } = planFilm(d, indexTakes([]))
    const index = one % Math.max(1, clips.length)
    const [before, after] = [clips[index], clips[index + 1]]
    return before && after ? rollCut(d, { before, after, by: two - 200 }) : d
  },
  (d, { one }) => markers.removeMarker(d, { markerId: flag(d, one) }),
  (d, { one }) => changeRate(d, { rate: at([rate(24), rate(25), rate(30_000, 1001), rate(60)], one) ?? rate(24) }),
  (d, { one }) => changeSettings(d, { patch: { size: { width: one % 2 ? 1280 : 720, height: 720 } } }),
]

const number = fc.nat({ max: 400 })
const step = fc.record({ edit: fc.constantFrom(...edits), one: number, two: number, three: number })

/** Four shots and a sound, so that most edits find something to do. */
function smallFilm(): FilmDocument {
  const empty = addAssets(newDocument('project' as ProjectId, 'Film'), { assets: [picture, sound] })
  const shots = [picture.id, null, picture.id, null].map((assetId) => ({
    shotId: newShot(),
    clipId: newClip(),
    assetId,
  }))
  return music.addSound(insertShots(empty, { index: 0, shots }), {
    soundId: newSound(),
    assetId: sound.id,
    track: 'music',
    start: frames(12),
  })
}

const open = (): FilmDocument => openFilm(smallFilm())

/** Whether two sounds overlap on one track. */
function overlapOfSounds(document: FilmDocument): boolean {
  return soundTracks.some((track) => {
    const spans = [...document.sounds.values()]
      .flatMap((record) => (record.track === track ? (music.soundSpan(document, record) ?? []) : []))
      .sort((a, b) => a.start - b.start)
    return spans.some((span, index) => span.start < (spans[index - 1]?.end ?? 0) || span.end <= span.start)
  })
}

beforeEach(() => {
  made = 0
})

describe('any sequence of edits', () => {
  it('keeps every rule of the document, and what the engine would accept', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        open()
        for (const { edit, ...dice } of steps) {
          commit('Edit', (document) => edit(document, dice))
          expect(findBrokenInvariant(currentFilm())).toBeNull()
          expect(overlapOfSounds(currentFilm())).toBe(false)
        }
        expect(savedDocumentSchema.safeParse(savedFromDocument(currentFilm())).success).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('is undone to the very first records and redone to the very last', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
        const first = open()
        for (const { edit, ...dice } of steps) commit('Edit', (document) => edit(document, dice))
        const last = currentFilm()
        while (undo() !== null);
        expect(diffDocuments(first, currentFilm())).toEqual([])
        while (redo() !== null);
        expect(diffDocuments(last, currentFilm())).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('leaves no trace when it was a gesture that was cancelled, and one step when it was kept', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12, size: 'max' }),
        fc.array(step, { minLength: 1, maxLength: 12, size: 'max' }),
        (before, moves) => {
          open()
          for (const { edit, ...dice } of before) commit('Edit', (document) => edit(document, dice))
          const start = currentFilm()
          const { undoSteps, revision } = documentStore.getState()
          const drag = (): void => moves.forEach(({ edit, ...dice }) => preview((document) => edit(document, dice)))
          drag()
          cancelGesture()
          expect(currentFilm()).toBe(start)
          expect(documentStore.getState()).toMatchObject({ undoSteps, revision, gestureBase: null })
          drag()
          const { edit, ...dice } = moves[moves.length - 1]!
          const last: Edit = (document) => edit(document, dice)
          const changed = commit('Drag', last)
          expect(documentStore.getState().undoSteps.length).toBe(undoSteps.length + (changed ? 1 : 0))
          if (changed) undo()
          expect(diffDocuments(start, currentFilm())).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })
})
