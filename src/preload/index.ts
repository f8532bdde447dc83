import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { eventChannels, importDroppedChannel, requestChannels } from '../shared/ipc/channels'
import type { WindowApi } from '../shared/ipc/window-api'

function listenTo(channel: string, listener: (payload: unknown) => void): () => void {
  // The event object holds `sender`: it stays on this side.
  const forward = (_event: unknown, payload: unknown): void => listener(payload)
  ipcRenderer.on(channel, forward)
  return () => ipcRenderer.removeListener(channel, forward)
}

function named<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>
}

const api: WindowApi = {
  requests: named(requestChannels, (channel) => (input) => ipcRenderer.invoke(channel, input)),
  events: named(eventChannels, (channel) => (listener) => listenTo(channel, listener)),
  importDropped: (files, shotId = null) => {
    // A File that a script made has no path and comes out empty: only real drops name files.
    const paths = files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '')
    return ipcRenderer.invoke(importDroppedChannel, { paths, shotId })
  },
}

contextBridge.exposeInMainWorld('seamline', api)
