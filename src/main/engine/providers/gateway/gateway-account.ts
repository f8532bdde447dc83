import type { FilmTools, PaidAccount } from '../account'
import { ProviderHold, type Provider } from '../provider'
import type { ServerConnection } from '../server-connection'
import type { Gateway } from '../../../../shared/models/gateways'
import { createGateway } from './create-gateway'
import { holdOfAnswer } from './gateway-answers'
import { gatewayServer } from './gateway-calls'

const patience = 30_000
/** A task that nobody ever made: asking for it costs nothing and needs a key. */
const nobodysTask = '00000000-0000-4000-8000-000000000000'

/** The account at a server that tells nothing of its accounts: it can only be tried whether the key is refused. */
export class GatewayAccount implements PaidAccount {
  readonly provider: string
  readonly known = null
  readonly #gateway: Gateway
  readonly #connection: ServerConnection

  constructor(gateway: Gateway, connection: ServerConnection) {
    this.provider = gateway.id
    this.#gateway = gateway
    this.#connection = connection
  }

  hasKey(): Promise<boolean> {
    return this.#connection.hasKey()
  }

  forget(): void {
    this.#connection.forgetKey()
  }

  openProvider(tools: FilmTools): Provider {
    return createGateway(this.#gateway, { ...tools, connection: this.#connection, account: this })
  }

  async refresh(signal: AbortSignal): Promise<null> {
    const { label } = this.#gateway
    const server = await gatewayServer(this.#connection, label)
    const answer = await server.get(
      `/v1/tasks/${nobodysTask}`,
      AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    )
    // Some of these servers answer 500 for a task they don't know.
    const hold = answer.status === 500 && answer.body !== undefined ? null : holdOfAnswer(answer, label)
    if (hold) throw hold
    if (answer.body === undefined) {
      throw new ProviderHold('REQUEST.NOT_SERVED', `There is no Runway-compatible API at the address of ${label}.`)
    }
    return null
  }
}
