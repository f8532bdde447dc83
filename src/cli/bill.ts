import { diagnose } from '../shared/jobs/failure-doctor'
import { retirementOf } from '../shared/models/catalogue'
import { dollarsOf, dollarWords, findProvider, micro, priceWords, unitWords, upTo } from '../shared/models/money'
import { readDollars } from '../shared/models/money-entry'
import type { Preflight, Quote, QuoteItem, ShotProblem } from '../shared/models/quote'
import { shownWords } from '../shared/models/reference-words'
import type { FilmDocument } from '../shared/project/document'
import { CommandFailure } from './command-failure'
import { keyNamesOf, urlNameOf } from './read-environment'
import { numberedShots } from './select-shots'

const problemWords: Readonly<Record<ShotProblem, string>> = {
  unknownModel: 'this version does not know its model',
  modelRetired: 'its model is not made any more',
  promptMissing: 'it needs a prompt',
  promptTooShort: 'its prompt is too short for the model',
  promptTooLong: 'its prompt is too long for the model',
  startFrameMissing: 'its model needs a start picture',
  startFrameRefused: 'its model takes no start picture',
  endFrameMissing: 'its end picture is missing',
  endFrameRefused: 'its model takes no end picture',
  endFrameAlone: 'its model takes an end picture only beside a start picture',
  extendRefused: 'its model can’t go on from a clip itself',
  extendWithEnd: 'it goes on from a clip and takes no end picture beside',
  extendElsewhere: 'its model goes on only from clips that it made itself',
  extendTooOften: 'its model does not go on from clips so often in a row',
  extendTooLong: 'with what it goes on from it gets longer than its model makes',
  durationRefused: 'its model does not offer this duration',
  ratioRefused: 'its model does not offer this format',
  seedRefused: 'its model takes no seed',
  audioRefused: 'its model makes no sound',
  optionRefused: 'its model does not take one of its settings',
  pictureAddressMissing: 'its server takes the start picture by an https address only (--picture-url)',
  priceUnknown: 'its price is not known (SEAMLINE_<PROVIDER>_PRICE, or the window’s Settings)',
  referenceUnknown: 'its prompt names something after an @ that is not in the references',
  tooManyReferences: 'it has more references than its model takes',
  referencesTooLong: 'its reference sounds are longer together than its model takes',
  referenceLengthRefused: 'a reference sound is shorter or longer than its model takes',
  soundFormatRefused: 'a reference sound is in a format its model does not read (MP3, AAC, FLAC and WAV are taken)',
  soundNeedsPicture: 'its model takes a reference sound only beside a reference picture',
  resolutionWithReferences: 'its model does not make this resolution with reference pictures',
  upstreamMissing: 'the shot it starts from has no clip and is not on this bill',
  upstreamCircular: 'it starts from a shot that starts from it',
}

function wordsOf(problem: ShotProblem, { provider, model }: QuoteItem): string {
  const retirement = problem === 'modelRetired' ? retirementOf(provider, model) : null
  return retirement ?? `${problemWords[problem]}.`
}

function dollarNumber(amount: number | null): number | null {
  return amount === null ? null : amount / micro
}

function unitsOf(amount: number | null): number | null {
  return amount === null ? null : amount / micro
}

interface Line {
  readonly number: number
  readonly name: string
  readonly item: QuoteItem
}

function linesOf(quote: Quote, document: FilmDocument): readonly Line[] {
  const numbers = numberedShots(document)
  return quote.items
    .map((item) => ({ number: numbers.get(item.shotId) ?? 0, name: document.shots.get(item.shotId)?.name ?? '', item }))
    .sort((a, b) => a.number - b.number)
}

/** Left-aligned columns; a number at the head of each line. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)))
  return rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd())
}

function short(text: string, most = 40): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function totalLines(quote: Quote): readonly string[] {
  if (quote.dollars === 0) return ['Total: free']
  const label = (provider: string): string => findProvider(provider)?.label ?? provider
  const parts = quote.totals.map(({ provider, amount }) => `${unitWords(provider, amount)} at ${label(provider)}`)
  const whole = quote.dollars === null ? 'not known in money' : dollarWords(quote.dollars)
  const balances = quote.totals.flatMap(({ provider, balance }) =>
    balance === null
      ? []
      : [`Balance: ${unitWords(provider, balance)} at ${findProvider(provider)?.label ?? provider}`],
  )
  const { limit, used, after } = quote.budget
  const budget =
    limit === null
      ? []
      : [`Budget of this film: ${dollarWords(limit)}; used ${dollarWords(used)}, with this ${dollarWords(after)}`]
  return [`Total: ${whole} (${parts.join(', ')})`, ...balances, ...budget]
}

/** The bill for a person to read. */
export function billLines(quote: Quote, document: FilmDocument): readonly string[] {
  if (quote.items.length === 0) return ['There is nothing to generate: every shot has a clip.']
  const rows = linesOf(quote, document).map(({ number, name, item }) => [
    String(number),
    short(name),
    item.model,
    item.autoSeconds ? `auto, up to ${item.seconds} s` : `${item.seconds} s`,
    upTo(priceWords(item.provider, item.price), item.autoSeconds === true),
    shownWords(item.references) ?? '',
  ])
  return [...table(rows), ...totalLines(quote), ...issueLines(quote, document)]
}

