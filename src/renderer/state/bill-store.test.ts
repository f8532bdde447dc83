import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ShotId } from '../../shared/ids'
import { micro } from '../../shared/models/money'
import type { Quote, QuoteItem } from '../../shared/models/quote'
import { agreeToBill, askAgain, billStore, closeBill, openBill } from './bill-store'
import { closeDialog, dialogStore } from './dialog-store'

const id = (name: string): ShotId => name as ShotId

function item(name: string, problems: QuoteItem['problems'] = []): QuoteItem {
  return {
    shotId: id(name),
    provider: 'runway',
    model: 'gen4.5',
    seconds: 5,
    references: [],
    price: 60 * micro,
    problems,
  }
}

function quote(hash: string, items: readonly QuoteItem[]): Quote {
  const totals = [{ provider: 'runway', amount: items.length * 60 * micro, balance: null }]
  return { hash, items, totals, dollars: null, budget: { limit: null, used: 0, after: 0 }, preflight: [] }
}

type Answer = (input: { readonly shotIds: readonly ShotId[]; readonly quoteHash?: string }) => unknown

/** An engine that answers as it is told, and what it was asked. */
const engine = {
  quote: vi.fn<Answer>(),
  approve: vi.fn<Answer>(),
}

function ok(value: unknown): unknown {
  return { ok: true, value }
}

const approved = ok({ outcome: 'approved', approvalId: 'a1' })

beforeEach(() => {
  closeDialog()
  engine.quote.mockReset().mockImplementation(({ shotIds }) =>
    ok(
      quote(
        'h1',
        shotIds.map((name) => item(name)),
      ),
    ),
  )
  engine.approve.mockReset().mockReturnValue(approved)
  const requests = {
    'generation:quote': async (input: Parameters<Answer>[0]) => engine.quote(input),
    'generation:approve': async (input: Parameters<Answer>[0]) => engine.approve(input),
  }
  vi.stubGlobal('window', { seamline: { requests } })
})

describe('a bill', () => {
  it('is in front at once and sends nothing by itself', async () => {
    const opening = openBill([id('a'), id('b')])
    expect(dialogStore.getState().dialog).toEqual({ kind: 'bill' })
    expect(billStore.getState()).toMatchObject({ busy: 'asking', quote: null })
    await opening
    expect(billStore.getState().quote?.items).toHaveLength(2)
    expect(engine.approve).not.toHaveBeenCalled()
    closeBill()
    expect(dialogStore.getState().dialog).toBeNull()
    expect(engine.approve).not.toHaveBeenCalled()
  })

  it('is agreed to once, however often the button is pressed', async () => {
    await openBill([id('a')])
    await Promise.all([agreeToBill(), agreeToBill(), agreeToBill()])
    await agreeToBill()
    expect(engine.approve.mock.calls).toEqual([[{ shotIds: ['a'], quoteHash: 'h1' }]])
    expect(dialogStore.getState().dialog).toBeNull()
  })

  it('can’t be closed over what is being sent', async () => {
    await openBill([id('a')])
    const sending = agreeToBill()
    closeBill()
    expect(dialogStore.getState().dialog).toEqual({ kind: 'bill' })
    await sending
    expect(dialogStore.getState().dialog).toBeNull()
  })

  it('is shown anew when it changed meanwhile, and needs another yes', async () => {
    await openBill([id('a')])
    engine.approve.mockReturnValueOnce(ok({ outcome: 'quoteChanged', quote: quote('h2', [item('a')]) }))
    await agreeToBill()
    expect(billStore.getState()).toMatchObject({ changed: true, busy: null, quote: { hash: 'h2' } })
    await agreeToBill()
    expect(engine.approve).toHaveBeenLastCalledWith({ shotIds: ['a'], quoteHash: 'h2' })
    expect(dialogStore.getState().dialog).toBeNull()
  })

  it('is asked for again when a shot of it can’t be sent any more', async () => {
    await openBill([id('a'), id('b')])
    const broken = quote('h2', [item('a', ['promptMissing']), item('b')])
    engine.approve.mockReturnValueOnce(ok({ outcome: 'quoteChanged', quote: broken }))
    engine.quote.mockReturnValueOnce(ok(broken)).mockReturnValueOnce(ok(quote('h3', [item('b')])))
    await agreeToBill()
    expect(billStore.getState()).toMatchObject({
      changed: true,
      quote: { hash: 'h3' },
      leftOut: [{ shotId: 'a', problems: ['promptMissing'] }],
    })
  })

  it('leaves out what can’t be sent, and what starts from that', async () => {
    engine.quote
      .mockReturnValueOnce(ok(quote('h1', [item('a', ['promptMissing']), item('b'), item('c')])))
      .mockReturnValueOnce(ok(quote('h2', [item('b', ['upstreamMissing']), item('c')])))
      .mockReturnValueOnce(ok(quote('h3', [item('c')])))
    await openBill([id('a'), id('b'), id('c')])
    expect(billStore.getState().quote?.items.map(({ shotId }) => shotId)).toEqual(['c'])
    expect(billStore.getState().leftOut.map(({ shotId }) => shotId)).toEqual(['a', 'b'])
  })

  it('says that nothing can be sent', async () => {
    engine.quote.mockReturnValue(ok(quote('h1', [item('a', ['promptMissing'])])))
    await openBill([id('a')])
    expect(billStore.getState()).toMatchObject({ quote: null, busy: null, leftOut: [{ shotId: 'a' }] })
    await agreeToBill()
    expect(engine.approve).not.toHaveBeenCalled()
  })

  it('keeps the engine’s refusal in sight beside how things stand now', async () => {
    await openBill([id('a')])
    engine.approve.mockReturnValueOnce({ ok: false, problem: { kind: 'conflict', message: 'It is going already.' } })
    await agreeToBill()
    expect(billStore.getState()).toMatchObject({ problem: 'It is going already.', busy: null })
    expect(engine.quote).toHaveBeenCalledTimes(2)
    await askAgain()
    expect(billStore.getState().problem).toBeNull()
  })

  it('that was closed is not filled in by a late answer', async () => {
    const late = openBill([id('a')])
    closeBill()
    await late
    expect(billStore.getState().quote).toBeNull()
    expect(dialogStore.getState().dialog).toBeNull()
  })
})
