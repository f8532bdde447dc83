import { z } from 'zod'
import { assetIdSchema, shotIdSchema, takeIdSchema } from '../ids'
import { framingSchema, sizeSchema, type Framing } from '../project/document'
import { rateSchema } from '../time/time'

const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
const size = z
  .string()
  .regex(/^\d{1,5}x\d{1,5}$/)
  .transform((text) => {
    const [width, height] = text.split('x').map(Number)
    return { width, height }
  })
  .pipe(sizeSchema)
const rate = z
  .string()
  .regex(/^\d{1,9}-\d{1,9}$/)
  .transform((text) => text.split('-').map(Number) as unknown as readonly [number, number])
  .pipe(rateSchema)
const shape = { size, rate, fit: z.enum(['letterbox', 'crop']) }

function readFraming(text: string): unknown {
  if (text === 'fill') return null
  if (text === 'pad') return { kind: 'pad' }
  const [x, y, width, height] = text.split(',').map(Number)
  return { kind: 'crop', x, y, width, height }
}

const framing = z
  .string()
  .max(80)
  .transform(readFraming)
  .pipe(framingSchema.nullable()) as unknown as z.ZodType<Framing | null>

const addressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), id: assetIdSchema, width: whole.pipe(z.int().min(16).max(4096)) }),
  z.object({ kind: z.literal('framed'), id: assetIdSchema, framing, size }),
  z.object({ kind: z.literal('take'), id: takeIdSchema, ...shape }),
  z.object({ kind: z.literal('frame'), id: takeIdSchema, n: whole, ...shape }),
  z.object({ kind: z.literal('strip'), id: takeIdSchema }),
  z.object({ kind: z.literal('card'), id: shotIdSchema, size }),
  z.object({ kind: z.literal('peaks'), id: assetIdSchema }),
  z.object({ kind: z.literal('mix'), id: z.literal('film'), revision: whole, block: whole }),
])

/** What a `media://` address asks for; the writers of these addresses are in `media-address.ts`. */
export type MediaAddress = z.infer<typeof addressSchema>

/**
 * Reads an address as untrusted text: null when it is not exactly one of the known forms. `id` is never a path. A number
 * behind `#` names nothing: the monitor adds it to fetch an address once more.
 */
export function parseMediaAddress(address: string): MediaAddress | null {
  const match = /^media:\/\/([a-z]{1,10})\/([a-z0-9-]{1,64})(?:\?([^#]{0,400}))?(?:#\d{1,6})?$/.exec(address)
  if (!match) return null
  const [, kind, id, query = ''] = match
  const pairs = query.split('&').filter((pair) => pair !== '')
  const fields = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return [
        pair.slice(0, at),
        pair
          .slice(at + 1)
          .replaceAll('%2C', ',')
          .replaceAll('%3A', ':'),
      ]
    }),
  )
  const parsed = addressSchema.safeParse({ ...fields, kind, id })
  return parsed.success ? parsed.data : null
}
