import { expect, it } from 'vitest'
import { sampleJob } from '../../test-support/window-jobs'
import { balanceWords } from './balance-words'

const credit = 1_000_000
const job = sampleJob({ state: 'unknown', sentAt: '2030-01-01T12:00:00.000Z', balanceBefore: 1284 * credit })

function words(credits: number, others = 0, at = '2030-01-01T12:30:00.000Z'): string {
  return balanceWords(job, { amount: credits * credit, at }, others)
}

it('says what the difference speaks for', () => {
  expect(words(1284)).toBe('The balance has not changed. That speaks against a charge.')
  expect(words(1224)).toBe('60 credits less than before, which is the price. That speaks for a charge.')
  expect(words(1164)).toMatch(/^120 credits less than before, which is not the price/)
  expect(words(1300)).toMatch(/^16 credits more than before/)
})

it('proves nothing when other shots were sent since', () => {
  expect(words(1224, 1)).toMatch(/One other shot was sent since/)
  expect(words(1164, 3)).toMatch(/3 other shots were sent since/)
})

it('compares nothing that was not read after it was sent', () => {
  expect(words(1224, 0, '2030-01-01T11:00:00.000Z')).toMatch(/read before it was sent/)
  expect(balanceWords(job, null, 0)).toMatch(/not known/)
  expect(balanceWords({ ...job, balanceBefore: null }, null, 0)).toMatch(/before it was sent is not known/)
})
