import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { keyChannels } from '../../shared/ipc/key-channels'
import { keySubmissionSchema, type KeyPrompt } from '../../shared/ipc/key-window'
import { findProvider } from '../../shared/models/money'
import { fail, succeed, type Result } from '../../shared/result'
import type { Accounts } from '../engine/providers/create-accounts'
import { toAppError } from './to-app-error'
import { appOrigin } from './trusted-sender'

export interface ServedKeyWindow {
  readonly window: BrowserWindow
  readonly provider: string
  readonly accounts: Accounts
  readonly log: (message: string) => void
}

function isOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const { sender, senderFrame } = event
  if (window.isDestroyed() || sender.id !== window.webContents.id || senderFrame === null) return false
  return senderFrame.parent === null && senderFrame.url.startsWith(`${appOrigin}/key.html`)
}

async function promptFor(provider: string, accounts: Accounts): Promise<KeyPrompt> {
  const view = (await accounts.views()).find((account) => account.provider === provider)
  const key = await accounts.keyStatus(provider)
  const label = findProvider(provider)?.label ?? provider
  return {
    provider,
    label,
    // A provider without an address of its own is at whichever the user entered.
    official: view === undefined || view.official || view.ownUrl === null,
    baseUrl: view?.baseUrl ?? '',
    keychainProblem: key.keychainProblem,
    replaces: key.hint,
  }
}

/** Opens the key window's own channels, for that window alone. The returned function closes them. */
export function serveKeyWindow({ window, provider, accounts, log }: ServedKeyWindow): () => void {
  const answer = async <Value>(
    event: IpcMainInvokeEvent,
    work: () => Promise<Value>,
  ): Promise<Result<Value, string>> => {
    if (!isOwnPage(event, window)) return fail('This page may not talk to the app.')
    try {
      return succeed(await work())
    } catch (error) {
      return fail(toAppError(error, log).message)
    }
  }
  // Where the user was told that the key goes: it is stored for that server or not at all.
  let shown = ''
  ipcMain.handle(keyChannels.prompt, (event) =>
    answer(event, async () => {
      const prompt = await promptFor(provider, accounts)
      shown = prompt.baseUrl
      return prompt
    }),
  )
  ipcMain.handle(keyChannels.submit, (event, input: unknown) => {
    const parsed = keySubmissionSchema.safeParse(input)
    if (!parsed.success) return fail('That is not a key.')
    const { key, place } = parsed.data
    return answer(event, () => accounts.storeKey(provider, key, place, shown))
  })
  ipcMain.handle(keyChannels.close, (event) =>
    answer(event, async () => {
      // After the answer is on its way, or the page waits for one that can't come.
      setImmediate(() => window.destroy())
    }),
  )
  return () => Object.values(keyChannels).forEach((channel) => ipcMain.removeHandler(channel))
}
