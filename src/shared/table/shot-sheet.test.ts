import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { indexTakes } from '../continuity/pick'
import type { ClipId, ProjectId, ShotId } from '../ids'
import { catalogue } from '../models/catalogue'
import { pricesWith } from '../models/prices'
import type { FilmDocument } from '../project/document'
import { newDocument } from '../project/new-document'
import { insertShots } from '../timeline/edits/insert-shots'
import { updateShots } from '../timeline/edits/update-shots'
import { readSheet } from './read-sheet'
import { shotsCsv } from './shot-sheet'

const ids = ['a', 'b', 'c'] as unknown as ShotId[]
const film = insertShots(newDocument('project' as ProjectId, 'Film'), {
  index: 0,
  shots: ids.map((shotId) => ({ shotId, clipId: `clip-${shotId}` as ClipId, assetId: null })),
})
const facts = { takes: indexTakes([]), jobByShot: new Map(), prices: pricesWith({}) }

const text = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\n', '=', "'", '@', 'é', '\t', '-') })
const patch = fc.record({
  name: text.map((name) => name.replaceAll('\n', ' ')),
  prompt: text,
  notes: text,
  seconds: fc.constantFrom(2, 5, 7.5, 600),
  seed: fc.constantFrom(null, 0, 4_294_967_295),
  audio: fc.boolean(),
  model: fc.constantFrom(...catalogue).map(({ provider, id }) => ({ provider, model: id })),
})

function readBack(document: FilmDocument): FilmDocument {
  const { shots, problems, unknownColumns } = readSheet(`\uFEFF${shotsCsv(document, facts)}`)
  expect({ problems, unknownColumns }).toEqual({ problems: [], unknownColumns: [] })
  return updateShots(
    document,
    shots.flatMap((shot, index) => (ids[index] === undefined ? [] : [{ shotId: ids[index], patch: shot }])),
  )
}

describe('the film as a table', () => {
  test.prop([fc.array(patch, { minLength: 3, maxLength: 3 })])('changes nothing when it is read back', (patches) => {
    const changes = patches.map(({ model, ...rest }, index) => ({
      shotId: ids[index] ?? ('' as ShotId),
      patch: { ...rest, ...model },
    }))
    const written = updateShots(film, changes)
    expect(readBack(written)).toBe(written)
  })

  it('tells states, takes and prices beside what can be read back', () => {
    expect(shotsCsv(film, facts).split('\r\n').slice(0, 2)).toEqual([
      'number,name,prompt,provider,model,seconds,sound,seed,notes,start,end,takes,take,state,price,price_unit',
      '1,New shot,,rehearsal,rehearsal,5,no,,,,,0,,draft,0,rehearsal',
    ])
  })
})

describe('what is pasted', () => {
  it('is a script when its first line names no columns: a prompt a line', () => {
    expect(readSheet('The harbour, at dawn.\r\n\r\n  Gulls rise.\t\n')).toEqual({
      kind: 'script',
      shots: [{ prompt: 'The harbour, at dawn.' }, { prompt: 'Gulls rise.' }],
      unknownColumns: [],
      problems: [],
    })
    expect(readSheet('Name, prompt and a long walk, to the sea').kind).toBe('script')
    expect(readSheet('').shots).toEqual([])
  })

  it('is a table with commas, semicolons or tabs, by whatever names people give its columns', () => {
    for (const delimiter of [',', ';', '\t']) {
      const line = (...values: string[]): string => values.join(delimiter)
      const lines = [line('Title', 'Duration', 'Model', 'Audio'), line('Dawn', '4 s', 'veo 3.1 fast', 'Yes')]
      expect(readSheet(lines.join('\n')).shots).toEqual([
        { name: 'Dawn', seconds: 4, provider: 'runway', model: 'veo3.1_fast', audio: true },
      ])
    }
    expect(readSheet('prompt\n"One, two"\n').shots).toEqual([{ prompt: 'One, two' }])
  })

  it('names the columns and values that it does not understand, with row and column', () => {
    const sheet = readSheet('name,lens,seconds,seed,model,sound\nA,35,soon,-1,gen9,perhaps,more\nB,50,,,,\n')
    expect(sheet.unknownColumns).toEqual(['lens'])
    expect(sheet.problems).toEqual([
      'Row 1, seconds: “soon” is no number of seconds up to 600.',
      'Row 1, seed: “-1” is no whole number up to 4294967295.',
      'Row 1, model: “gen9” is no model that is known here.',
      'Row 1, sound: “perhaps” is neither yes nor no.',
      'Row 1 has 1 more value than the first line names.',
    ])
    expect(sheet.shots).toEqual([{ name: 'A' }, { name: 'B', seed: null }])
  })

  it('tells of a column that is there twice, of text that is too long and of an open quote', () => {
    expect(readSheet('provider,model\nsora,gen4.5').problems).toEqual(['Row 1, model: “sora” has no model “gen4.5”.'])
    expect(readSheet(`name,name\na,b`).problems).toEqual(['The column name is there twice; the last one counts.'])
    expect(readSheet(`name\n${'x'.repeat(201)}`).problems).toEqual(['Row 1, name: is longer than 200 characters.'])
    expect(readSheet('name,prompt\nA,"open\nB,x').problems).toEqual(['A quote that begins in row 1 is never closed.'])
  })

  test.prop([fc.string()])('is read whatever it is', (any) => {
    expect(readSheet(any).shots.length).toBeGreaterThanOrEqual(0)
  })
})
