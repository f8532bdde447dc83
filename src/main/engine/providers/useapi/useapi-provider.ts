import type { PaidProvider } from '../account'
import { ServerConnection } from '../server-connection'
import { UseapiAccount } from './useapi-account'

/** useapi.net, which works a Runway account of the user's. */
export const useapiProvider: PaidProvider = {
  id: 'useapi',
  ownUrl: 'https://api.useapi.net/v1/runwayml',
  keyForm: 'token',
  tellsBalance: false,
  openAccount: (deps) => new UseapiAccount(new ServerConnection('useapi.net', deps)),
}
