import RunwayML from '@runwayml/sdk'
import { fetchAt } from '../fetch-at'
import { ServerConnection, type ConnectionDeps } from '../server-connection'

/** The official address of the developer API (the SDK's own default). */
export const officialRunway = 'https://api.dev.runwayml.com'
/** The version of the API that this program speaks. */
const runwayVersion = '2024-11-06'

const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing }
function nothing(): void {
  // The SDK's log would hold prompts and links.
}

/**
 * Makes a client for the address and key of this moment. Everything the SDK would take from the environment is given to
 * it, and it repeats nothing by itself: by default it sends a paid create three times when an answer is lost.
 */
export class RunwayConnection extends ServerConnection {
  constructor(deps: ConnectionDeps) {
    super('Runway', deps)
  }

  /** Rejects with `ProviderHold` when there is no key or the address may not be used. */
  async client(): Promise<RunwayML> {
    const { endpoint: baseURL, key: apiKey } = await this.access()
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
