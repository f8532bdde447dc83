import { useapiModels } from '../../../../shared/models/useapi-models'
import { pricesWith, type Prices } from '../../../../shared/models/prices'
import { startSimulator, type Simulator } from '../../../../simulator/start-simulator'
import { systemNetwork } from '../../media/safe-fetch'
import { createDownloadClip } from '../download-clip'
import { accountOf, accountsAt } from './accounts-at'
import { hastyClock } from './hasty-clock'
import type { PlaceOptions } from './runway-place'
import type { ProviderPlace } from './studio'

export interface UseapiPlace extends ProviderPlace {
  readonly simulator: Simulator
  /** The address that is set, with the path of the API. */
  readonly baseUrl: string
  useKey(key: string | null): Promise<void>
  useServer(baseUrl: string): Promise<void>
}

/** The listed prices, and twelve credits a second where nobody lists one. */
function prices(): Prices {
  const all = useapiModels.map(({ id }) => [`useapi/${id}`, 12_000_000] as const)
  return { ...Object.fromEntries(all), ...pricesWith({}) }
}

/** Starts a simulator and an account at the part of it that speaks like useapi.net. */
export async function atUseapi(options: PlaceOptions, work: (place: UseapiPlace) => Promise<void>): Promise<void> {
  const { patience, idle: _idle, ...simulated } = options
  const simulator = await startSimulator({ speed: 50, pendingMs: 200, runMs: 2000, ...simulated })
  const baseUrl = `${simulator.baseUrl}/v1/runwayml`
  let address = baseUrl
  const accounts = accountsAt(
    () => address,
    (next) => (address = next),
  )
  await accounts.storeKey('useapi', simulator.key, 'session')
  const account = accountOf(accounts, 'useapi')
  try {
    await work({
      simulator,
      baseUrl,
      accounts: accounts.all,
      prices: prices(),
      providerFor: (inputs) =>
        account.openProvider({
          inputs,
          download: createDownloadClip(systemNetwork),
          elapsed: () => hastyClock.elapsed(),
          ...(patience && { patience }),
        }),
      useKey: (key) => (key === null ? accounts.clearKey('useapi') : accounts.storeKey('useapi', key, 'session')),
      useServer: (next) => accounts.setBaseUrl('useapi', next),
    })
  } finally {
    await simulator.close()
  }
}
