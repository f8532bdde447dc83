import type { PictureClass } from './output-size'

/** Credits a second, by what the price depends on. */
type Rate =
  | { readonly by: 'nothing'; readonly credits: number }
  | { readonly by: 'sound'; readonly withSound: number; readonly silent: number }
  | { readonly by: 'size'; readonly credits: Readonly<Partial<Record<PictureClass, number>>> }

interface Price {
  readonly rate: Rate
  /** Credits for each picture that is sent. */
  readonly eachPicture?: number
  readonly least?: number
  /** Credits for each second of a video that is sent. */
  readonly inputSecond?: Readonly<Partial<Record<PictureClass, number>>>
}

const flat = (credits: number): Rate => ({ by: 'nothing', credits })
const bySize = (credits: Readonly<Partial<Record<PictureClass, number>>>): Rate => ({ by: 'size', credits })
const bySound = (withSound: number, silent: number): Rate => ({ by: 'sound', withSound, silent })

/** From the provider's price page as of November 2026. Two sizes of gemini_omni_flash_1.1 and all of wan3_prime are uncertain. */
const prices: Readonly<Record<string, Price>> = {
  'gen4.5': { rate: flat(12) },
  gen4_turbo: { rate: flat(5) },
  'veo3.1': { rate: bySound(40, 20) },
  'veo3.1_fast': { rate: bySound(15, 10) },
  hailuo3: { rate: bySize({ '768p': 10, '2k': 15 }), eachPicture: 2 },
  happyhorse_1_0: { rate: bySize({ '720p': 15, '1080p': 30 }) },
  seedance2: { rate: bySize({ '480p': 36, '720p': 36, '1080p': 40, '4k': 150 }) },
  seedance2_fast: { rate: flat(29) },
  seedance2_mini: { rate: flat(16), least: 64 },
  seedance2_5: {
    rate: bySize({ '480p': 20, '720p': 30, '1080p': 68 }),
    least: 80,
    inputSecond: { '480p': 10, '720p': 15, '1080p': 34 },
  },
  gemini_omni_flash: { rate: flat(10), eachPicture: 1 },
  'gemini_omni_flash_1.1': { rate: bySize({ '480p': 3.4, '720p': 10, '1080p': 15, '4k': 30 }) },
  grok_imagine_1_5: { rate: bySize({ '480p': 10, '720p': 16, '1080p': 29 }), eachPicture: 1 },
  wan3: { rate: bySize({ '480p': 5, '720p': 10, '1080p': 20 }) },
  wan3_prime: { rate: bySize({ '480p': 6.8, '720p': 14, '1080p': 28 }) },
  h3_max: { rate: bySize({ '480p': 5, '768p': 8 }) },
}

/** Credits a second on top for other formats than MP4, at sizes up to 4 megapixels. */
function formatSurcharge(format: string | null): number {
  if (format === null || format === 'mp4') return 0
  return format === 'prores' || format === 'png_sequence' ? 5 : 20
}

export interface Priced {
  readonly model: string
  readonly seconds: number
  readonly sound: boolean
  readonly pictureClass: PictureClass
  readonly pictures: number
  readonly outputFormat: string | null
  /** Seconds of the video that is sent. */
  readonly inputSeconds: number
}

function perSecond(rate: Rate, { model, sound, pictureClass }: Priced): number {
  if (rate.by === 'nothing') return rate.credits
  if (rate.by === 'sound') return sound ? rate.withSound : rate.silent
  const credits = rate.credits[pictureClass]
  if (credits === undefined) throw new Error(`The simulator has no price for ${model} at ${pictureClass}.`)
  return credits
}

/** Whole credits for one clip. */
export function creditsFor(priced: Priced): number {
  const price = prices[priced.model]
  if (!price) throw new Error(`The simulator has no price for ${priced.model}: add a row to prices.ts.`)
  const rate = perSecond(price.rate, priced) + formatSurcharge(priced.outputFormat)
  const input = (price.inputSecond?.[priced.pictureClass] ?? 0) * priced.inputSeconds
  const credits = rate * priced.seconds + input + (price.eachPicture ?? 0) * priced.pictures
  // Rates such as 6.8 leave dust behind the point that would round up to one credit too many.
  return Math.max(Math.ceil(Number(credits.toFixed(6))), price.least ?? 0)
}
