import { contextBridge, ipcRenderer } from 'electron'
import { keyChannels } from '../shared/ipc/key-channels'
import type { KeyWindowApi } from '../shared/ipc/key-window'

const api: KeyWindowApi = {
  prompt: () => ipcRenderer.invoke(keyChannels.prompt),
  submit: (submission) => ipcRenderer.invoke(keyChannels.submit, submission),
  close: () => ipcRenderer.invoke(keyChannels.close),
}

contextBridge.exposeInMainWorld('seamlineKey', api)
