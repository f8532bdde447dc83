import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { dismissNotice, dialogStore, openDialog, type Notice } from '../state/dialog-store'
import { sessionStore } from '../state/session-store'
import { ExportStatus } from '../export/ExportStatus'
import { QueueButton } from '../queue/QueueButton'
import { Button, IconButton } from '../ui/Button'
import { StateIcon } from '../ui/StateIcon'
import styles from './StatusBar.module.css'

const icons = { info: Info, warning: TriangleAlert, problem: CircleAlert } as const
/** Milliseconds. */
const infoStays = 12_000
const toneWords = { info: '', warning: 'Note: ', problem: 'Problem: ' } as const

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const Icon = icons[notice.tone]
  // What only informs leaves by itself; warnings and problems stay until they are read.
  useEffect(() => {
    if (notice.tone !== 'info') return undefined
    const timer = setTimeout(() => dismissNotice(notice.id), infoStays)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <p className={styles['notice']} data-tone={notice.tone} title={notice.message}>
      <Icon aria-hidden className={styles['icon']} />
      <span className={styles['unseen']}>{toneWords[notice.tone]}</span>
      <span className={styles['message']}>{notice.message}</span>
      <IconButton icon={X} label="Dismiss" onClick={() => dismissNotice(notice.id)} />
    </p>
  )
}

function gigabytes(bytes: number): string {
  const value = bytes / 1e9
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} GB free`
}

/** That files are being read, which takes a moment with many or large ones; nothing waits for it. */
function Reading() {
  const count = useStore(dialogStore, (state) => state.reading)
  return (
    <div role="status" className={styles['reading']}>
      {count > 0 && (
        <>
          <StateIcon state="running" />
          <span>{count === 1 ? 'Reading what was dropped…' : `Reading ${count} files…`}</span>
        </>
      )}
    </div>
  )
}

/** The bottom of the window: what runs, what was last said, what room is left. */
export function StatusBar() {
  const notice = useStore(dialogStore, (state) => state.notices.at(-1))
  const freeBytes = useStore(sessionStore, (state) => state.info?.freeBytes ?? null)
  return (
    <footer className={styles['bar']}>
      <QueueButton />
      <ExportStatus />
      <Reading />
      <div role="log" aria-label="Notices" className={styles['notices']}>
        {notice && <NoticeLine notice={notice} />}
      </div>
      {freeBytes !== null && <span className={styles['quiet']}>{gigabytes(freeBytes)}</span>}
      <Button look="quiet" onClick={() => openDialog({ kind: 'shortcuts' })}>
        ? shortcuts
      </Button>
    </footer>
  )
}
