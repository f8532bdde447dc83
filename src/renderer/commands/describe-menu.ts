import type { MenuItem } from '../../shared/ipc/contract'
import { listen, request } from '../bridge'
import { askStore } from '../state/ask-store'
import { dialogStore } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { faceStore } from '../state/face-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { playbackStore } from '../state/playback-store'
import { selectionStore } from '../state/selection-store'
import { viewStore } from '../state/view-store'
import { viewportStore } from '../state/viewport-store'
import { commands, runCommand } from './registry'

/** How long the menu may be behind, so that a gesture does not send it at every step. */
const delay = 120

function describe(): MenuItem[] {
  return commands.map(({ id, group, label, keys, enabled }) => ({
    id,
    group,
    label: label(),
    key: keys[0] ?? null,
    enabled: enabled(),
  }))
}

/**
 * Keeps the application menu's words and greyed entries as the commands have them, and runs what is chosen there.
 * The returned function ends both.
 */
export function connectMenu(): () => void {
  let sent = ''
  let timer: ReturnType<typeof setTimeout> | null = null
  const send = (): void => {
    timer = null
    const items = describe()
    const text = JSON.stringify(items)
    if (text === sent) return
    sent = text
    void request('menu:describe', { items })
  }
  const schedule = (): void => {
    timer ??= setTimeout(send, delay)
  }
  const ends = [
    listen('menu:command', ({ id }) => void runCommand(id)),
    askStore.subscribe(schedule),
    faceStore.subscribe(schedule),
    viewStore.subscribe(schedule),
    documentStore.subscribe(schedule),
    filmStore.subscribe(schedule),
    selectionStore.subscribe(schedule),
    factsStore.subscribe((now, before) => {
      if (now.jobs !== before.jobs || now.paused !== before.paused) schedule()
    }),
    dialogStore.subscribe((now, before) => {
      if (now.queueOpen !== before.queueOpen) schedule()
    }),
    viewportStore.subscribe((now, before) => {
      if (now.snapping !== before.snapping || now.tool !== before.tool) schedule()
    }),
    playbackStore.subscribe((now, before) => {
      if (now.speed !== before.speed || (now.speed === 0 && now.frame !== before.frame)) schedule()
    }),
  ]
  send()
  return () => {
    ends.forEach((end) => end())
    if (timer !== null) clearTimeout(timer)
  }
}
