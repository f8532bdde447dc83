import { randomUUID } from 'node:crypto'
import { assert } from '../shared/assert'
import { ratioOf } from '../shared/film/ratio'
import { clipIdSchema, shotIdSchema, soundIdSchema, type ShotId } from '../shared/ids'
import { catalogue, findModel } from '../shared/models/catalogue'
import { startPictureKey, type VideoModel } from '../shared/models/model'
import { chosenFormat, resolutionKey, resolutionsOf } from '../shared/models/model-sizes'
import { durationWords, nearestDuration, switchModel } from '../shared/models/switch-model'
import type { Asset, FilmDocument, Shot } from '../shared/project/document'
import { nameWords, replaceMentions } from '../shared/references/names'
import { frames } from '../shared/time/time'
import { continueFromPrevious, setFrameSource, updateShot } from '../shared/timeline/edits/ask-shots'
import { addAssets } from '../shared/timeline/edits/change-settings'
import { setJoin } from '../shared/timeline/edits/cut-clips'
import { insertShots } from '../shared/timeline/edits/insert-shots'
import { addSound } from '../shared/timeline/edits/place-sounds'
import { CommandFailure } from './command-failure'
import type { Given, OptionTable } from './command'
import { modelOfWord, ratioFor } from './models'
import { plainNumber, wholeNumber } from './numbers'
import type { ShotWish } from './pair-prompts'
import { numberedShots } from './select-shots'

/** What new shots can be told, the same in every command that makes some. */
export const shotOptions = {
  model: {
    type: 'text',
    short: 'm',
    value: 'MODEL',
    help: 'the model that makes them (seamline models); else RUNWAY_MODEL, else the film’s own',
  },
  duration: {
    type: 'text',
    short: 'd',
    value: 'SECONDS',
    help: 'length of each, as the model offers it, or auto where the model can decide; about 5 when left out',
  },
  ratio: { type: 'text', value: 'W:H', help: 'format, such as 16:9 or 9:16' },
  resolution: { type: 'text', value: 'NAME', help: 'such as 1080p, where the model offers more than one' },
  seed: { type: 'text', value: 'NUMBER', help: 'the same seed makes the same clip again, where the model takes one' },
  audio: { type: 'flag', help: 'with sound, where the model makes some' },
  'picture-url': {
    type: 'text',
    value: 'URL',
    help: 'where the server finds the start picture (https), for models that take it by address only',
  },
  chain: { type: 'flag', help: 'each starts from the last frame of the shot before it' },
  'extend-from': {
    type: 'text',
    value: 'SHOT',
    help: 'goes on from the clip of this shot itself, by its number in the film, where the model can; more go on from each other',
  },
  dissolve: { type: 'text', value: 'FRAMES', help: 'dissolve from shot to shot over so many frames' },
  music: { type: 'text', value: 'FILE', help: 'a sound file under the film, from its beginning' },
} as const satisfies OptionTable

export type ShotOptions = Given<typeof shotOptions>

/** How new shots are to be, read from the options and checked against the model. */
export interface ShotLook {
  readonly model: VideoModel
  readonly seconds: number | null
  /** The model decides the length. */
  readonly autoSeconds: boolean
  readonly ratio: string | null
  readonly resolution: string | null
  readonly pictureUrl: string | null
  readonly seed: number | null
  readonly audio: boolean
  readonly chain: boolean
  /** The number of the shot whose clip the first goes on from; the others go on from the one before. */
  readonly extendFrom: number | null
  /** Frames; 0: cuts. */
  readonly dissolve: number
}

function secondsFor(model: VideoModel, text: string): number {
  const seconds = plainNumber('--duration', text.replace(/\s*s$/, ''), 0.5, 600)
  if (model.durations.includes(seconds)) return seconds
  throw new CommandFailure(
    'usage',
    `--duration ${text}: ${model.label} makes ${durationWords(model)} s; the nearest is ${nearestDuration(model, seconds)}.`,
  )
}

