import type { PaidProvider } from './account'
import { gatewayProviders } from './gateway/gateway-providers'
import { runwayProvider } from './runway/runway-provider'
import { useapiProvider } from './useapi/useapi-provider'

/** Every provider that is paid, the one a new user needs first. */
export const paidProviders: readonly PaidProvider[] = [runwayProvider, useapiProvider, ...gatewayProviders]
