import { request, type RequestOptions } from 'node:http'
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../../simulator/start-simulator'
import { fetchFrom, systemNetwork, type DownloadNetwork } from '../../media/safe-fetch'
import type { Patience } from '../../providers/account'
import { createDownloadClip } from '../download-clip'
import { accountOf, accountsAt } from './accounts-at'
import { hastyClock } from './hasty-clock'
import type { ProviderPlace } from './studio'

/** The Runway provider as the composition root builds it, at a server on this machine. */
export interface RunwayPlace extends ProviderPlace {
  readonly simulator: Simulator
  /** Forgets the key, or enters one. */
  useKey(key: string | null): Promise<void>
  /** Sets another address; a key is known for the simulator's only. */
  useServer(baseUrl: string): Promise<void>
}

export interface PlaceOptions extends SimulatorOptions {
  readonly patience?: Patience
  /** How long a download may bring nothing, in milliseconds. */
  readonly idle?: number
}

/** The real network, with less patience. */
function hastyNetwork(idle: number): DownloadNetwork {
  const open = (url: URL, options: RequestOptions) => request(url, { ...options, timeout: idle })
  return { ...systemNetwork, fetch: (url, address, signal) => fetchFrom(url, address, signal, open) }
}

/** Starts a simulator and an account at it; time runs fifty times as fast, like the studio's clock. */
export async function atRunway(options: PlaceOptions, work: (place: RunwayPlace) => Promise<void>): Promise<void> {
  const { patience, idle, ...simulated } = options
  const simulator = await startSimulator({ speed: 50, pendingMs: 200, runMs: 2000, ...simulated })
  let address: string = simulator.baseUrl
  const accounts = accountsAt(
    () => address,
    (next) => (address = next),
  )
  await accounts.storeKey('runway', simulator.key, 'session')
  const runway = accountOf(accounts, 'runway')
  try {
    await work({
      simulator,
      accounts: accounts.all,
      providerFor: (inputs) =>
        runway.openProvider({
          inputs,
          download: createDownloadClip(idle === undefined ? systemNetwork : hastyNetwork(idle)),
          elapsed: () => hastyClock.elapsed(),
          ...(patience && { patience }),
        }),
      useKey: (key) => (key === null ? accounts.clearKey('runway') : accounts.storeKey('runway', key, 'session')),
      useServer: (baseUrl) => accounts.setBaseUrl('runway', baseUrl),
    })
  } finally {
    await simulator.close()
  }
}
