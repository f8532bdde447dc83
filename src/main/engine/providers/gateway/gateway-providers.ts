import { gateways } from '../../../../shared/models/gateways'
import type { PaidProvider } from '../account'
import { ServerConnection } from '../server-connection'
import { GatewayAccount } from './gateway-account'

/** Every Runway-compatible server that is known, and one for any other. */
export const gatewayProviders: readonly PaidProvider[] = gateways.map((gateway) => ({
  id: gateway.id,
  ownUrl: gateway.ownUrl,
  keyForm: 'token',
  tellsBalance: false,
  openAccount: (deps) => new GatewayAccount(gateway, new ServerConnection(gateway.label, deps)),
}))
