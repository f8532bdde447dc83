import { importPasted, importTransfer } from '../state/import-transfer'
import { assetDragType, mayImport } from '../state/read-transfer'
import { reportFault } from './report-fault'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable="true"]')
}

function onDragOver(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer) return
  event.preventDefault()
  const inside = event.dataTransfer.types.includes(assetDragType)
  event.dataTransfer.dropEffect = !inside && mayImport(event.dataTransfer) ? 'copy' : 'none'
}

function onDrop(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer) return
  event.preventDefault()
  if (event.dataTransfer.types.includes(assetDragType)) return
  importTransfer(event.dataTransfer, { atIndex: null }).catch(reportFault)
}

function onPaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || !event.clipboardData || isTyping(event.target)) return
  event.preventDefault()
  importPasted(event.clipboardData).catch(reportFault)
}

/**
 * What is dropped where no region takes it goes to the end of the film, as does what is pasted; the window itself never
 * goes to a dropped address. The returned function ends it.
 */
export function acceptDrops(): () => void {
  const ended = new AbortController()
  window.addEventListener('dragover', onDragOver, ended)
  window.addEventListener('drop', onDrop, ended)
  document.addEventListener('paste', onPaste, ended)
  return () => ended.abort()
}
