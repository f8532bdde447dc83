import RunwayML from '@runwayml/sdk'
import { ExpectedError } from '../../../../shared/ipc/app-error'
import { ProviderHold } from '../provider'
import { fetchAt } from './runway-fetch'

/** The official address of the developer API (the SDK's own default). */
export const officialRunway = 'https://api.dev.runwayml.com'
/** The version of the API that this program speaks. */
const runwayVersion = '2024-11-06'

export interface RunwayConnectionDeps {
  /** The address as it is set now, without `/v1`. */
  readonly baseUrl: () => string
  /** The key for a server; null when none is stored. Rejects with `ExpectedError` when the keychain does not tell. */
  readonly readKey: (endpoint: string) => Promise<string | null>
}

/** Whether an address may hold the API: https, or a server on this machine. */
export function isAllowedBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** Whether a host name is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing }
function nothing(): void {
  // The SDK's log would hold prompts and links.
}

/**
 * Makes a client for the address and key of this moment. Everything the SDK would take from the environment is given to
 * it, and it repeats nothing by itself: by default it sends a paid create three times when an answer is lost.
 */
export class RunwayConnection {
  readonly #deps: RunwayConnectionDeps
  /** Asked for once: a keychain may take its time, or ask the user. */
  #key: { readonly endpoint: string; readonly asked: Promise<string | null> } | null = null

  constructor(deps: RunwayConnectionDeps) {
    this.#deps = deps
  }

  /** Names the server: what was created there is asked for there. */
  get endpoint(): string {
    return this.#deps.baseUrl().replace(/\/+$/, '')
  }

  async hasKey(): Promise<boolean> {
    return (await this.#readKey(this.endpoint)) !== null
  }

  /** To be called when another key was stored, or none is any more. */
  forgetKey(): void {
    this.#key = null
  }

  /** A key goes only to the server it is for, also when another address is set while the keychain is being asked. */
  async #readKey(endpoint: string): Promise<string | null> {
    try {
      if (this.#key?.endpoint !== endpoint) this.#key = { endpoint, asked: this.#deps.readKey(endpoint) }
      const key = await this.#key.asked
      if (key === null) this.#key = null
      return key
    } catch (error) {
      this.#key = null
      if (error instanceof ExpectedError) throw new ProviderHold('KEY.MISSING', error.message)
      throw error
    }
  }

  /** Rejects with `ProviderHold` when there is no key or the address may not be used. */
  async client(): Promise<RunwayML> {
    const baseURL = this.endpoint
    if (!isAllowedBaseUrl(baseURL)) {
      throw new ProviderHold('ENDPOINT.OTHER', 'The address of Runway in Settings is not an https address.')
    }
    const apiKey = await this.#readKey(baseURL)
    if (apiKey === null) throw new ProviderHold('KEY.MISSING', 'There is no key for Runway. Enter it in Settings.')
    const own = { authorization: `Bearer ${apiKey}`, 'x-runway-version': runwayVersion }
    return new RunwayML({
      apiKey,
      baseURL,
      runwayVersion,
      maxRetries: 0,
      logLevel: 'off',
      logger: silent,
      fetch: fetchAt(new URL(baseURL).origin, own),
    })
  }
}
