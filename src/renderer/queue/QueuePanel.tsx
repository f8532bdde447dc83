import { X } from 'lucide-react'
import { useStore } from 'zustand'
import type { RequestChannel } from '../../shared/ipc/channels'
import type { RequestInput } from '../../shared/ipc/contract'
import { isSettled, type Job } from '../../shared/jobs/job'
import { request } from '../bridge'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { Button, IconButton } from '../ui/Button'
import { ProgressBar } from '../ui/ProgressBar'
import { StateIcon } from '../ui/StateIcon'
import { jobSign, jobWords } from '../state/job-words'
import styles from './QueuePanel.module.css'

async function ask<Channel extends RequestChannel>(channel: Channel, input: RequestInput<Channel>): Promise<void> {
  const answer = await request(channel, input)
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

function useShotTitle(job: Job): string {
  return useStore(documentStore, (state) => state.document?.shots.get(job.shotId)?.name ?? `${job.title} (deleted)`)
}

function QueueRow({ job }: { readonly job: Job }) {
  const title = useShotTitle(job)
  const open = !isSettled(job.state)
  return (
    <li className={styles['row']}>
      <StateIcon state={jobSign(job)} />
      <div className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['detail']}>{jobWords(job)}</span>
        {job.state === 'running' && <ProgressBar label={`Progress of ${title}`} share={job.progress} />}
      </div>
      {open && (
        <IconButton
          icon={X}
          label={`Cancel ${title}`}
          onClick={() => void ask('generation:cancel', { attemptId: job.attemptId })}
        />
      )}
    </li>
  )
}

const endedShown = 20

/** What is being generated, what waits, and how the last ones ended. */
export function QueuePanel() {
  const jobs = useStore(factsStore, (state) => state.jobs)
  const open = jobs.filter((job) => !isSettled(job.state))
  const ended = jobs
    .filter((job) => isSettled(job.state))
    .slice(-endedShown)
    .reverse()
  if (jobs.length === 0) return <p className={styles['detail']}>Shots you generate line up here.</p>
  return (
    <>
      <ul className={styles['rows']} aria-label="Generations">
        {[...open, ...ended].map((job) => (
          <QueueRow key={job.attemptId} job={job} />
        ))}
      </ul>
      {open.length > 0 && (
        <Button onClick={() => void ask('generation:cancelAll', undefined)}>
          Cancel all {open.length > 1 ? open.length : ''}
        </Button>
      )}
    </>
  )
}
