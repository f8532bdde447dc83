import { createStore } from 'zustand/vanilla'
import { z } from 'zod'

const layoutSchema = z.object({
  library: z.number(),
  inspector: z.number(),
  /** Null until somebody moves the edge: it then goes with the window's height. */
  timeline: z.number().nullable(),
})

/** Sizes of the regions in CSS pixels. */
export type Layout = z.infer<typeof layoutSchema>

/** How small and how large a region may be made. */
export const layoutLimits = {
  library: { least: 180, most: 420 },
  inspector: { least: 264, most: 480 },
  timeline: { least: 232, most: 600 },
} as const

const key = 'layout'

/** Height of the timeline nobody has resized: a low window keeps its height for the picture and the inspector. */
export function standardTimeline(windowHeight: number): number {
  return Math.round(Math.min(300, Math.max(248, windowHeight * 0.31)))
}

const standard: Layout = { library: 244, inspector: 320, timeline: null }

function remembered(): Layout {
  const stored = localStorage.getItem(key)
  if (stored === null) return standard
  try {
    return layoutSchema.parse(JSON.parse(stored))
  } catch {
    // Written by another version: the regions begin afresh.
    return standard
  }
}

export const layoutStore = createStore<Layout>(remembered)

/** Gives a region another size and remembers it for the next start. */
export function resizeRegion(region: keyof Layout, size: number): void {
  layoutStore.setState({ [region]: size })
  localStorage.setItem(key, JSON.stringify(layoutStore.getState()))
}
