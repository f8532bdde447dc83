import type { IpcMainInvokeEvent, WebContents } from 'electron'

/** Where the window's page comes from; a message from any other page is refused. */
export const appOrigin = 'app://seamline'

const trusted = new Set<number>()

/** Trusts the window the app made, until it is destroyed. */
export function trustSender(contents: WebContents): void {
  trusted.add(contents.id)
  contents.once('destroyed', () => trusted.delete(contents.id))
}

/** True for the top frame of the app's own window on the app's own page, and nothing else. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
  const { sender, senderFrame } = event
  if (!senderFrame || !trusted.has(sender.id)) return false
  return senderFrame.parent === null && senderFrame.url.startsWith(`${appOrigin}/`)
}
