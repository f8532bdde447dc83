import { startSimulator, type Simulator, type SimulatorOptions } from '../../../../simulator/start-simulator'
import { createAccounts } from '../../providers/create-accounts'
import { createRunway } from '../../providers/runway/create-runway'
import { createKeyVault } from '../../secrets/key-vault'
import { KeychainError, type Keychain } from '../../secrets/keychain'
import { createDownloadClip } from '../download-clip'
import type { ProviderPlace } from './studio'

/** A computer without a keychain: keys are kept for the session. */
const noKeychain: Keychain = {
  get: () => Promise.reject(new KeychainError('missing')),
  set: () => Promise.reject(new KeychainError('missing')),
  delete: () => Promise.reject(new KeychainError('missing')),
}

/** The Runway provider as the composition root builds it, at a server on this machine. */
export interface RunwayPlace extends ProviderPlace {
  readonly simulator: Simulator
  /** Forgets the key, or enters one. */
  useKey(key: string | null): Promise<void>
}

/** Starts a simulator and an account at it; time runs fifty times as fast, like the studio's clock. */
export async function atRunway(options: SimulatorOptions, work: (place: RunwayPlace) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ speed: 50, pendingMs: 200, runMs: 2000, ...options })
  const accounts = createAccounts({
    vault: createKeyVault({ keychain: noKeychain, learn: () => undefined }),
    baseUrl: () => simulator.baseUrl,
    saveBaseUrl: () => undefined,
    now: () => new Date(),
    onChange: () => undefined,
  })
  await accounts.storeKey('runway', simulator.key, 'session')
  try {
    await work({
      simulator,
      accounts: accounts.all,
      providerFor: (inputs) =>
        createRunway({
          ...accounts.runway,
          inputs,
          download: createDownloadClip(),
          elapsed: () => performance.now() * 50,
        }),
      useKey: (key) => (key === null ? accounts.clearKey('runway') : accounts.storeKey('runway', key, 'session')),
    })
  } finally {
    await simulator.close()
  }
}
