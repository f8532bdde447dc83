import { session, type App, type Session, type WebContents } from 'electron'
import { appOrigin } from '../ipc/trusted-sender'

/** What the window's own buttons need: copying words, and the monitor over the whole screen. */
const granted = new Set<string>(['clipboard-sanitized-write', 'fullscreen'])

function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, permission, answer) => answer(granted.has(permission)))
  target.setPermissionCheckHandler((_contents, permission) => granted.has(permission))
  target.setDevicePermissionHandler(() => false)
}

/** Refuses every request that leaves the machine: the window loads itself and media of the open film, nothing else. */
function denyNetwork(target: Session): void {
  target.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url)
    answer({ cancel: !['app:', 'media:', 'blob:', 'devtools:', 'data:'].includes(protocol) })
  })
}

function confine(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!event.url.startsWith(`${appOrigin}/`)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** What every page's session is held to, whatever window it belongs to. */
export function hardenSession(target: Session): void {
  denyPermissions(target)
  denyNetwork(target)
}

/** Everything Electron allows by default and this app does not need is refused, for every page it will ever make. */
export function harden(app: App): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  hardenSession(session.defaultSession)
}
