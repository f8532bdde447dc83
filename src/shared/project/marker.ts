import { z } from 'zod'
import { clipIdSchema, markerIdSchema } from '../ids'
import { framesSchema, secondsSchema } from '../time/time'

/** Colours of the interface that tell one kind of marker from another. */
export const markerColours = ['running', 'ready', 'stale', 'failed', 'unknown'] as const

/**
 * Where a marker is. On a shot it stays on the frame it was set on, wherever that goes: it is kept in the source's own
 * time and follows trims, moves and takes that come out longer. On the film it stays at its time, as the beats of music do.
 */
const markerPlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clip'), clipId: clipIdSchema, time: secondsSchema }).readonly(),
  z.object({ kind: z.literal('film'), frame: framesSchema }).readonly(),
])
export type MarkerPlace = z.infer<typeof markerPlaceSchema>

export const markerSchema = z
  .object({
    id: markerIdSchema,
    name: z.string().max(200),
    colour: z.enum(markerColours),
    at: markerPlaceSchema,
  })
  .readonly()
export type Marker = z.infer<typeof markerSchema>
