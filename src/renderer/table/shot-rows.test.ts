import { describe, expect, it } from 'vitest'
import type { ClipId, ProjectId, ShotId } from '../../shared/ids'
import { newDocument } from '../../shared/project/new-document'
import { seconds } from '../../shared/time/time'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { splitClip } from '../../shared/timeline/edits/cut-clips'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import { tabbed, walked } from './grid-keys'
import { isFiltering, isShown, noFilter, shotRows } from './shot-rows'

const [a, b] = ['a', 'b'] as unknown as [ShotId, ShotId]
const film = insertShots(newDocument('project' as ProjectId, 'Film'), {
  index: 0,
  shots: [a, b].map((shotId) => ({ shotId, clipId: `clip-${shotId}` as ClipId, assetId: null })),
})

describe('the rows of a film', () => {
  it('are its shots in order, one with two clips once', () => {
    const cut = { clipId: 'clip-a' as ClipId, at: seconds(1), sourceLength: seconds(5), newClipId: 'half' as ClipId }
    expect(shotRows(splitClip(film, cut))).toEqual([
      { shotId: a, number: 1, clipIds: ['clip-a', 'half'] },
      { shotId: b, number: 3, clipIds: ['clip-b'] },
    ])
    expect(shotRows(newDocument('p' as ProjectId, ''))).toEqual([])
  })

  it('are filtered by words, state and model together', () => {
    const shot = updateShot(film, { shotId: a, patch: { name: 'Harbour', notes: 'fog' } }).shots.get(a)
    if (!shot) throw new Error('no shot')
    const model = `${shot.provider}/${shot.model}`
    expect(isFiltering({ ...noFilter, text: '  ' })).toBe(false)
    expect(isShown({ text: ' HARB ', state: 'draft', model }, shot, 'draft')).toBe(true)
    expect(isShown({ ...noFilter, text: 'fog' }, shot, 'draft')).toBe(true)
    expect(isShown({ text: 'harb', state: 'ready', model }, shot, 'draft')).toBe(false)
    expect(isShown({ ...noFilter, model: 'runway/other' }, shot, 'draft')).toBe(false)
  })
})

describe('the keys of the grid', () => {
  const size = { rows: 10, page: 4 }
  const press = (key: string, mod = false) => walked({ row: 5, column: 'prompt' }, { key, mod }, size)

  it('walk from cell to cell and stop at the edges', () => {
    expect(press('ArrowDown')).toEqual({ row: 6, column: 'prompt' })
    expect(press('ArrowUp', true)).toEqual({ row: 0, column: 'prompt' })
    expect(press('PageDown')).toEqual({ row: 9, column: 'prompt' })
    expect(press('ArrowLeft')).toEqual({ row: 5, column: 'name' })
    expect(press('End')).toEqual({ row: 5, column: 'state' })
    expect(press('Home', true)).toEqual({ row: 0, column: 'number' })
    expect(press('x')).toBeNull()
  })

  it('go on to the next row with Tab, and out of the table at its ends', () => {
    expect(tabbed({ row: 5, column: 'state' }, 1, size)).toEqual({ row: 6, column: 'number' })
    expect(tabbed({ row: 5, column: 'number' }, -1, size)).toEqual({ row: 4, column: 'state' })
    expect(tabbed({ row: 9, column: 'state' }, 1, size)).toBeNull()
    expect(tabbed({ row: 0, column: 'number' }, -1, size)).toBeNull()
  })
})
