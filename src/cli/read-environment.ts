import { parseEnv } from 'node:util'
import { paidProviders } from '../main/engine/providers/paid-providers'

const modelName = 'RUNWAY_MODEL'

export type Variables = Readonly<Record<string, string | undefined>>
export type Place = 'environment' | '.env'

export interface Found {
  readonly text: string
  readonly name: string
  readonly place: Place
}

/** What the surroundings say of one provider. */
export interface ProviderSettings {
  readonly key: Found | null
  readonly url: Found | null
  /**
   * What a second of its models costs, where nobody lists a price. Never of a `.env`: a folder from elsewhere does not say
   * what its user agrees to.
   */
  readonly price: Found | null
}

/** What the surroundings say: the environment first, then the file `.env`. */
export interface Settings {
  /** By provider; every paid one is there. */
  readonly providers: ReadonlyMap<string, ProviderSettings>
  readonly model: Found | null
  /** Every key that was seen, also those that are not used: all of them are to be hidden. */
  readonly secrets: readonly string[]
}

const none: ProviderSettings = { key: null, url: null, price: null }

export function settingsOf({ providers }: Settings, provider: string): ProviderSettings {
  return providers.get(provider) ?? none
}

/** Runway's keys have the names that its own tools use. */
const otherKeyNames: Readonly<Record<string, readonly [string, ...string[]]>> = {
  runway: ['RUNWAYML_API_SECRET', 'RUNWAY_API_KEY'],
}

/** Under which names the key of a provider is looked for, the newest first. */
export function keyNamesOf(provider: string): readonly [string, ...string[]] {
  return otherKeyNames[provider] ?? [`SEAMLINE_${provider.toUpperCase()}_KEY`]
}

/** Under which name the address of a provider is looked for. */
export function urlNameOf(provider: string): string {
  return `SEAMLINE_${provider.toUpperCase()}_URL`
}

/** Under which name the price of a provider's seconds is looked for. */
function priceNameOf(provider: string): string {
  return `SEAMLINE_${provider.toUpperCase()}_PRICE`
}

const providerIds = paidProviders.map(({ id }) => id)
const allKeyNames = providerIds.flatMap(keyNamesOf)
const allNames = [...allKeyNames, ...providerIds.map(urlNameOf), modelName]

/** The names that are read from a `.env`, and nothing else of it. */
export function readEnvFile(text: string): Variables {
  const all = parseEnv(text)
  return Object.fromEntries(allNames.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))
}

/** Puts the environment before the file; within each, the newer name of the key before the older. */
export function readEnvironment(environment: Variables, file: Variables): Settings {
  const places: readonly (readonly [Place, Variables])[] = [
    ['environment', environment],
    ['.env', file],
  ]
  const find = (...names: readonly string[]): Found | null => {
    for (const [place, variables] of places) {
      for (const name of names) {
        const text = variables[name]?.trim()
        if (text) return { text, name, place }
      }
    }
    return null
  }
  const priceOf = (id: string): Found | null => {
    const name = priceNameOf(id)
    const text = environment[name]?.trim()
    return text ? { text, name, place: 'environment' } : null
  }
  const of = (id: string): ProviderSettings => {
    return { key: find(...keyNamesOf(id)), url: find(urlNameOf(id)), price: priceOf(id) }
  }
  return {
    providers: new Map(providerIds.map((id) => [id, of(id)])),
    model: find(modelName),
    secrets: places.flatMap(([, variables]) => allKeyNames.flatMap((name) => variables[name]?.trim() || [])),
  }
}

/**
 * Why an address may not be used with a key, in words; null when it may. A `.env` comes along with folders from
 * elsewhere: its address gets no key of the environment. Keys of the keychain know the address they were entered for.
 * `label`: the provider's name.
 */
export function addressProblem({ key, url }: ProviderSettings, label: string): string | null {
  if (url?.place !== '.env' || key?.place !== 'environment') return null
  return (
    `The .env of this folder names another address for ${label}, and the key of the environment is not sent to an address ` +
    `that a folder brings along. Set ${url.name} in the environment, or put the key of that address into this .env.`
  )
}
