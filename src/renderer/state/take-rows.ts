import type { Take } from '../../shared/jobs/take'
import { findModel } from '../../shared/models/catalogue'
import { findProvider, priceWords } from '../../shared/models/money'
import type { FilmDocument, FrameSource } from '../../shared/project/document'
import { frameWords } from './link-words'

/** One fact about a take: what it was made with, what it cost, when it was made. */
export interface TakeRow {
  readonly label: string
  readonly text: string
  /** Not of the request: it differs between any two takes and is not pointed out. */
  readonly ownToIt?: boolean
}

function modelWords({ provider, model }: Take): string {
  if (provider === 'footage') return 'Footage'
  const place = findProvider(provider)?.label ?? provider
  const name = findModel(provider, model)?.label ?? model
  return place === name ? name : `${name} · ${place}`
}

function sourceWords(source: FrameSource | null, film: FilmDocument): string {
  if (source === null) return 'none'
  if (source.kind === 'picture') return film.assets.get(source.assetId)?.name ?? 'a picture that is gone'
  const frame = source.kind === 'extension' ? 'clip' : source.frame
  return `${frameWords(frame)} of ${film.shots.get(source.shotId)?.name ?? 'a shot that is gone'}`
}

function referenceWords(take: Take, film: FilmDocument): string {
  const names = (take.own?.references ?? []).map((one) => {
    if (one.kind === 'sound') return film.assets.get(one.assetId)?.name ?? 'a sound that is gone'
    return film.references.get(one.referenceId)?.name ?? 'one that is gone'
  })
  return names.length === 0 ? 'none' : names.join(', ')
}

function optionRows({ options }: Take): readonly TakeRow[] {
  return Object.entries(options).map(([key, value]) => {
    const words = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
    const text = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
    return { label: words.charAt(0).toUpperCase() + words.slice(1), text }
  })
}

function madeWords({ createdAt }: Take): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(createdAt))
}

function lengthWords({ frames, rate }: Take): string {
  const seconds = (frames * rate[1]) / rate[0]
  return `${Math.round(seconds * 100) / 100} s`
}

function costWords({ provider, cost }: Take): string {
  return cost === null && findProvider(provider)?.unit ? 'not told' : priceWords(provider, cost ?? 0)
}

/** What a take was made with, what it cost and where it came from, in words; the prompt is shown apart. */
export function takeRows(take: Take, film: FilmDocument): readonly TakeRow[] {
  const came: readonly TakeRow[] = [
    { label: 'Cost', text: costWords(take), ownToIt: true },
    { label: 'Made', text: madeWords(take), ownToIt: true },
  ]
  const size = `${take.size.width} × ${take.size.height}`
  const shape = [
    { label: 'Length', text: lengthWords(take) },
    { label: 'Format', text: `${take.ratio} · ${size}` },
  ]
  if (take.provider === 'footage')
    return [{ label: 'Model', text: modelWords(take) }, ...optionRows(take), ...shape, ...came]
  const sound = take.audio === undefined ? [] : [{ label: 'Sound', text: take.audio ? 'asked for' : 'off' }]
  const inputs = take.own
    ? [
        { label: 'Start', text: sourceWords(take.own.start, film) },
        { label: 'End', text: sourceWords(take.own.end, film) },
        { label: 'References', text: referenceWords(take, film) },
      ]
    : []
  return [
    { label: 'Model', text: modelWords(take) },
    { label: 'Seed', text: take.seed === null ? 'not told' : String(take.seed) },
    ...shape,
    ...sound,
    ...inputs,
    ...optionRows(take),
    ...came,
    { label: 'Task', text: take.taskId, ownToIt: true },
  ]
}

/** Labels of rows that are not the same in all of these takes; a row that one of them lacks is one of them. */
export function differingLabels(all: readonly (readonly TakeRow[])[]): ReadonlySet<string> {
  const labels = new Set(all.flatMap((rows) => rows.filter((row) => row.ownToIt !== true).map(({ label }) => label)))
  const textIn = (rows: readonly TakeRow[], label: string): string | undefined =>
    rows.find((row) => row.label === label)?.text
  const differs = (label: string): boolean => new Set(all.map((rows) => textIn(rows, label))).size > 1
  return new Set([...labels].filter(differs))
}

/** The prompt that a take was made with, as it was written. */
export function promptOf(take: Take): string {
  return take.written ?? take.prompt
}
