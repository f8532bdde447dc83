// First of all: it must be set before any module builds a schema.
import '../shared/no-code-generation'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { reportFault } from './app/report-fault'
import './ui/base.css'

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no #root')
createRoot(container, { onUncaughtError: reportFault }).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
