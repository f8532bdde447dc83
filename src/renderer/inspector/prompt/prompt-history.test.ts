import { describe, expect, it } from 'vitest'
import type { ShotId, TakeId } from '../../../shared/ids'
import type { Take } from '../../../shared/jobs/take'
import { earlierPrompts } from './prompt-history'

const shot = 's1' as ShotId

function take(id: string, prompt: string, written?: string): Take {
  return { id: id as TakeId, prompt, ...(written !== undefined && { written }) } as Take
}

function step(before: string | null, after: string | null, id = 's1') {
  const record = (prompt: string | null) => (prompt === null ? null : { id, prompt })
  return { diff: [{ table: 'shots', id, before: record(before), after: record(after) }] } as never
}

describe('the prompts a shot had', () => {
  it('are those of its takes, newest first, then what was written in this session, each once', () => {
    const takes = [take('t1', 'One\nstyle', 'One'), take('t2', 'Two'), take('t3', 'One\nother style', 'One')]
    const steps = [
      step(null, ''),
      step('', 'Draft'),
      step('Draft', 'Two'),
      step('Two', 'Now'),
      step('x', 'Other', 's2'),
    ]
    expect(earlierPrompts(shot, ' Now ', takes, steps)).toEqual([
      { text: 'One', take: { id: 't3', number: 3 } },
      { text: 'Two', take: { id: 't2', number: 2 } },
      { text: 'Draft', take: null },
    ])
  })

  it('are none for a new shot, and no more than a list can show', () => {
    expect(earlierPrompts(shot, '', [], [])).toEqual([])
    const many = Array.from({ length: 50 }, (_, index) => step(`${index}`, `${index + 1}`))
    expect(earlierPrompts(shot, '50', [], many)).toHaveLength(30)
  })
})
