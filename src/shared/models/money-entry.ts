import { fail, succeed, type Result } from '../result'
import { dollarWords, findProvider, isMoney, micro } from './money'

/** The most that the film's budget and the price list take, in micro-units. */
const most = 1_000_000 * micro

const grouped = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/
const plain = /^(\d+([.,]\d{1,2})?|[.,]\d{1,2})$/

/**
 * Reads `5`, `5.50`, `5,50` and `1,284.50`. A comma before exactly three digits groups thousands, as the app writes
 * them; before one or two it is a decimal comma.
 */
function readNumber(text: string): number | null {
  const tidy = grouped.test(text) ? text.replaceAll(',', '') : text.replace(',', '.')
  return plain.test(tidy) ? microOf(tidy) : null
}

/** In whole numbers: 0.07 times a million is not 70,000 in floating point. */
function microOf(text: string): number {
  const [whole = '', parts = ''] = text.split('.')
  return Number(whole) * micro + Number(parts.padEnd(4, '0')) * (micro / 10_000)
}

function refusal(text: string): string {
  if (text === '') return 'Enter an amount, such as 5 or 5.50.'
  if (/^[-−–]/.test(text)) return 'An amount can’t be less than nothing.'
  if (/^\d*[.,]\d{3,}$/.test(text)) return 'Amounts go to two places, such as 5.50.'
  return 'That is no amount. Write it like 5 or 5.50.'
}

function readAmount(text: string, mostWords: string): Result<number, string> {
  const amount = readNumber(text)
  if (amount === null) return fail(refusal(text))
  return amount > most ? fail(`The most is ${mostWords}.`) : succeed(amount)
}

/** Micro-dollars of an amount as it is typed: `5`, `$5.00`, `5,50`, `5 USD`. A refusal is in plain words. */
export function readDollars(text: string): Result<number, string> {
  const tidy = text.trim()
  if (/[€£¥]|eur|gbp|jpy|chf/i.test(tidy)) return fail('Amounts are in US dollars here.')
  const bare = tidy.replace(/^(us)?\$\s*/i, '').replace(/\s*(usd|\$|dollars?)$/i, '')
  return readAmount(bare, dollarWords(most))
}

/** A price per second in money, which may be small: `0.0625` has more places than amounts have elsewhere. */
function readMoneyPrice(text: string): Result<number, string> {
  const bare = text.replace(/^(us)?\$\s*/i, '').replace(/\s*(usd|\$|dollars?)$/i, '')
  const answer = /^\d*\.\d{3,4}$/.test(bare) ? succeed(microOf(bare)) : readDollars(text)
  return answer.ok && answer.value > most ? fail(`The most is ${dollarWords(most)}.`) : answer
}

/** Micro-units per second of a provider's price as it is typed: `12`, `12.5 credits`. A refusal is in plain words. */
export function readUnitPrice(provider: string, text: string): Result<number, string> {
  const many = findProvider(provider)?.unit?.many ?? 'units'
  const tidy = text.trim()
  if (tidy.includes('$') && !isMoney(provider)) return fail(`Prices are in ${many} per second here.`)
  const answer = isMoney(provider)
    ? readMoneyPrice(tidy)
    : readAmount(tidy.replace(/(?<=\d)\s*[a-z]+$/i, ''), `1,000,000 ${many}`)
  // Free clips would pass every budget and ask for no yes.
  if (answer.ok && answer.value === 0) return fail('A price of nothing would show paid clips as free.')
  return answer
}
