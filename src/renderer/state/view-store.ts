import { createStore } from 'zustand/vanilla'

/** What the middle of the window shows: the film, or how its shots hang together. */
export type MiddleView = 'monitor' | 'links'

export const viewStore = createStore<{ readonly view: MiddleView }>(() => ({ view: 'monitor' }))

export function showView(view: MiddleView): void {
  viewStore.setState({ view })
}

export function toggleLinks(): void {
  showView(viewStore.getState().view === 'links' ? 'monitor' : 'links')
}
