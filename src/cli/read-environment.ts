import { parseEnv } from 'node:util'

const keyNames = ['RUNWAYML_API_SECRET', 'RUNWAY_API_KEY'] as const
const otherNames = ['RUNWAY_MODEL', 'SEAMLINE_RUNWAY_URL'] as const

export type Variables = Readonly<Record<string, string | undefined>>
export type Place = 'environment' | '.env'

export interface Found {
  readonly text: string
  readonly name: string
  readonly place: Place
}

/** What the surroundings say: the environment first, then the file `.env`. */
export interface Settings {
  readonly key: Found | null
  readonly model: Found | null
  readonly runwayUrl: Found | null
  /** Every key that was seen, also those that are not used: all of them are to be hidden. */
  readonly secrets: readonly string[]
}

/** The names that are read from a `.env`, and nothing else of it. */
export function readEnvFile(text: string): Variables {
  const all = parseEnv(text)
  const wanted: readonly string[] = [...keyNames, ...otherNames]
  return Object.fromEntries(wanted.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))
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
  const secrets = places.flatMap(([, variables]) => keyNames.flatMap((name) => variables[name]?.trim() || []))
  return { key: find(...keyNames), model: find('RUNWAY_MODEL'), runwayUrl: find('SEAMLINE_RUNWAY_URL'), secrets }
}

/**
 * Why an address may not be used with a key, in words; null when it may. A `.env` comes along with folders from
 * elsewhere: its address gets no key of the environment. Keys of the keychain know the address they were entered for.
 */
export function addressProblem({ key, runwayUrl }: Settings): string | null {
  if (runwayUrl?.place !== '.env' || key?.place !== 'environment') return null
  return (
    'The .env of this folder names another address for Runway, and the key of the environment is not sent to an address ' +
    'that a folder brings along. Set SEAMLINE_RUNWAY_URL in the environment, or put the key of that address into this .env.'
  )
}
