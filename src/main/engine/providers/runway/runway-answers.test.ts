import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from '@runwayml/sdk'
import { describe, expect, it } from 'vitest'
import { ProviderHold } from '../provider'
import { holdOf, outcomeOfError } from './runway-answers'
import { NotConnected } from '../fetch-at'

function answered(status: number, body: object | undefined, headers: Record<string, string> = {}): APIError {
  return APIError.generate(status, body, undefined, new Headers(headers))
}

const notConnected = new APIConnectionError({ cause: new NotConnected() })
const reset = new APIConnectionError({ cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })

describe('what an answer to a create proves', () => {
  it.each([
    [400, { error: 'Validation of body failed' }, 'REQUEST.INVALID'],
    [400, { error: 'You do not have enough credits to run this task.' }, 'CREDITS.SHORT'],
    [400, undefined, 'REQUEST.INVALID'],
    [401, { error: 'x' }, 'KEY.REFUSED'],
    [403, { error: 'x' }, 'KEY.REFUSED'],
    [404, undefined, 'REQUEST.NOT_SERVED'],
    [405, undefined, 'REQUEST.NOT_SERVED'],
    [413, undefined, 'REQUEST.TOO_LARGE'],
    [422, { error: 'x' }, 'REQUEST.INVALID'],
  ])('%i %o: nothing was made, and asking again is no use', (status, body, code) => {
    const outcome = outcomeOfError(answered(status, body))
    expect(outcome).toMatchObject({ kind: 'rejected', code, retry: false, wait: null })
  })

  it.each([
    [{ error: 'Your daily task limit has been reached.' }, {}, 'LIMIT.DAILY', 900_000],
    [{ error: 'Too many requests' }, {}, 'LIMIT.RATE', null],
    [undefined, { 'retry-after': '7' }, 'LIMIT.RATE', 7000],
    [undefined, { 'retry-after': '1.5' }, 'LIMIT.RATE', 1500],
    [undefined, { 'retry-after': '999999' }, 'LIMIT.RATE', 900_000],
    [undefined, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 'LIMIT.RATE', 0],
    [
      undefined,
      { 'retry-after': '-5' },
      'LIMIT.RATE',
      expect.toSatisfy((wait: unknown) => wait === null || wait === 0),
    ],
    [undefined, { 'retry-after': 'soon' }, 'LIMIT.RATE', null],
  ])('429 %o %o: nothing was made, and it is sent again', (body, headers, code, wait) => {
    expect(outcomeOfError(answered(429, body, headers))).toMatchObject({ kind: 'rejected', code, retry: true, wait })
  })

  it.each([300, 302, 307, 402, 406, 408, 409, 410, 418, 423, 425, 451, 500, 502, 503, 504, 520, 599])(
    '%i: nothing is proven',
    (status) => {
      expect(outcomeOfError(answered(status, { error: 'x' }))).toMatchObject({ kind: 'unknown', code: 'ANSWER.SERVER' })
    },
  )

  it('no connection: nothing was sent, and it is sent once there is one', () => {
    expect(outcomeOfError(notConnected)).toMatchObject({ kind: 'rejected', code: 'CONNECTION.NONE', retry: true })
  })

  it.each([
    ['a reset', reset, 'ANSWER.LOST'],
    ['a time-out', new APIConnectionTimeoutError(), 'ANSWER.LOST'],
    ['the end of the app', new APIUserAbortError(), 'ANSWER.LOST'],
    ['an answer that is no data', new SyntaxError('Unexpected token'), 'ANSWER.UNREADABLE'],
    ['anything else', new TypeError('x'), 'ANSWER.LOST'],
    ['nothing', undefined, 'ANSWER.LOST'],
  ])('%s: nothing is proven', (_name, error, code) => {
    expect(outcomeOfError(error)).toMatchObject({ kind: 'unknown', code })
  })

  it('tells what Runway objects to, in its own words and no more than a line or two', () => {
    const issues = [
      { path: ['promptImage', 0, 'uri'], message: 'Invalid data URI.' },
      { message: 'Too long' },
      { path: [], message: 'Third' },
      { path: [], message: 'Fourth' },
      null,
    ]
    const { reason } = outcomeOfError(answered(400, { error: 'Validation failed', issues })) as { reason: string }
    expect(reason).toContain('Validation failed (promptImage.0.uri: Invalid data URI.) (Too long) (Third)')
    expect(reason).not.toContain('Fourth')
    const long = outcomeOfError(answered(400, { error: 'x'.repeat(10_000) })) as { reason: string }
    expect(long.reason.length).toBeLessThan(500)
  })

  it.each([null, 5, 'text', [], { error: { message: 'nested' } }, { issues: 'x' }])('survives the body %o', (body) => {
    const error = Object.assign(answered(400, {}), { error: body })
    expect(outcomeOfError(error)).toMatchObject({ kind: 'rejected', code: 'REQUEST.INVALID' })
  })
})

describe('why a call that costs nothing waits', () => {
  it.each([
    [401, 'KEY.REFUSED', 30_000],
    [403, 'KEY.REFUSED', 30_000],
    [429, 'LIMIT.RATE', 4000],
    [408, 'ANSWER.SERVER', 4000],
    [302, 'ANSWER.SERVER', 4000],
    [503, 'ANSWER.SERVER', 4000],
    [400, 'REQUEST.INVALID', null],
  ])('%i', (status, code, wait) => {
    expect(holdOf(answered(status, { error: 'x' }, { 'retry-after': '4' }))).toMatchObject({ code, wait })
  })

  it('leaves 404 to those who know what was looked for', () => {
    expect(holdOf(answered(404, {}))).toBeNull()
  })

  it.each([notConnected, reset, new APIUserAbortError(), new SyntaxError('x'), new Error('x')])('%s', (error) => {
    expect(holdOf(error)!.message).toMatch(/^[A-Z].*\.$/)
  })

  it('passes a hold on', () => {
    const hold = new ProviderHold('KEY.MISSING', 'There is no key.')
    expect(holdOf(hold)).toBe(hold)
  })
})
