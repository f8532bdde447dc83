import { createStore } from 'zustand/vanilla'

interface AnnouncementState {
  readonly text: string
  /** Grows with every announcement, so that the same words are spoken again. */
  readonly serial: number
}

/** What a screen reader is told; the live region speaks the newest, at most twice a second. */
export const announcementStore = createStore<AnnouncementState>(() => ({ text: '', serial: 0 }))

export function announce(text: string): void {
  announcementStore.setState(({ serial }) => ({ text, serial: serial + 1 }))
}
