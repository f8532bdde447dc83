import { findModel } from '../../shared/models/catalogue'
import { priceFor, type Prices } from '../../shared/models/prices'
import type { Shot } from '../../shared/project/document'

/** What one take of a shot costs at most, in micro-units of its provider's unit; null when that is not known. */
export function priceOfShot(shot: Shot, prices: Prices): number | null {
  const model = findModel(shot.provider, shot.model)
  return model && priceFor(model, shot, prices)
}
