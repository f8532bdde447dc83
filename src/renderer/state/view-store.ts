import { createStore } from 'zustand/vanilla'

/** What the middle of the window can show: the film, takes side by side, its shots as a table or as cards, how they hang together. */
export const middleViews = ['monitor', 'compare', 'table', 'board', 'links'] as const
/** In a narrow window the regions of its sides stand there too. */
export const allViews = ['library', ...middleViews, 'inspector'] as const
export type MiddleView = (typeof allViews)[number]

export const viewStore = createStore<{ readonly view: MiddleView }>(() => ({ view: 'monitor' }))

export function showView(view: MiddleView): void {
  viewStore.setState({ view })
}

/** Shows a view, or the monitor when that view shows already. */
export function toggleView(view: MiddleView): void {
  showView(viewStore.getState().view === view ? 'monitor' : view)
}
