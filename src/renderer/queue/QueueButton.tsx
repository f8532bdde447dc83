import { ListTodo, Pause } from 'lucide-react'
import { useStore } from 'zustand'
import { dialogStore, setQueueOpen } from '../state/dialog-store'
import { factsStore } from '../state/facts-store'
import { Button } from '../ui/Button'
import { Popover } from '../ui/Popover'
import { StateIcon } from '../ui/StateIcon'
import styles from './QueuePanel.module.css'
import { QueuePanel } from './QueuePanel'
import { QueueTools } from './QueueTools'
import { countQueue, countWords } from './queue-rows'
import { queueTimeLeft } from './time-left'
import { aboutWords } from '../state/about-words'
import { useNow } from './use-now'

function useQueueWords(): string {
  const jobs = useStore(factsStore, (state) => state.jobs)
  const paused = useStore(factsStore, (state) => state.paused)
  const count = countQueue(jobs)
  const open = count.going + count.waiting > 0
  const left = queueTimeLeft(jobs, paused, useNow(open))
  if (!open) return paused ? 'Queue is paused' : 'Queue is empty'
  const words = paused ? `Paused · ${countWords(count)}` : countWords(count)
  return left === null ? words : `${words} · ${aboutWords(left)} left`
}

/** How many may have been charged and wait for the user's word. */
function Undecided() {
  const undecided = useStore(factsStore, ({ jobs }) => countQueue(jobs).undecided)
  if (undecided === 0) return null
  return (
    <span className={styles['undecided']}>
      <StateIcon state="unknown" />
      {undecided} may have been charged
    </span>
  )
}

/** How much is being generated and until when, and what needs a decision; opens the queue above the status bar. */
export function QueueButton() {
  const open = useStore(dialogStore, (state) => state.queueOpen)
  const paused = useStore(factsStore, (state) => state.paused)
  const words = useQueueWords()
  return (
    <Popover
      title="Queue"
      side="top"
      stays
      tools={<QueueTools />}
      open={open}
      onOpenChange={setQueueOpen}
      trigger={
        <Button look="quiet" icon={paused ? Pause : ListTodo}>
          {words}
          <Undecided />
        </Button>
      }
    >
      <QueuePanel />
    </Popover>
  )
}
