import { BrowserWindow, nativeTheme, screen } from 'electron'
import { appOrigin, trustSender } from '../ipc/trusted-sender'

export interface WindowBounds {
  readonly x: number | undefined
  readonly y: number | undefined
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

export interface WindowOptions {
  readonly preload: string
  readonly icon: string
  readonly bounds: WindowBounds | null
  readonly onBounds: (bounds: WindowBounds) => void
}

/** The remembered place when it still lies on a screen, else the middle. */
function placeOf(bounds: WindowBounds | null): { x?: number; y?: number; width: number; height: number } {
  const size = { width: bounds?.width ?? 1440, height: bounds?.height ?? 900 }
  const { x, y } = bounds ?? {}
  if (x === undefined || y === undefined) return size
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const inside = x < workArea.x + workArea.width - 100 && y < workArea.y + workArea.height - 100
    return inside && x + size.width > workArea.x + 100 && y >= workArea.y
  })
  return visible ? { ...size, x, y } : size
}

/** The app's one window: sandboxed, isolated, without Node, on the app's own page. */
export function openWindow({ preload, icon, bounds, onBounds }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOf(bounds),
    minWidth: 960,
    minHeight: 600,
    useContentSize: bounds === null,
    show: false,
    title: 'Seamline',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f0f12' : '#d9d7d2',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // The film keeps its clock while another window is in front.
      backgroundThrottling: false,
    },
  })
  trustSender(window.webContents)
  if (bounds?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => onBounds({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  void window.loadURL(`${appOrigin}/index.html`)
  return window
}
