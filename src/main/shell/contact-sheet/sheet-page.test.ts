import { describe, expect, it } from 'vitest'
import { indexTakes } from '../../../shared/continuity/pick'
import { planFilm } from '../../../shared/film/plan-film'
import type { ClipId, ProjectId, ShotId } from '../../../shared/ids'
import { newDocument } from '../../../shared/project/new-document'
import { insertShots } from '../../../shared/timeline/edits/insert-shots'
import { updateShots } from '../../../shared/timeline/edits/update-shots'
import { sheetPage } from './sheet-page'

function page(count: number, paper: 'A4' | 'Letter' = 'A4'): string {
  const shots = Array.from({ length: count }, (_, index) => ({
    shotId: `s${index}` as ShotId,
    clipId: `c${index}` as ClipId,
    assetId: null,
  }))
  const film = updateShots(insertShots(newDocument('p' as ProjectId, 'Film & <b>more</b>'), { index: 0, shots }), [
    { shotId: 's0' as ShotId, patch: { name: '<img src=x>', prompt: `"Dawn" & 'fog'`, notes: 'Ask </section>' } },
  ])
  return sheetPage(film, planFilm(film, indexTakes([])), paper)
}

describe('the contact sheet', () => {
  it('has six shots to a sheet of paper, each sheet with its number', () => {
    const html = page(7)
    expect(html.match(/<section>/g)).toHaveLength(2)
    expect(html.match(/<article>/g)).toHaveLength(7)
    expect(html).toContain('Page 1 of 2')
    expect(html).toContain('Page 2 of 2')
    expect(page(6).match(/<section>/g)).toHaveLength(1)
    expect(page(1, 'Letter')).toContain('size: 215.9mm 279.4mm')
  })

  it('takes the words of the film as words', () => {
    const html = page(1)
    expect(html).toContain('&lt;img src=x&gt;')
    expect(html).toContain('&quot;Dawn&quot; &amp; &#39;fog&#39;')
    expect(html).toContain('Ask &lt;/section&gt;')
    expect(html).toContain('<title>Film &amp; &lt;b&gt;more&lt;/b&gt;</title>')
    expect(html).not.toContain('<b>')
  })
})
