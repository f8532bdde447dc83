import { isSettled } from '../../shared/jobs/job'
import { request } from '../bridge'
import { dialogStore, openDialog, setQueueOpen, showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import type { Command } from './command'

const isOpen = (): boolean => documentStore.getState().document !== null

function mayPause(): boolean {
  const { jobs, paused } = factsStore.getState()
  return isOpen() && (paused || jobs.some((job) => !isSettled(job.state)))
}

async function togglePause(): Promise<void> {
  const answer = await request('generation:pause', { paused: !factsStore.getState().paused })
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

/** Watching what is generated, and what it costs. */
export const queueCommands: readonly Command[] = [
  {
    id: 'file.ledger',
    group: 'File',
    label: () => 'Ledger…',
    keys: [],
    enabled: isOpen,
    run: () => openDialog({ kind: 'ledger' }),
  },
  {
    id: 'view.queue',
    group: 'View',
    label: () => (dialogStore.getState().queueOpen ? 'Hide Queue' : 'Show Queue'),
    keys: ['Q'],
    enabled: isOpen,
    run: () => setQueueOpen(!dialogStore.getState().queueOpen),
  },
  {
    id: 'shot.pause',
    group: 'Shot',
    label: () => (factsStore.getState().paused ? 'Resume the Queue' : 'Pause the Queue'),
    keys: [],
    enabled: mayPause,
    run: togglePause,
  },
]
