import { copyTo, cutTo, pasteFrom } from '../commands/clipboard-actions'
import { importPasted, importTransfer } from '../state/import-transfer'
import { assetDragType, mayImport } from '../state/read-transfer'
import { reportFault } from './report-fault'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable="true"]')
}

/** A table copies its own cells. */
function inOwnGrid(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="grid"]') !== null
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
  if (pasteFrom(event.clipboardData)) return
  importPasted(event.clipboardData).catch(reportFault)
}

/** Puts what is selected on the system's clipboard, unless it is text that is copied here. */
function onCopy(event: ClipboardEvent): void {
  const elsewhere = event.defaultPrevented || isTyping(event.target) || window.getSelection()?.isCollapsed === false
  if (elsewhere || !event.clipboardData || inOwnGrid(event.target)) return
  const taken = event.type === 'cut' ? cutTo(event.clipboardData) : copyTo(event.clipboardData)
  if (taken) event.preventDefault()
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
  document.addEventListener('copy', onCopy, ended)
  document.addEventListener('cut', onCopy, ended)
  return () => ended.abort()
}
