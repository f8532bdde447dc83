import { findModel } from '../../../../shared/models/catalogue'
import { sentModelKey, watermarkKey } from '../../../../shared/models/gateway-models'
import type { Gateway } from '../../../../shared/models/gateways'
import { startPictureKey } from '../../../../shared/models/model'
import { formatFor } from '../../../../shared/models/model-sizes'
import type { GenerationRequest } from '../../../../shared/models/request'

type Frame = { readonly uri: string; readonly position: 'first' | 'last' }

/** A create as it is sent. */
export interface GatewayBody {
  readonly model: string
  readonly promptImage: string | readonly Frame[]
  readonly promptText?: string
  readonly duration: number
  readonly ratio: string
  readonly watermark: boolean
  readonly seed?: number
}

/** Where the server reads the pictures of a request: data addresses. */
interface Pictures {
  readonly start: string | null
  readonly end: string | null
}

function textOption({ options }: GenerationRequest, key: string): string | null {
  const value = options[key]
  return typeof value === 'string' && value !== '' ? value : null
}

function promptImage(gateway: Gateway, start: string, end: string | null): GatewayBody['promptImage'] {
  if (end !== null) {
    return [
      { uri: start, position: 'first' },
      { uri: end, position: 'last' },
    ]
  }
  return gateway.alwaysList ? [{ uri: start, position: 'first' }] : start
}

/** Where a server that takes no data finds the start picture, as the user says. */
function startAddress(gateway: Gateway, request: GenerationRequest, data: string | null): string | null {
  return gateway.pictures === 'address' ? textOption(request, startPictureKey) : data
}

/** The body of a request; null when this version can't make one: another model, no picture. */
export function gatewayBody(gateway: Gateway, request: GenerationRequest, pictures: Pictures): GatewayBody | null {
  const model = gateway.models.find(({ id }) => id === request.model)
  const start = startAddress(gateway, request, pictures.start)
  if (!model || start === null) return null
  const { name } = formatFor(findModel(request.provider, request.model), request, request.size)
  const sentAs = gateway.id === 'gateway' ? textOption(request, sentModelKey) : null
  return {
    model: sentAs ?? model.sentAs.replace('{seconds}', String(request.seconds)),
    promptImage: promptImage(gateway, start, pictures.end),
    ...(request.prompt === '' ? {} : { promptText: request.prompt }),
    duration: request.seconds,
    ratio: name,
    // Said always: some of these servers mark clips when nothing is said.
    watermark: textOption(request, watermarkKey) === 'shown',
    ...(request.seed === null ? {} : { seed: request.seed }),
  }
}
