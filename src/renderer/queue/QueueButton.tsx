import { ListTodo } from 'lucide-react'
import { useStore } from 'zustand'
import type { Job } from '../../shared/jobs/job'
import { isSettled } from '../../shared/jobs/job'
import { dialogStore, setQueueOpen } from '../state/dialog-store'
import { factsStore } from '../state/facts-store'
import { Button } from '../ui/Button'
import { Popover } from '../ui/Popover'
import { QueuePanel } from './QueuePanel'

const waitingStates = new Set<Job['state']>(['approved', 'intent', 'sending', 'accepted', 'throttled'])

function queueWords(jobs: readonly Job[]): string {
  const open = jobs.filter((job) => !isSettled(job.state))
  if (open.length === 0) return 'Queue is empty'
  const waiting = open.filter((job) => waitingStates.has(job.state)).length
  const running = open.length - waiting
  return [running > 0 && `${running} running`, waiting > 0 && `${waiting} waiting`].filter(Boolean).join(', ')
}

/** How much is being generated; opens the queue above the status bar. */
export function QueueButton() {
  const jobs = useStore(factsStore, (state) => state.jobs)
  const open = useStore(dialogStore, (state) => state.queueOpen)
  return (
    <Popover
      title="Queue"
      side="top"
      open={open}
      onOpenChange={setQueueOpen}
      trigger={
        <Button look="quiet" icon={ListTodo}>
          {queueWords(jobs)}
        </Button>
      }
    >
      <QueuePanel />
    </Popover>
  )
}
