import type { ClipId, ShotId } from '../../shared/ids'
import type { ShotFace } from '../../shared/jobs/job'
import type { FilmDocument, Shot } from '../../shared/project/document'

/** One shot as a row; a shot that was cut into several clips is one row with all of them. */
export interface ShotRow {
  readonly shotId: ShotId
  /** Place of its first clip on the track, from 1, as everywhere else in the window. */
  readonly number: number
  readonly clipIds: readonly ClipId[]
}

/** The shots of a film in its order, each once. */
export function shotRows({ track, clips }: Pick<FilmDocument, 'track' | 'clips'>): readonly ShotRow[] {
  const rows = new Map<ShotId, { shotId: ShotId; number: number; clipIds: ClipId[] }>()
  for (const [index, clipId] of track.clipIds.entries()) {
    const shotId = clips.get(clipId)?.shotId
    if (shotId === undefined) continue
    const row = rows.get(shotId)
    if (row) row.clipIds.push(clipId)
    else rows.set(shotId, { shotId, number: index + 1, clipIds: [clipId] })
  }
  return [...rows.values()]
}

export interface TableFilter {
  /** Looked for in name, prompt and notes. */
  readonly text: string
  readonly state: ShotFace['kind'] | 'all'
  /** `provider/model`, or all. */
  readonly model: string
}

export const noFilter: TableFilter = { text: '', state: 'all', model: 'all' }

export function isFiltering({ text, state, model }: TableFilter): boolean {
  return text.trim() !== '' || state !== 'all' || model !== 'all'
}

/** Whether a shot that stands so is among what is asked for. */
export function isShown(filter: TableFilter, shot: Shot, kind: ShotFace['kind']): boolean {
  if (filter.state !== 'all' && filter.state !== kind) return false
  if (filter.model !== 'all' && filter.model !== `${shot.provider}/${shot.model}`) return false
  const words = filter.text.trim().toLocaleLowerCase()
  return words === '' || [shot.name, shot.prompt, shot.notes].some((text) => text.toLocaleLowerCase().includes(words))
}
