import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { KeyPrompt, KeyWindowApi } from '../../shared/ipc/key-window'
import type { Result } from '../../shared/result'
import '../ui/base.css'
import { followTheme } from '../ui/follow-theme'
import { KeyEntry } from './KeyEntry'

declare global {
  interface Window {
    readonly seamlineKey: KeyWindowApi
  }
}

const container = document.getElementById('root')
if (!container) throw new Error('key.html has no #root')
const root = createRoot(container)
followTheme()
// The window ends with its page, so nothing of this is ever taken back.
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing) void window.seamlineKey.close()
})

const asked = (await window.seamlineKey.prompt()) as Result<KeyPrompt, string>
if (asked.ok) document.title = `Key for ${asked.value.label}`
root.render(
  <StrictMode>
    {asked.ok ? <KeyEntry prompt={asked.value} api={window.seamlineKey} /> : <p role="alert">{asked.problem}</p>}
  </StrictMode>,
)
