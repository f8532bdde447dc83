import { Notification, type BrowserWindow } from 'electron'
import type { Desktop } from './tell-desktop'

/** A click on it brings the window to the front. Where the desktop has no notifications nothing is told. */
function notify(title: string, body: string, window: () => BrowserWindow | null): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body, silent: true })
  notification.on('click', () => window()?.focus())
  notification.show()
}

/** The task bar and the notifications of this computer's desktop. */
export function desktopAround(window: () => BrowserWindow | null): Desktop {
  return {
    setProgress: (share) => window()?.setProgressBar(share ?? -1),
    notify: (title, body) => notify(title, body, window),
    isLooking: () => window()?.isFocused() === true,
  }
}