function isAuto(given: ShotOptions, model: VideoModel): boolean {
  if (given.duration?.trim().toLowerCase() !== 'auto') return false
  if (model.autoDuration) return true
  throw new CommandFailure(
    'usage',
    `--duration auto: ${model.label} does not choose a length; it makes ${durationWords(model)} s.`,
  )
}

function check(given: ShotOptions, model: VideoModel): void {
  if (given['extend-from'] !== null && !model.extend) {
    const able = catalogue.filter(({ extend }) => extend).map(({ id }) => id)
    throw new CommandFailure('usage', `--extend-from: ${model.label} can’t go on from a clip.`, {
      advice: [`Models that can: ${able.join(', ')}`],
    })
  }
  if (given['extend-from'] !== null && given.chain) {
    throw new CommandFailure('usage', '--extend-from and --chain are two ways to go on; name one.')
  }
  if (given.audio && !model.audio) throw new CommandFailure('usage', `--audio: ${model.label} makes no sound.`)
  if (given.seed !== null && !model.seed) throw new CommandFailure('usage', `--seed: ${model.label} takes none.`)
  if (given['picture-url'] !== null && !model.byAddress) {
    throw new CommandFailure('usage', `--picture-url: ${model.label} is sent the picture itself.`)
  }
}

/** The model of an option, else of the environment, else the film's own. Throws `CommandFailure`. */
export function chooseModel(option: string | null, environment: string | null, film: FilmDocument | null): VideoModel {
  const word = option ?? environment
  if (word !== null) return modelOfWord(word)
  const own = film?.settings.shotDefaults
  return (own && findModel(own.provider, own.model)) ?? modelOfWord('rehearsal')
}

/** Throws `CommandFailure` for what the model does not offer. */
export function readShotLook(given: ShotOptions, model: VideoModel): ShotLook {
  check(given, model)
  const autoSeconds = isAuto(given, model)
  return {
    model,
    seconds: given.duration === null || autoSeconds ? null : secondsFor(model, given.duration),
    autoSeconds,
    ratio: given.ratio,
    resolution: given.resolution,
    pictureUrl: given['picture-url'],
    seed: given.seed === null ? null : wholeNumber('--seed', given.seed, 0, 4_294_967_295),
    audio: given.audio,
    chain: given.chain,
    extendFrom: given['extend-from'] === null ? null : wholeNumber('--extend-from', given['extend-from'], 1, 10_000),
    dissolve: given.dissolve === null ? 0 : wholeNumber('--dissolve', given.dissolve, 0, 1000),
  }
}

const noSize = { width: 0, height: 0 }

function optionsFor(shot: Shot, { model, pictureUrl, resolution }: ShotLook): Shot['options'] {
  const own = pictureUrl === null ? shot.options : { ...shot.options, [startPictureKey]: pictureUrl }
  if (resolution === null) return own
  const options = { ...own, [resolutionKey]: resolution }
  if (chosenFormat(model, { ...shot, options }, noSize)?.resolution === resolution) return options
  const offered = resolutionsOf(model)
  const words = offered.length === 0 ? 'takes none' : `makes ${offered.join(', ')}`
  throw new CommandFailure('usage', `--resolution ${resolution}: ${model.label} ${words}.`)
}

/** The shot as the options want it. Throws `CommandFailure` for a format that its model does not make. */
function asLooked(shot: Shot, film: FilmDocument, wish: Omit<ShotWish<Asset>, 'picture'>, look: ShotLook): Shot {
  const { model, seed, audio } = look
  const { patch } = switchModel({ ...shot, seed, audio }, model, film.settings.size)
  const shape = { model, shot, film: ratioOf(film.settings.size) }
  const ratio = look.ratio === null ? patch.ratio : ratioFor(shape, look.ratio)
  const next = {
    ...shot,
    ...patch,
    ratio,
    prompt: wish.prompt,
    seconds: wish.seconds ?? look.seconds ?? patch.seconds ?? shot.seconds,
    autoSeconds: look.autoSeconds,
  }
  return { ...next, options: optionsFor(next, look) }
}

