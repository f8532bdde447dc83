import { nearShape, ratioOf, shapeNames } from '../../shared/film/ratio'
import type { Format, VideoModel } from '../../shared/models/model'
import { chosenFormat, formatFor, formatsOf, resolutionKey, shapeFor } from '../../shared/models/model-sizes'
import type { Shot, Size } from '../../shared/project/document'
import type { Choice } from '../ui/SelectField'

/** `16:9`; `about 4:3` for 1104 by 832. */
export function shapeWords(size: Size): string {
  const exact = ratioOf(size)
  const near = nearShape(size)
  return near !== null && near !== exact ? `about ${near}` : exact
}

export function sizeWords(size: Size): string {
  return `${size.width} × ${size.height}`
}

/** The formats a shot can choose among; none when it takes the film's. */
export function offeredFormats(model: VideoModel | null, shot: Shot): readonly Format[] {
  const shape = model && shapeFor(model, shot)
  return shape === null || shape.kind === 'film' ? [] : formatsOf(shape, shot.ratio, { width: 0, height: 0 })
}

/** The format a shot is asked for in: its model's, else the film's. */
export function sentFormat(model: VideoModel | null, shot: Shot, film: Size): Format {
  return formatFor(model, shot, film)
}

/** One format among those that are offered. */
export function formatKey({ ratio, resolution }: Format): string {
  return `${ratio} ${resolution}`
}

/** Whether the provider says how many pixels it makes; else it names a shape or follows the picture's. */
function saysPixels({ name, size }: Format): boolean {
  return name === `${size.width}:${size.height}`
}

/** More than these are looked through by their shape. */
const mostUngrouped = 6

function shapeName({ size, ratio }: Format): string {
  return nearShape(size) ?? ratio
}

function shapePlace(format: Format): number {
  const place = shapeNames.indexOf(shapeName(format))
  return place === -1 ? shapeNames.length : place
}

function pixels({ size }: Format): number {
  return size.width * size.height
}

function choiceOf(format: Format, isGrouped: boolean): Choice<string> {
  const { size, ratio, resolution } = format
  const value = formatKey(format)
  if (!saysPixels(format)) return { value, label: ratio === '7:3' ? '21:9' : ratio, aside: resolution ?? '' }
  return { value, label: sizeWords(size), aside: isGrouped ? (resolution ?? '') : shapeWords(size) }
}

/** The formats to choose from; many stand under their shapes, each from the smallest to the largest. */
export function formatChoices(formats: readonly Format[]): readonly Choice<string>[] {
  if (formats.length <= mostUngrouped) return formats.map((format) => choiceOf(format, false))
  const sorted = [...formats].sort((a, b) => shapePlace(a) - shapePlace(b) || pixels(a) - pixels(b))
  return sorted.map((format) => ({ ...choiceOf(format, true), group: shapeName(format) }))
}

/** The key of the format a shot is made in; null when its model does not offer its ratio. */
export function formatNow(model: VideoModel, shot: Shot, film: Size): string | null {
  const format = chosenFormat(model, shot, film)
  return format && formatKey(format)
}

/** What choosing a format changes in a shot. The resolution is only written where the ratio alone would give another. */
export function formatPatch(model: VideoModel, shot: Shot, format: Format): Pick<Shot, 'ratio' | 'options'> {
  const { [resolutionKey]: _before, ...plain } = shot.options
  const { ratio, resolution } = format
  const usual = offeredFormats(model, shot).find((candidate) => candidate.ratio === ratio)
  const isUsual = resolution === null || usual?.resolution === resolution
  const options = isUsual ? plain : { ...plain, [resolutionKey]: resolution }
  return { ratio, options: resolutionKey in shot.options || !isUsual ? options : shot.options }
}
