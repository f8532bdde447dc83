import path from 'node:path'
import { areNear, ratioOf } from '../shared/film/ratio'
import { formatsOf } from '../shared/models/model-sizes'
import { micro } from '../shared/models/money'
import { readDollars } from '../shared/models/money-entry'
import { nearestDuration } from '../shared/models/switch-model'
import { sizeSchema, type FilmDocument, type Size } from '../shared/project/document'
import { rate, type Rate } from '../shared/time/time'
import { changeRate, changeSettings } from '../shared/timeline/edits/change-settings'
import { CommandFailure } from './command-failure'
import type { Given, OptionTable } from './command'
import { plainNumber } from './numbers'
import type { ShotLook } from './shot-options'

/** What a film as a whole can be told, in `new` and in `make`. */
export const filmOptions = {
  title: { type: 'text', value: 'TEXT', help: 'the film’s title; else the name of its folder' },
  size: { type: 'text', value: 'WxH', help: 'pixels of the film; else 1280x720, or what --ratio asks for' },
  fps: { type: 'text', value: 'NUMBER', help: 'frames per second: 24 (the usual one), 25, 29.97, 30, ...' },
  style: { type: 'text', value: 'TEXT', help: 'a line that is added to every prompt' },
  budget: { type: 'text', value: 'DOLLARS', help: 'what generating this film may cost in all; more is never sent' },
} as const satisfies OptionTable

export type FilmOptions = Given<typeof filmOptions>

const broadcastRates: Readonly<Record<string, readonly [number, number]>> = {
  '23.976': [24_000, 1001],
  '23.98': [24_000, 1001],
  '29.97': [30_000, 1001],
  '59.94': [60_000, 1001],
}

function readRate(text: string): Rate {
  const known = broadcastRates[text]
  if (known) return rate(known[0], known[1])
  return rate(Math.round(plainNumber('--fps', text, 1, 240) * 1000), 1000)
}

function readSize(text: string): Size {
  const match = /^(\d{2,4})x(\d{2,4})$/.exec(text)
  const size = sizeSchema.safeParse(match && { width: Number(match[1]), height: Number(match[2]) })
  if (size.success) return size.data
  throw new CommandFailure('usage', `--size ${text}: write it like 1280x720; both even, 16 to 8192.`)
}

const shortSide = 720

function even(value: number): number {
  return Math.round(value / 2) * 2
}

/** A film's size for a format as it is typed: 720 pixels on its short side. */
function sizeOfRatio(text: string): Size {
  const match = /^(\d{1,5})[:x/](\d{1,5})$/.exec(text.trim())
  const shape = match ? Number(match[1]) / Number(match[2]) : Number.NaN
  const size =
    shape >= 1
      ? { width: even(shortSide * shape), height: shortSide }
      : { width: shortSide, height: even(shortSide / shape) }
  const parsed = sizeSchema.safeParse(size)
  if (parsed.success && shape >= 0.25 && shape <= 4) return parsed.data
  throw new CommandFailure('usage', `--ratio ${text}: write it like 16:9 or 9:16.`)
}

/**
 * The size a film of shots of this model, format and resolution has: what the model makes, so that nothing is scaled.
 * Null: the usual one.
 */
export function filmSize({ model, ratio, resolution }: Pick<ShotLook, 'model' | 'ratio' | 'resolution'>): Size | null {
  if (ratio === null && resolution === null) return null
  const wanted = sizeOfRatio(ratio ?? '16:9')
  const near = formatsOf(model.shape, ratioOf(wanted), wanted).filter(({ size }) => areNear(size, wanted))
  return (near.find((format) => format.resolution === resolution) ?? near[0])?.size ?? wanted
}

/** Micro-dollars of `--budget`; null: the option was left out. */
function readBudget(text: string | null): number | null {
  if (text === null) return null
  const amount = readDollars(text)
  if (!amount.ok) throw new CommandFailure('usage', `--budget ${text}: ${amount.problem}`)
  return amount.value
}

/** A new film as its options want it. Throws `CommandFailure`. */
export function dressFilm(
  film: FilmDocument,
  { options, look }: { readonly options: FilmOptions; readonly look: ShotLook },
): FilmDocument {
  const { model, seconds } = look
  const size = options.size === null ? filmSize(look) : readSize(options.size)
  const budget = readBudget(options.budget)
  const { shotDefaults } = film.settings
  const dressed = changeSettings(film, {
    patch: {
      ...(size === null ? {} : { size }),
      ...(options.style === null ? {} : { style: options.style.slice(0, 1000) }),
      ...(budget === null ? {} : { budget }),
      shotDefaults: {
        provider: model.provider,
        model: model.id,
        seconds: seconds ?? nearestDuration(model, shotDefaults.seconds),
      },
    },
  })
  return options.fps === null ? dressed : changeRate(dressed, { rate: readRate(options.fps) })
}

/** A title of a folder's name. */
export function titleOf(folder: string): string {
  return path
    .basename(folder)
    .replace(/\.seamline$/i, '')
    .slice(0, 200)
}

/** A film's own settings, as data. */
export function settingsReport({ settings }: FilmDocument): Readonly<Record<string, unknown>> {
  return {
    title: settings.title,
    size: settings.size,
    ratio: ratioOf(settings.size),
    rate: settings.rate,
    budget: settings.budget === null ? null : settings.budget / micro,
    model: settings.shotDefaults.model,
    seconds: settings.shotDefaults.seconds,
  }
}
