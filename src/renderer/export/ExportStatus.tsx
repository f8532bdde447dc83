import { CircleCheck, CircleX, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { ExportProgress } from '../../shared/ipc/contract'
import type { ExportReport } from '../../shared/film/export-options'
import type { RequestChannel } from '../../shared/ipc/channels'
import type { RequestInput } from '../../shared/ipc/contract'
import { request } from '../bridge'
import { dialogStore, setExportProgress, showNotice } from '../state/dialog-store'
import { Button, IconButton } from '../ui/Button'
import { ProgressBar } from '../ui/ProgressBar'
import styles from './Export.module.css'

async function ask<Channel extends RequestChannel>(channel: Channel, input: RequestInput<Channel>): Promise<void> {
  const answer = await request(channel, input)
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

function sizeWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function reportWords({ seconds, frames, bytes, method, elapsedSeconds }: ExportReport): string {
  const how = method === 'copy' ? 'takes copied without loss' : 'encoded'
  return `${seconds.toFixed(1)} s, ${frames} frames, ${sizeWords(bytes)}, ${how} in ${elapsedSeconds.toFixed(1)} s`
}

function Running({ progress }: { readonly progress: Extract<ExportProgress, { state: 'running' }> }) {
  return (
    <>
      <span className={styles['bar']}>
        <ProgressBar label="Export" share={progress.share} />
      </span>
      <span className={styles['words']}>
        Exporting {Math.round(progress.share * 100)} % <span className={styles['quiet']}>{progress.step}</span>
      </span>
      <Button look="quiet" onClick={() => void ask('export:cancel', { exportId: progress.exportId })}>
        Cancel
      </Button>
    </>
  )
}

function Done({ progress }: { readonly progress: Extract<ExportProgress, { state: 'done' }> }) {
  const { report } = progress
  return (
    <>
      <CircleCheck aria-hidden className={styles['icon']} data-tone="ready" />
      <span className={styles['words']} title={report.path}>
        Exported <strong>{report.fileName}</strong> <span className={styles['quiet']}>{reportWords(report)}</span>
      </span>
      <Button look="quiet" onClick={() => void ask('export:reveal', { exportId: progress.exportId })}>
        Show in folder
      </Button>
      <IconButton icon={X} label="Dismiss" onClick={() => setExportProgress(null)} />
    </>
  )
}

function Ended({ words, failed }: { readonly words: string; readonly failed: boolean }) {
  return (
    <>
      <CircleX aria-hidden className={styles['icon']} data-tone={failed ? 'failed' : undefined} />
      <span className={styles['words']} title={words}>
        {words}
      </span>
      <IconButton icon={X} label="Dismiss" onClick={() => setExportProgress(null)} />
    </>
  )
}

function Standing({ progress }: { readonly progress: ExportProgress }) {
  switch (progress.state) {
    case 'running':
      return <Running progress={progress} />
    case 'done':
      return <Done progress={progress} />
    case 'failed':
      return <Ended failed words={`The export failed. ${progress.message} No file was written.`} />
    case 'cancelled':
      return <Ended failed={false} words="The export was cancelled. No file was written." />
  }
}

/** How the export stands, in the status bar: the work goes on beside it. */
export function ExportStatus() {
  const progress = useStore(dialogStore, (state) => state.exportProgress)
  if (!progress) return null
  return (
    <div role="group" aria-label="Export" className={styles['status']} data-export={progress.state}>
      <Standing progress={progress} />
    </div>
  )
}
