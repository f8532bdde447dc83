import {
  Check,
  ChevronDown,
  ChevronUp,
  CloudDownload,
  CornerUpLeft,
  RotateCw,
  Undo2,
  X,
  type LucideIcon,
} from 'lucide-react'
import { useStore } from 'zustand'
import type { Job } from '../../shared/jobs/job'
import { generateShots } from '../state/generate-shots'
import { isUnsent } from '../state/job-words'
import { Button, IconButton } from '../ui/Button'
import { goToShot } from '../state/go-to-shot'
import { cancelJobs, cancellingStore, fetchAgain, sayCharged } from './queue-requests'
import { actionsOf, cancelWords, type RowAction, type RowPlace } from './queue-rows'
import { stepJob } from './step-job'
import styles from './QueueRow.module.css'

interface ActionFace {
  readonly icon: LucideIcon
  readonly words: (job: Job) => string
  readonly run: (job: Job) => Promise<void> | void
}

const faces: Readonly<Record<RowAction, ActionFace>> = {
  cancel: { icon: X, words: cancelWords, run: ({ attemptId }) => cancelJobs([attemptId]) },
  fetchAgain: {
    icon: CloudDownload,
    words: () => 'Fetch again · free',
    run: ({ attemptId }) => fetchAgain(attemptId),
  },
  retry: { icon: RotateCw, words: () => 'Retry', run: ({ shotId }) => generateShots([shotId]) },
  charged: {
    icon: Check,
    words: () => 'It was charged',
    run: ({ attemptId }) => sayCharged(attemptId, 'yes'),
  },
  notCharged: {
    icon: Undo2,
    words: () => 'It was not charged',
    run: ({ attemptId }) => sayCharged(attemptId, 'no'),
  },
  goToShot: { icon: CornerUpLeft, words: () => 'Go to shot', run: ({ shotId }) => goToShot(shotId) },
}

interface JobActionsProps {
  readonly job: Job
  readonly title: string
  readonly place: RowPlace
}

/** What can be done about one job. */
export function JobActions({ job, title, place }: JobActionsProps) {
  const asked = useStore(cancellingStore, (ids) => ids.has(job.attemptId))
  const actions = actionsOf(job, place).filter((action) => action !== 'cancel' || !asked)
  if (actions.length === 0 && !isUnsent(job)) return null
  return (
    <div className={styles['actions']}>
      {isUnsent(job) && (
        <span className={styles['order']}>
          <IconButton
            icon={ChevronUp}
            label={`Move ${title} up`}
            data-action="up"
            onClick={() => stepJob(job.attemptId, -1)}
          />
          <IconButton
            icon={ChevronDown}
            label={`Move ${title} down`}
            data-action="down"
            onClick={() => stepJob(job.attemptId, 1)}
          />
        </span>
      )}
      {actions.map((action) => {
        const { icon, words, run } = faces[action]
        return (
          <Button
            key={action}
            look="quiet"
            icon={icon}
            aria-label={`${words(job)}: ${title}`}
            data-action={action}
            onClick={() => void run(job)}
          >
            {words(job)}
          </Button>
        )
      })}
    </div>
  )
}
