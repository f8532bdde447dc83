import { GripVertical } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { isSettled, type Job } from '../../shared/jobs/job'
import { findModel } from '../../shared/models/catalogue'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { isUnsent, jobSign, nextStep, stateWords } from '../state/job-words'
import { ProgressBar } from '../ui/ProgressBar'
import { StateIcon } from '../ui/StateIcon'
import { goToShot } from '../state/go-to-shot'
import { JobActions } from './JobActions'
import { cancellingStore } from './queue-requests'
import { costWords } from './queue-rows'
import styles from './QueueRow.module.css'
import { timeLeft } from './time-left'
import { aboutWords } from '../state/about-words'
import { elapsedWords, momentWords } from './time-words'
import { UnknownExits } from './UnknownExits'
import { useNow } from './use-now'

function modelWords({ provider, model, seconds }: Job): string {
  return `${findModel(provider, model)?.label ?? model} · ${seconds} s`
}

interface TimesProps {
  readonly job: Job
  readonly usual: number | undefined
}

/** How long it has been going on and how long it will, or when it ended; the only part of a row that a second changes. */
function Times({ job, usual }: TimesProps) {
  const settled = isSettled(job.state)
  const unsent = isUnsent(job)
  const now = useNow(!settled && !unsent)
  // While it is held up, or nobody knows how it ended, its words say more than a time.
  if (job.hold !== null || job.state === 'unknown') return null
  if (settled) return <time dateTime={job.updatedAt}>{momentWords(job.updatedAt, now)}</time>
  const left = timeLeft(job, usual, now)
  if (unsent) return left === null ? null : <span>takes {aboutWords(left)}</span>
  return (
    <>
      {job.sentAt !== null && <span>{elapsedWords(now - Date.parse(job.sentAt))}</span>}
      {left !== null && <span>{aboutWords(left)} left</span>}
    </>
  )
}

function Title({ job, name }: { readonly job: Job; readonly name: string | undefined }) {
  if (name === undefined) {
    return <span className={styles['title']}>{job.title} (no longer in the film)</span>
  }
  return (
    <button
      type="button"
      className={styles['title']}
      data-action="title"
      title={`${name}: go to the shot`}
      onClick={() => goToShot(job.shotId)}
    >
      {name}
    </button>
  )
}

function Why({ job }: { readonly job: Job }) {
  if (job.reason === null || job.state === 'cancelled') return null
  const next = nextStep(job)
  return (
    <p className={styles['why']}>
      {job.reason} {next !== null && job.state !== 'unknown' && <span className={styles['next']}>{next}</span>}
    </p>
  )
}

interface QueueRowProps {
  readonly job: Job
  /** What the last ones of its model took, in milliseconds; undefined while none is finished. */
  readonly usual: number | undefined
  /** What is dragged would be dropped before this one. */
  readonly dropMark: boolean
  /** Only of what may have been charged: whether its exits show from the start. */
  readonly opened: boolean
}

/** One generation. It is drawn again only when its own job changed. */
export const QueueRow = memo(function QueueRow({ job, usual, dropMark, opened }: QueueRowProps) {
  const name = useStore(documentStore, (state) => state.document?.shots.get(job.shotId)?.name)
  const newest = useStore(factsStore, (state) => state.jobByShot.get(job.shotId)?.attemptId === job.attemptId)
  const paused = useStore(factsStore, (state) => state.paused)
  const asked = useStore(cancellingStore, (ids) => ids.has(job.attemptId))
  const title = name ?? job.title
  const sign = jobSign(job)
  const waits = isUnsent(job)
  const state = asked && !isSettled(job.state) ? 'Cancelling' : stateWords(job, paused)
  return (
    <li
      className={styles['row']}
      data-attempt={job.attemptId}
      data-waits={waits ? true : undefined}
      data-drop={dropMark ? true : undefined}
      data-state={sign}
      draggable={waits}
      tabIndex={-1}
      aria-label={`${title}, ${state}`}
    >
      <span className={styles['sign']}>
        <StateIcon state={sign} />
        {waits && <GripVertical aria-hidden className={styles['grip']} />}
      </span>
      <div className={styles['body']}>
        <div className={styles['line']}>
          <Title job={job} name={name} />
          <span className={styles['model']}>{modelWords(job)}</span>
          <span className={styles['cost']}>{costWords(job)}</span>
        </div>
        <div className={styles['foot']}>
          <p className={styles['meta']}>
            <span className={styles['state']} data-held={job.hold === null ? undefined : true}>
              {state}
            </span>
            <Times job={job} usual={usual} />
          </p>
          <JobActions job={job} title={title} place={{ inFilm: name !== undefined, newest }} />
        </div>
        {sign === 'running' && job.hold === null && <ProgressBar label={`Progress of ${title}`} share={job.progress} />}
        <Why job={job} />
        {job.state === 'unknown' && (
          <UnknownExits job={job} title={title} opened={opened} inFilm={name !== undefined} />
        )}
      </div>
    </li>
  )
})
