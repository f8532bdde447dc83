import { APIConnectionError, APIError, APIUserAbortError } from '@runwayml/sdk'
import type { OwnCode } from '../../../../shared/jobs/failure-doctor'
import { ProviderHold, type CreateOutcome, type Failure } from '../provider'
import { NotConnected } from '../fetch-at'

/** True when no connection came about: then nothing was sent and nothing can have been created. */
function neverLeft(error: unknown): boolean {
  return error instanceof NotConnected || (error instanceof APIConnectionError && error.cause instanceof NotConnected)
}

/** What the body of an error says, in the provider's own words; an HTML page says nothing. */
function ownWords(error: APIError): string {
  const body: { readonly error?: unknown; readonly issues?: unknown } | undefined = error.error
  const text = typeof body?.error === 'string' ? body.error : ''
  const issues = Array.isArray(body?.issues) ? body.issues.flatMap(issueWords).slice(0, 3) : []
  return [text, ...issues]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 400)
}

function issueWords(issue: unknown): string[] {
  const { path, message } = (issue ?? {}) as { readonly path?: unknown; readonly message?: unknown }
  if (typeof message !== 'string') return []
  return [Array.isArray(path) && path.length > 0 ? `(${path.join('.')}: ${message})` : `(${message})`]
}

const betweenDailyTries = 15 * 60_000

/** As long as any server may tell us to wait. */
const longestWait = 15 * 60_000

/** Milliseconds until the server wants to be asked again; null when it does not say. Runway documents no such header. */
function askedToWait(error: APIError): number | null {
  const header = error.headers?.get('retry-after')?.trim() ?? ''
  const wait = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.min(longestWait, Math.max(0, wait)) : null
}

type Rejection = Failure & { readonly retry: boolean; readonly wait: number | null }

function proofOf(code: OwnCode, reason: string): Rejection {
  return { code, reason, retry: false, wait: null }
}

function badRequest(words: string): Rejection {
  if (/not have enough credits/i.test(words)) {
    return proofOf('CREDITS.SHORT', 'The account has too few credits for this shot.')
  }
  return proofOf('REQUEST.INVALID', `Runway does not take this request: ${words || 'it gave no reason'}`)
}

function tooMany(words: string, wait: number | null): Rejection {
  if (/daily/i.test(words)) {
    return {
      code: 'LIMIT.DAILY',
      reason: 'The account’s daily limit is used up. It is tried again every 15 minutes.',
      retry: true,
      wait: betweenDailyTries,
    }
  }
  return {
    code: 'LIMIT.RATE',
    reason: 'Runway asks to slow down. It is tried again by itself.',
    retry: true,
    wait,
  }
}

/**
 * The answers that prove that nothing was created (https://docs.dev.runwayml.com/errors/errors, read 2026-11-21, and our
 * reading of it); every other answer proves nothing.
 */
function rejectionOf(status: number, words: string, wait: number | null): Rejection | null {
  if (status === 400 || status === 422) return badRequest(words)
  if (status === 401 || status === 403) {
    return proofOf('KEY.REFUSED', `Runway refused the key${words ? `: ${words}` : '.'}`)
  }
  if (status === 404 || status === 405)
    return proofOf('REQUEST.NOT_SERVED', 'There is no such service at this address.')
  if (status === 413) return proofOf('REQUEST.TOO_LARGE', 'The request is larger than Runway takes.')
  return status === 429 ? tooMany(words, wait) : null
}

const noConnection = 'There is no connection to Runway. It goes on by itself.'

/** What a create that did not succeed proves. */
export function outcomeOfError(error: unknown): CreateOutcome {
  if (error instanceof APIError && error.status !== undefined) {
    const rejection = rejectionOf(error.status, ownWords(error), askedToWait(error))
    if (rejection) return { kind: 'rejected', ...rejection }
    const reason = `Runway answered with error ${error.status} while it had the request.`
    return { kind: 'unknown', reason, code: 'ANSWER.SERVER' }
  }
  if (neverLeft(error)) {
    return { kind: 'rejected', code: 'CONNECTION.NONE', reason: noConnection, retry: true, wait: null }
  }
  if (error instanceof SyntaxError) return unreadable
  return { kind: 'unknown', reason: 'The request was sent and no answer came.', code: 'ANSWER.LOST' }
}

/** A success that does not name its task. */
export const unreadable: CreateOutcome = {
  kind: 'unknown',
  reason: 'Runway’s answer can’t be read.',
  code: 'ANSWER.UNREADABLE',
}

/** A retryable failure of a call that costs nothing, as what it waits for; null when it is not one. */
function holdOfStatus(status: number, words: string, wait: number | null): ProviderHold | null {
  if (status === 401 || status === 403) {
    return new ProviderHold('KEY.REFUSED', 'Runway refused the key. Check it in Settings.', 30_000)
  }
  if (status === 429) return new ProviderHold('LIMIT.RATE', 'Runway asks to slow down. It goes on by itself.', wait)
  if (status >= 500 || status === 408 || status === 409 || (status >= 300 && status < 400)) {
    return new ProviderHold('ANSWER.SERVER', `Runway has trouble (error ${status}). It goes on by itself.`, wait)
  }
  if (status === 404) return null
  return new ProviderHold('REQUEST.INVALID', `Runway answered with error ${status}${words ? `: ${words}` : ''}.`)
}

/** Why a call that costs nothing did not work this time. Gives back 404 as null: the caller knows what was looked for. */
export function holdOf(error: unknown): ProviderHold | null {
  if (error instanceof ProviderHold) return error
  if (error instanceof APIError && error.status !== undefined) {
    return holdOfStatus(error.status, ownWords(error), askedToWait(error))
  }
  if (error instanceof APIUserAbortError) return new ProviderHold('CONNECTION.NONE', 'Runway took too long to answer.')
  if (error instanceof SyntaxError) return new ProviderHold('ANSWER.UNREADABLE', 'Runway’s answer can’t be read.')
  return new ProviderHold('CONNECTION.NONE', noConnection)
}
