import type { JobFacts } from '../../../shared/jobs/job-machine'
import { ProviderHold, type Provider } from '../providers/provider'

/** A task is known only at the server that made it: another one would say that it is gone. Throws `ProviderHold`. */
export function checkServer({ endpoint }: JobFacts, provider: Provider): void {
  if (endpoint === null || endpoint === provider.endpoint) return
  const words = `This task was made at ${endpoint}. Set that address in Settings again.`
  throw new ProviderHold('ENDPOINT.OTHER', words)
}
