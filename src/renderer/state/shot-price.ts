import type { Prices } from '../../shared/models/prices'
import { shotPrice } from '../../shared/models/shot-price'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { factsStore } from './facts-store'

/** What one take of a shot costs at most, in micro-units of its provider's unit; null when that is not known. */
export function priceOfShot(film: FilmDocument, shot: Shot, prices: Prices): number | null {
  return shotPrice(film, shot, { prices, takes: factsStore.getState().takes })
}
