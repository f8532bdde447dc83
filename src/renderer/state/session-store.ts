import { createStore } from 'zustand/vanilla'
import type { RequestOutput } from '../../shared/ipc/contract'

type AppInfo = RequestOutput<'app:info'>

interface SessionState {
  readonly info: AppInfo | null
  readonly folderName: string
  readonly location: string
  /** The last revision known to be in `project.json`. */
  readonly savedRevision: number
  readonly saveProblem: string | null
  readonly readOnly: string | null
  readonly sample: boolean
  readonly connected: boolean
}

/** The open project's folder and the app around it. */
export const sessionStore = createStore<SessionState>(() => ({
  info: null,
  folderName: '',
  location: '',
  savedRevision: 0,
  saveProblem: null,
  readOnly: null,
  sample: false,
  connected: false,
}))
