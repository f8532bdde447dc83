import { describe, expect, it } from 'vitest'
import { NotConnected } from '../fetch-at'
import { gatewayProofs, holdOfAnswer, outcomeOf, outcomeOfSilence } from './gateway-answers'

const created = { taskId: 't1', words: '' }
const nothing = { taskId: null, words: '' }
const answer = (status: number, wait: number | null = null) => ({ status, body: {}, wait })

describe('what an answer to a create proves', () => {
  it('is a task when a success names it, and nothing when it does not', () => {
    expect(outcomeOf(answer(200), 'X', created)).toEqual({ kind: 'accepted', taskId: 't1', estimate: null })
    expect(outcomeOf(answer(201), 'X', created)).toMatchObject({ kind: 'accepted' })
    expect(outcomeOf(answer(200), 'X', nothing)).toMatchObject({ kind: 'unknown', code: 'ANSWER.UNREADABLE' })
  })

  it('is that nothing was created for these statuses alone, each for a reason', () => {
    const proving = Array.from({ length: 500 }, (_, index) => index + 100).filter(
      (status) => outcomeOf(answer(status), 'X', nothing).kind === 'rejected',
    )
    expect(proving).toEqual([400, 401, 403, 404, 422, 429])
    expect(gatewayProofs.map(({ status }) => status)).toEqual(proving)
    for (const { because } of gatewayProofs) expect(because).not.toBe('')
  })

  it('is tried again under the same approval after 429 alone, when the server wants it', () => {
    expect(outcomeOf(answer(429, 2000), 'X', nothing)).toMatchObject({ retry: true, wait: 2000, code: 'LIMIT.RATE' })
    for (const status of [400, 401, 403, 404, 422]) {
      expect(outcomeOf(answer(status, 2000), 'X', nothing)).toMatchObject({ retry: false, wait: null })
    }
  })

  it.each([
    [403, '用户额度不足', 'CREDITS.SHORT'],
    [400, 'pre_consume_token_quota_failed', 'CREDITS.SHORT'],
    [403, 'forbidden', 'KEY.REFUSED'],
    [401, '', 'KEY.REFUSED'],
    [400, 'invalid ratio', 'REQUEST.INVALID'],
    [422, '', 'REQUEST.INVALID'],
    [404, '', 'REQUEST.NOT_SERVED'],
  ])('%i with “%s” is %s, in words', (status, words, code) => {
    const outcome = outcomeOf(answer(status), 'Shop', { taskId: null, words })
    expect(outcome).toMatchObject({ kind: 'rejected', code, reason: expect.stringContaining('Shop') })
  })

  it('is nothing when no answer came, unless no byte had left', () => {
    expect(outcomeOfSilence(new Error('reset'), 'X')).toMatchObject({ kind: 'unknown', code: 'ANSWER.LOST' })
    expect(outcomeOfSilence(new NotConnected(), 'X')).toMatchObject({ kind: 'rejected', retry: true })
  })
})

describe('a call that costs nothing', () => {
  it.each([
    [401, 'KEY.REFUSED'],
    [403, 'KEY.REFUSED'],
    [429, 'LIMIT.RATE'],
    [302, 'ANSWER.SERVER'],
    [500, 'ANSWER.SERVER'],
    [503, 'ANSWER.SERVER'],
  ])('waits on %i', (status, code) => {
    expect(holdOfAnswer(answer(status), 'X')).toMatchObject({ code })
  })

  it.each([200, 400, 404])('is read with %i', (status) => {
    expect(holdOfAnswer(answer(status), 'X')).toBeNull()
  })
})
