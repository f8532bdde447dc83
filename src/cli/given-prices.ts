import { catalogue } from '../shared/models/catalogue'
import { readUnitPrice } from '../shared/models/money-entry'
import { listPrices, priceKinds, type Prices } from '../shared/models/prices'
import { CommandFailure } from './command-failure'
import { settingsOf, type Settings } from './read-environment'

/**
 * Prices of the environment, for models that nobody lists a price of; those of the window go before them. Throws
 * `CommandFailure` for what is no price.
 */
export function givenPrices(settings: Settings): Prices {
  const entries = [...settings.providers.keys()].flatMap((provider) => {
    const { price } = settingsOf(settings, provider)
    if (price === null) return []
    const read = readUnitPrice(provider, price.text)
    if (!read.ok) throw new CommandFailure('usage', `${price.name}=${price.text}: ${read.problem}`)
    const kinds = catalogue.filter((model) => model.provider === provider).flatMap(priceKinds)
    const unlisted = kinds.filter(({ key }) => !(key in listPrices.perSecond))
    return unlisted.map(({ key }) => [key, read.value] as const)
  })
  return Object.fromEntries(entries)
}
