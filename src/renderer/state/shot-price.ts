import { findModel } from '../../shared/models/catalogue'
import { priceFor, type Prices } from '../../shared/models/prices'
import { sendReferences } from '../../shared/models/send-references'
import type { FilmDocument, Shot } from '../../shared/project/document'

/** What one take of a shot costs at most, in micro-units of its provider's unit; null when that is not known. */
export function priceOfShot(film: FilmDocument, shot: Shot, prices: Prices): number | null {
  const model = findModel(shot.provider, shot.model)
  if (!model) return null
  const { references } = sendReferences(film, shot, model)
  return priceFor(model, { ...shot, references }, prices)
}
