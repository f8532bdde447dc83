import type { FilmTools, PaidAccount } from '../account'
import { ProviderHold, type Provider } from '../provider'
import type { ServerConnection } from '../server-connection'
import { createUseapi } from './create-useapi'
import { holdOfAnswer } from './useapi-answers'
import { useapiServer } from './useapi-calls'
import { listIn, wordsOf } from './useapi-task'

const patience = 30_000

/** The account at useapi.net, which tells nothing of the credits that its Runway account holds. */
export class UseapiAccount implements PaidAccount {
  readonly provider = 'useapi'
  readonly known = null
  readonly #connection: ServerConnection

  constructor(connection: ServerConnection) {
    this.#connection = connection
  }

  hasKey(): Promise<boolean> {
    return this.#connection.hasKey()
  }

  forget(): void {
    this.#connection.forgetKey()
  }

  openProvider(tools: FilmTools): Provider {
    return createUseapi({ ...tools, connection: this.#connection, account: this })
  }

  /** Asks for the newest task, which is free and needs the token and a Runway account behind it. */
  async refresh(signal: AbortSignal): Promise<null> {
    const server = await useapiServer(this.#connection)
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    const answer = await server.get('/tasks/?offset=0&limit=1', bounded)
    const hold = holdOfAnswer(answer, wordsOf(answer.body, server.key))
    if (hold) throw hold
    if (answer.status !== 404 && listIn(answer.body, 'tasks') !== null) return null
    throw new ProviderHold('REQUEST.NOT_SERVED', 'There is no useapi.net at this address.')
  }
}