/** What is to be known or mended before the bill can be agreed to. */
function issueLines(quote: Quote, document: FilmDocument): readonly string[] {
  const problems = linesOf(quote, document).flatMap(({ number, name, item }) =>
    item.problems.map((problem) => `Shot ${number} “${short(name)}” can’t be generated: ${wordsOf(problem, item)}`),
  )
  return [...problems, ...quote.preflight.map(({ message }) => message)]
}

/** The bill as data. */
export function billReport(quote: Quote, document: FilmDocument): Readonly<Record<string, unknown>> {
  return {
    shots: linesOf(quote, document).map(({ number, name, item }) => ({
      number,
      id: item.shotId,
      name,
      provider: item.provider,
      model: item.model,
      seconds: item.seconds,
      autoSeconds: item.autoSeconds === true,
      references: item.references,
      units: unitsOf(item.price),
      dollars: item.price === null ? null : dollarNumber(dollarsOf(item.provider, item.price)),
      problems: item.problems,
    })),
    totals: quote.totals.map(({ provider, amount, balance }) => ({
      provider,
      unit: findProvider(provider)?.unit?.many ?? null,
      units: unitsOf(amount),
      balance: unitsOf(balance),
    })),
    dollars: dollarNumber(quote.dollars),
    budget: {
      limit: dollarNumber(quote.budget.limit),
      used: dollarNumber(quote.budget.used),
      after: dollarNumber(quote.budget.after),
    },
    issues: quote.preflight.map(({ code, message, blocking, shotId }) => ({ code, message, blocking, shot: shotId })),
    ready: isReady(quote),
  }
}

/** Whether nothing but a yes is missing. */
export function isReady(quote: Quote): boolean {
  return quote.items.every(({ problems }) => problems.length === 0) && !quote.preflight.some(({ blocking }) => blocking)
}

/** What the user agreed to before seeing the bill. */
export interface Consent {
  readonly yes: boolean
  /** Micro-dollars; null: none was named. */
  readonly maxCost: number | null
}

/** Reads `--yes` and `--max-cost`. Throws `CommandFailure` for what is no amount. */
export function readConsent(given: { readonly yes: boolean; readonly 'max-cost': string | null }): Consent {
  const text = given['max-cost']
  if (text === null) return { yes: given.yes, maxCost: null }
  const amount = readDollars(text)
  if (!amount.ok) throw new CommandFailure('usage', `--max-cost ${text}: ${amount.problem}`)
  return { yes: given.yes, maxCost: amount.value }
}

/** Rounded up to the cent, so that the amount that is told is enough. */
function enough(dollars: number): string {
  return (Math.ceil(dollars / 10_000) / 100).toFixed(2)
}

const accountCodes = new Set(['KEY.MISSING', 'KEY.REFUSED', 'CREDITS.SHORT', 'ENDPOINT.OTHER'])

function blocked(quote: Quote, document: FilmDocument): CommandFailure | null {
  const report = billReport(quote, document)
  if (quote.items.some(({ problems }) => problems.length > 0)) {
    return new CommandFailure('notAgreed', 'The bill can’t be agreed to as it is.', {
      advice: issueLines(quote, document),
      report,
    })
  }
  const issue = quote.preflight.find(({ blocking }) => blocking)
  if (!issue) return null
  const advice = accountCodes.has(issue.code) ? [keyAdvice(issue)] : []
  return new CommandFailure(accountCodes.has(issue.code) ? 'account' : 'notAgreed', issue.message, { advice, report })
}

function keyAdvice({ code, provider }: Preflight): string {
  if (code === 'ENDPOINT.OTHER' && provider !== null) {
    return `Set ${urlNameOf(provider)} in the environment, or enter the address in the window’s Settings.`
  }
  if (code !== 'KEY.MISSING' || provider === null) return diagnose(code).next
  const [name] = keyNamesOf(provider)
  return `Set ${name} in the environment or in a file named .env here, or enter the key in the window’s Settings.`
}

/**
 * Says why a bill may not be agreed to: something is missing, or it costs something and `--yes --max-cost` do not allow
 * that much. Null when it may. What is free needs no consent.
 */
export function refusalOf(
  quote: Quote,
  document: FilmDocument,
  consent: Consent,
  again: string,
): CommandFailure | null {
  const trouble = blocked(quote, document)
  if (trouble) return trouble
  const report = billReport(quote, document)
  const { dollars } = quote
  if (dollars === 0) return null
  if (dollars === null) {
    return new CommandFailure(
      'notAgreed',
      'A part of the bill has no price in money, so no limit can be held against it.',
      { report },
    )
  }
  const advice = [`${again} --yes --max-cost ${enough(dollars)}`]
  if (!consent.yes)
    return new CommandFailure('notAgreed', `This costs ${dollarWords(dollars)}. Nothing was sent; to agree:`, {
      advice,
      report,
    })
  if (consent.maxCost === null) {
    return new CommandFailure('notAgreed', `--yes needs --max-cost beside it. This costs ${dollarWords(dollars)}:`, {
      advice,
      report,
    })
  }
  if (dollars <= consent.maxCost) return null
  return new CommandFailure(
    'notAgreed',
    `This costs ${dollarWords(dollars)}, more than --max-cost ${dollarWords(consent.maxCost)}. Nothing was sent.`,
    { advice, report },
  )
}
