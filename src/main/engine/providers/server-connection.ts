import { ExpectedError } from '../../../shared/ipc/app-error'
import { ProviderHold } from './provider'
import { isAllowedBaseUrl } from './server-address'

export interface ConnectionDeps {
  /** The address as it is set now, without `/v1`; null while there is none. */
  readonly baseUrl: () => string | null
  /** The key for a server; null when none is stored. Rejects with `ExpectedError` when the keychain does not tell. */
  readonly readKey: (endpoint: string) => Promise<string | null>
}

/** A server and the key that is for it and no other. */
export interface ServerAccess {
  readonly endpoint: string
  readonly key: string
}

/** Address and key of a provider as they are at this moment. */
export class ServerConnection {
  readonly #label: string
  readonly #deps: ConnectionDeps
  /** Asked for once: a keychain may take its time, or ask the user. */
  #key: { readonly endpoint: string; readonly asked: Promise<string | null> } | null = null

  /** `label`: the provider's name, as users are told it. */
  constructor(label: string, deps: ConnectionDeps) {
    this.#label = label
    this.#deps = deps
  }

  /** Names the server: what was created there is asked for there. Empty while no address is set. */
  get endpoint(): string {
    return (this.#deps.baseUrl() ?? '').replace(/\/+$/, '')
  }

  async hasKey(): Promise<boolean> {
    const { endpoint } = this
    return endpoint !== '' && (await this.#readKey(endpoint)) !== null
  }

  /** To be called when another key was stored, or none is any more. */
  forgetKey(): void {
    this.#key = null
  }

  /** Rejects with `ProviderHold` when there is no key, or no address that may be used. */
  async access(): Promise<ServerAccess> {
    const { endpoint } = this
    if (endpoint === '') {
      throw new ProviderHold('ENDPOINT.OTHER', `No address is set for ${this.#label}. Enter it in Settings.`)
    }
    if (!isAllowedBaseUrl(endpoint)) {
      throw new ProviderHold('ENDPOINT.OTHER', `The address of ${this.#label} in Settings is not an https address.`)
    }
    const key = await this.#readKey(endpoint)
    if (key === null) throw new ProviderHold('KEY.MISSING', `There is no key for ${this.#label}. Enter it in Settings.`)
    return { endpoint, key }
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
}