function nameFor({ picture, prompt }: ShotWish<Asset>, shot: Shot, number: number): string {
  if (picture) return shot.name
  const words = replaceMentions(prompt, nameWords)
    .split(/\s+/)
    .slice(0, 5)
    .join(' ')
    .replace(/[,.;:]+$/, '')
  return words === '' ? `Shot ${number}` : words.slice(0, 60)
}

export interface LaidShots {
  readonly document: FilmDocument
  readonly shotIds: readonly ShotId[]
}

function shotNumbered(film: FilmDocument, number: number): ShotId {
  const ids = [...numberedShots(film).keys()]
  const id = ids[number - 1]
  if (id) return id
  const have = ids.length === 0 ? 'no shots' : ids.length === 1 ? 'one shot' : `shots 1 to ${ids.length}`
  throw new CommandFailure('usage', `--extend-from ${number}: the film has ${have}.`)
}

/** The shot, going on from the clip of another one. */
function extended(film: FilmDocument, wish: ShotWish<Asset>, shotId: ShotId, source: ShotId): FilmDocument {
  if (wish.picture) {
    throw new CommandFailure('usage', '--extend-from: a shot that goes on from a clip takes no picture.')
  }
  return setFrameSource(film, { shotId, end: 'start', source: { kind: 'extension', shotId: source, take: 'pick' } })
}

/** Puts one shot at the end of the film. `source`: whose clip it goes on from. */
function layShot(
  film: FilmDocument,
  wish: ShotWish<Asset>,
  look: ShotLook,
  shotId: ShotId,
  source: ShotId | null,
): FilmDocument {
  const { clipIds } = film.track
  const clipId = clipIdSchema.parse(randomUUID())
  const index = clipIds.length
  const inserted = insertShots(film, { index, shots: [{ shotId, clipId, assetId: wish.picture?.id ?? null }] })
  const chained = (wish.continues ?? look.chain) && index > 0 ? continueFromPrevious(inserted, { shotId }) : inserted
  const placed = source === null ? chained : extended(chained, wish, shotId, source)
  const shot = placed.shots.get(shotId)
  assert(shot !== undefined, 'a shot with a new id can be inserted')
  const { id: _id, start: _start, end: _end, pick: _pick, ...patch } = asLooked(shot, placed, wish, look)
  const asked = updateShot(placed, { shotId, patch: { ...patch, name: nameFor(wish, shot, index + 1) } })
  if (asked.shots.get(shotId)?.prompt !== wish.prompt) {
    throw new CommandFailure('usage', 'A prompt has at most 20,000 characters.')
  }
  const previous = clipIds.at(-1)
  if (!previous || look.dissolve === 0) return asked
  return setJoin(asked, { clipId: previous, join: { kind: 'dissolve', length: frames(look.dissolve) } })
}

/** Puts a shot for each wish at the end of the film. Throws `CommandFailure` for what can't be asked for. */
export function layShots(film: FilmDocument, wishes: readonly ShotWish<Asset>[], look: ShotLook): LaidShots {
  const begun = addAssets(film, { assets: wishes.flatMap(({ picture }) => picture ?? []) })
  const ids = wishes.map(() => shotIdSchema.parse(randomUUID()))
  const document = wishes.reduce((grown, wish, index) => {
    const shotId = ids[index]
    const source = look.extendFrom === null ? null : (ids[index - 1] ?? shotNumbered(film, look.extendFrom))
    return shotId ? layShot(grown, wish, look, shotId, source) : grown
  }, begun)
  return { document, shotIds: ids }
}

/** Puts a sound under the film, from its beginning or the first free place. */
export function layMusic(film: FilmDocument, sound: Asset): FilmDocument {
  const soundId = soundIdSchema.parse(randomUUID())
  return addSound(addAssets(film, { assets: [sound] }), {
    soundId,
    assetId: sound.id,
    track: 'music',
    start: frames(0),
  })
}
