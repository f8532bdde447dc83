import type { TakeIndex } from '../continuity/pick'
import type { FilmDocument, Shot } from '../project/document'
import { buildRequest } from './build-request'
import { findModel } from './catalogue'
import { priceFor, type Prices } from './prices'
import { sendReferences } from './send-references'

interface PriceFacts {
  readonly prices: Prices
  readonly takes: TakeIndex
}

/** What one take of a shot costs at most, in micro-units of its provider's unit; null when that is not known. */
export function shotPrice(film: FilmDocument, shot: Shot, { prices, takes }: PriceFacts): number | null {
  const model = findModel(shot.provider, shot.model)
  if (!model) return null
  // What the clip costs that is gone on from is known of its take.
  if (shot.start?.kind === 'extension') {
    const context = { document: film, takes, prices, awaited: new Set<never>(), circular: new Set<never>() }
    return buildRequest(shot, context).price
  }
  const { references } = sendReferences(film, shot, model)
  return priceFor(model, { ...shot, references }, prices)
}
