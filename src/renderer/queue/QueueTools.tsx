import { ChevronDown, Pause, Play, ReceiptText } from 'lucide-react'
import { useStore } from 'zustand'
import { isSettled } from '../../shared/jobs/job'
import { openDialog } from '../state/dialog-store'
import { factsStore } from '../state/facts-store'
import { isUnsent, jobSign } from '../state/job-words'
import { Button } from '../ui/Button'
import { Menu, MenuItem } from '../ui/Menu'
import { cancelJobs, pauseQueue } from './queue-requests'
import { countQueue, type QueueCount } from './queue-rows'

function cancelOpen(unsentOnly: boolean): void {
  const open = factsStore.getState().jobs.filter((job) => !isSettled(job.state) && jobSign(job) !== 'arriving')
  void cancelJobs((unsentOnly ? open.filter(isUnsent) : open).map((job) => job.attemptId))
}

function allWords({ going, waiting, unsent }: QueueCount): string {
  const sent = going + waiting - unsent
  return unsent === 0 ? `${sent} are sent already` : `${unsent} cost nothing, ${sent} are sent already`
}

function CancelMenu({ count }: { readonly count: QueueCount }) {
  const open = count.going + count.waiting
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet">
          Cancel all…
          <ChevronDown aria-hidden size="1em" />
        </Button>
      }
    >
      {count.unsent > 0 && (
        <MenuItem
          label={`Cancel what waits (${count.unsent})`}
          detail="Costs nothing"
          onSelect={() => cancelOpen(true)}
        />
      )}
      {open > count.unsent && (
        <MenuItem label={`Cancel all (${open})`} detail={allWords(count)} onSelect={() => cancelOpen(false)} />
      )}
    </Menu>
  )
}

/** What can be done about the queue as a whole. */
export function QueueTools() {
  const jobs = useStore(factsStore, (state) => state.jobs)
  const paused = useStore(factsStore, (state) => state.paused)
  const count = countQueue(jobs)
  const open = count.going + count.waiting
  return (
    <>
      {(open > 0 || paused) && (
        <Button look={paused ? 'plain' : 'quiet'} icon={paused ? Play : Pause} onClick={() => void pauseQueue(!paused)}>
          {paused ? 'Resume' : 'Pause'}
        </Button>
      )}
      {open > 0 && <CancelMenu count={count} />}
      <Button look="quiet" icon={ReceiptText} onClick={() => openDialog({ kind: 'ledger' })}>
        Ledger…
      </Button>
    </>
  )
}
