import { BrowserWindow, session } from 'electron'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { appOrigin } from '../../ipc/trusted-sender'
import { hardenSession } from '../harden'
import type { Paper } from './sheet-page'

/** In memory, and of its own: the page to print has no script, no preload and no way to the film's window. */
const partition = 'contact-sheet'
const address = `${appOrigin}/contact-sheet`

export interface PrintSheetParts {
  /** Serves `media://` of the open film. */
  readonly handleMedia: (request: Request) => Promise<Response>
  readonly parent: () => BrowserWindow
}

/** Makes what turns a page into a PDF: a hidden window that can load that page and the film's pictures, nothing else. */
export function createSheetPrinter({
  handleMedia,
  parent,
}: PrintSheetParts): (html: string, paper: Paper) => Promise<Uint8Array> {
  let page = ''
  let isPrinting = false
  const prepare = (): void => {
    const own = session.fromPartition(partition)
    if (own.protocol.isProtocolHandled('app')) return
    hardenSession(own)
    own.protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
    own.protocol.handle('media', handleMedia)
  }
  return async (html, paper) => {
    if (isPrinting) throw new ExpectedError('badRequest', 'A contact sheet is being made already.')
    isPrinting = true
    prepare()
    page = html
    const window = new BrowserWindow({
      show: false,
      // A child of the film window, which stays the one without a parent.
      parent: parent(),
      webPreferences: {
        partition,
        javascript: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        images: true,
        devTools: false,
      },
    })
    try {
      // Answers once every picture of the page has come, or has not.
      await window.loadURL(address)
      return await window.webContents.printToPDF({
        pageSize: paper,
        printBackground: true,
        preferCSSPageSize: true,
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
      })
    } finally {
      window.destroy()
      page = ''
      isPrinting = false
    }
  }
}
