import { buildRequest } from '../../shared/models/build-request'
import { findModel } from '../../shared/models/catalogue'
import { priceFor, type Prices } from '../../shared/models/prices'
import { sendReferences } from '../../shared/models/send-references'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { factsStore } from './facts-store'

/** What one take of a shot costs at most, in micro-units of its provider's unit; null when that is not known. */
export function priceOfShot(film: FilmDocument, shot: Shot, prices: Prices): number | null {
  const model = findModel(shot.provider, shot.model)
  if (!model) return null
  // What the clip costs that is gone on from is known of its take.
  if (shot.start?.kind === 'extension') {
    const { takes } = factsStore.getState()
    const context = { document: film, takes, prices, awaited: new Set<never>(), circular: new Set<never>() }
    return buildRequest(shot, context).price
  }
  const { references } = sendReferences(film, shot, model)
  return priceFor(model, { ...shot, references }, prices)
}
