import { gatewayModels } from '../../../../shared/models/gateway-models'
import type { Prices } from '../../../../shared/models/prices'
import { startSimulator, type Simulator } from '../../../../simulator/start-simulator'
import { systemNetwork } from '../../media/safe-fetch'
import { createDownloadClip } from '../download-clip'
import { accountOf, accountsAt } from './accounts-at'
import { hastyClock } from './hasty-clock'
import type { PlaceOptions } from './runway-place'
import type { ProviderPlace } from './studio'

/** Under which path the simulator speaks like each of the servers. */
const names: Readonly<Record<string, string>> = { cometapi: 'comet', v98store: 'v98' }

export interface GatewayPlace extends ProviderPlace {
  readonly simulator: Simulator
  /** The address that is set, with the path of the API. */
  readonly baseUrl: string
  useKey(key: string | null): Promise<void>
  useServer(baseUrl: string): Promise<void>
}

/** Five cents a second, where nobody lists a price. */
function pricesOf(gateway: string): Prices {
  const models = gatewayModels.filter(({ provider }) => provider === gateway)
  return Object.fromEntries(models.map(({ id }) => [`${gateway}/${id}`, 50_000]))
}

function gatewayUrl({ baseUrl }: Simulator, gateway: string): string {
  return `${baseUrl}/${names[gateway] ?? gateway}/runwayml`
}

/** Starts a simulator and an account at one of the Runway-compatible servers that it speaks like. */
export async function atGateway(
  gateway: string,
  options: PlaceOptions,
  work: (place: GatewayPlace) => Promise<void>,
): Promise<void> {
  const { patience, idle: _idle, ...simulated } = options
  const simulator = await startSimulator({ speed: 50, pendingMs: 200, runMs: 2000, ...simulated })
  let address = gatewayUrl(simulator, gateway)
  const baseUrl = address
  const accounts = accountsAt(
    () => address,
    (next) => (address = next),
  )
  await accounts.storeKey(gateway, simulator.gatewayKey, 'session')
  const account = accountOf(accounts, gateway)
  try {
    await work({
      simulator,
      baseUrl,
      accounts: accounts.all,
      prices: pricesOf(gateway),
      providerFor: (inputs) =>
        account.openProvider({
          inputs,
          download: createDownloadClip(systemNetwork),
          elapsed: () => hastyClock.elapsed(),
          ...(patience && { patience }),
        }),
      useKey: (key) => (key === null ? accounts.clearKey(gateway) : accounts.storeKey(gateway, key, 'session')),
      useServer: (next) => accounts.setBaseUrl(gateway, next),
    })
  } finally {
    await simulator.close()
  }
}
