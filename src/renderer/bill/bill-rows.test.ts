import { describe, expect, it } from 'vitest'
import type { ClipId, ProjectId, ShotId } from '../../shared/ids'
import { micro } from '../../shared/models/money'
import type { Quote, QuoteItem } from '../../shared/models/quote'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { newDocument } from '../../shared/project/new-document'
import { assumptionsOf, balancesOf, billRows, unitHead } from './bill-rows'
import { raisedBudget } from './raised-budget'

const id = (name: string): ShotId => name as ShotId

function shot(name: string, upstream: string | null = null): Shot {
  const start = upstream && ({ kind: 'shotFrame', shotId: id(upstream), take: 'pick', frame: 'lastVisible' } as const)
  return {
    id: id(name),
    name: `Shot ${name}`,
    provider: 'runway',
    model: 'gen4.5',
    prompt: '',
    seconds: 5,
    autoSeconds: false,
    ratio: '16:9',
    seed: null,
    audio: false,
    start: start || null,
    end: null,
    options: {},
    references: [],
    notes: '',
    pick: null,
  }
}

/** Clips of these shots in this order; a shot may come twice. */
function film(shots: readonly Shot[], track = shots.map(({ id: shotId }) => shotId)): FilmDocument {
  const clips = track.map((shotId, index) => {
    return { id: `c${index}` as ClipId, shotId, in: null, out: null, join: { kind: 'cut' } } as const
  })
  return {
    ...newDocument('p' as ProjectId, 'Film'),
    shots: new Map(shots.map((one) => [one.id, one])),
    clips: new Map(clips.map((clip) => [clip.id, clip])),
    track: { id: 'picture', clipIds: clips.map((clip) => clip.id) },
  }
}

function item(name: string, more: Partial<QuoteItem> = {}): QuoteItem {
  return {
    shotId: id(name),
    provider: 'runway',
    model: 'gen4.5',
    seconds: 5,
    references: [],
    price: 60 * micro,
    problems: [],
    ...more,
  }
}

const free = { provider: 'rehearsal', model: 'rehearsal', price: 0 }
const none: ReadonlySet<ShotId> = new Set()

function quote(items: readonly QuoteItem[], more: Partial<Quote> = {}): Quote {
  const amount = items.reduce((sum, { price }) => sum + (price ?? 0), 0)
  const dollars = amount / 100
  return {
    hash: 'h',
    items,
    totals: amount > 0 ? [{ provider: 'runway', amount, balance: 1000 * micro }] : [],
    dollars,
    budget: { limit: null, used: 0, after: dollars },
    preflight: [],
    ...more,
  }
}

describe('the rows of a bill', () => {
  it('name the shot, its place, its model and its price', () => {
    const rows = billRows([item('a')], film([shot('b'), shot('a')]), none)
    expect(rows).toEqual([
      {
        shotId: 'a',
        places: '2',
        name: 'Shot a',
        model: 'Gen-4.5',
        seconds: 5,
        autoSeconds: false,
        units: '60',
        dollars: '$0.60',
        note: null,
        waits: false,
      },
    ])
  })

  it('show a shot that was cut in two once, at both its places', () => {
    const [row] = billRows([item('a')], film([shot('a'), shot('b')], [id('a'), id('b'), id('a')]), none)
    expect(row).toMatchObject({ places: '1, 3', note: 'paid once' })
  })

  it('say that the model decides how long one gets', () => {
    const auto = item('a', { model: 'seedance2', seconds: 15, autoSeconds: true })
    const bill = film([shot('a')])
    const rows = billRows([auto], bill, none)
    expect(rows[0]).toMatchObject({ seconds: 15, autoSeconds: true, note: 'model decides the length' })
    expect(assumptionsOf(quote([auto]), bill, rows, {})).toContain(
      'Where the model decides the length, its longest is held; what it does not use comes back.',
    )
  })

  it('tell which shot another one waits for, in this bill or under way', () => {
    const chain = film([shot('a'), shot('b', 'a'), shot('c', 'b')])
    const rows = billRows([item('b'), item('c')], chain, new Set([id('a')]))
    expect(rows.map(({ note }) => note)).toEqual(['after shot 1', 'after shot 2'])
    expect(billRows([item('b')], chain, none)[0]?.note).toBeNull()
  })

  it('tell which shot one that has a take hangs on', () => {
    const chain = film([shot('a'), shot('b', 'a')])
    const rows = billRows([item('a'), item('b')], chain, none, new Set([id('a'), id('b')]))
    expect(rows.map(({ note }) => note)).toEqual([null, 'hangs on shot 1'])
  })

  it('leave out numbers where nothing is paid', () => {
    const [row] = billRows([item('a', free)], film([shot('a')]), none)
    expect(row).toMatchObject({ units: null, dollars: null, model: 'Rehearsal' })
  })

  it('count in the unit that is paid in', () => {
    expect(unitHead(quote([item('a'), item('b', free)]))).toBe('Credits')
  })
})

describe('what a bill is paid from', () => {
  it('is shown before and after', () => {
    expect(
      balancesOf(quote([item('a'), item('b')], { budget: { limit: 5 * micro, used: micro, after: 2.2 * micro } })),
    ).toEqual([
      { label: 'Runway account', before: '1,000 credits', change: '− 120', after: '880 credits', short: false },
      { label: 'This film’s budget of $5.00', before: '$4.00', change: '− $1.20', after: '$2.80', short: false },
    ])
  })

  it('tells by how much it is too little', () => {
    const totals = [{ provider: 'runway', amount: 60 * micro, balance: 50 * micro }]
    const budget = { limit: 0.5 * micro, used: 0, after: 0.6 * micro }
    const balances = balancesOf(quote([item('a')], { totals, budget }))
    expect(balances.map(({ after, short }) => [after, short])).toEqual([
      ['10 too few', true],
      ['$0.10 over', true],
    ])
  })

  it('says so when the account could not be asked', () => {
    const totals = [{ provider: 'runway', amount: 60 * micro, balance: null }]
    expect(balancesOf(quote([item('a')], { totals }))[0]).toMatchObject({ before: 'not known', after: 'not known' })
  })

  it('is not there when nothing is paid', () => {
    expect(balancesOf(quote([item('a', free)]))).toEqual([])
  })

  it('can be raised to the next whole dollar', () => {
    expect(raisedBudget(0.6 * micro)).toBe(micro)
    expect(raisedBudget(2 * micro)).toBe(2 * micro)
    expect(raisedBudget(2 * micro + 1)).toBe(3 * micro)
  })
})

describe('what a bill takes for granted', () => {
  const two = film([shot('a'), shot('b', 'a')])
  const told = (items: readonly QuoteItem[], own = {}): string =>
    assumptionsOf(quote(items), two, billRows(items, two, none), own).join(' ')

  it('names the list of prices and its date', () => {
    expect(told([item('a')])).toMatch(/^Prices as listed on \d+ \w+ \d{4} \(.+\)\. .*may be lower/)
  })

  it('names the models that are paid at a price of the user’s own', () => {
    expect(told([item('a')], { 'runway/gen4.5': 1 })).toMatch(/^Your own price for Gen-4\.5\. What/)
    const mixed = [item('a'), item('b', { model: 'gen4_turbo' })]
    expect(told(mixed, { 'runway/gen4.5': 1 })).toMatch(/^Your own price for Gen-4\.5\. The others as listed/)
  })

  it('tells of shots that wait', () => {
    expect(told([item('a'), item('b')])).toMatch(/One shot waits for a frame of another\.$/)
  })

  it('takes nothing for granted when nothing is paid', () => {
    expect(told([item('a', free)])).toBe('')
  })
})
