import type { PaidProvider } from '../account'
import { RunwayAccount } from './runway-account'
import { officialRunway, RunwayConnection } from './runway-connection'

/** Runway's developer API. */
export const runwayProvider: PaidProvider = {
  id: 'runway',
  ownUrl: officialRunway,
  keyForm: 'runway',
  tellsBalance: true,
  openAccount: ({ now, onKnown, ...connection }) => new RunwayAccount(new RunwayConnection(connection), now, onKnown),
}
