import { Sparkles, X } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Job, ShotFace } from '../../shared/jobs/job'
import { isSettled } from '../../shared/jobs/job'
import { buildRequest } from '../../shared/models/build-request'
import type { ShotProblem } from '../../shared/models/quote'
import type { Shot } from '../../shared/project/document'
import { request } from '../bridge'
import { accountStore } from '../state/account-store'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { faceOf, faceStore } from '../state/face-store'
import { factsStore } from '../state/facts-store'
import { generateShots } from '../state/generate-shots'
import { jobSign, jobWords, wordsOfFace } from '../state/job-words'
import { problemWords } from '../state/problem-words'
import { Button } from '../ui/Button'
import { flushDrafts } from '../ui/draft'
import { ProgressBar } from '../ui/ProgressBar'
import { StateIcon } from '../ui/StateIcon'
import styles from './Inspector.module.css'

const nothing: ReadonlySet<never> = new Set<never>()

function useProblems(shot: Shot): readonly ShotProblem[] {
  const document = useStore(documentStore, (state) => state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const prices = useStore(accountStore, (state) => state.prices)
  return useMemo(() => {
    if (!document) return []
    return buildRequest(shot, { document, takes, awaited: nothing, circular: nothing, prices }).problems
  }, [document, takes, shot, prices])
}

async function cancel(job: Job): Promise<void> {
  const answer = await request('generation:cancel', { attemptId: job.attemptId })
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

function Going({ job }: { readonly job: Job }) {
  return (
    <div className={styles['going']}>
      <div className={styles['goingWords']}>
        <p className={styles['state']}>
          <StateIcon state={jobSign(job)} />
          <span>{jobWords(job)}</span>
        </p>
        <ProgressBar label="Progress of this shot" share={job.state === 'running' ? job.progress : null} />
      </div>
      <Button icon={X} onClick={() => void cancel(job)}>
        Cancel
      </Button>
    </div>
  )
}

function stateWords(face: ShotFace, job: Job | undefined): string {
  if (face.kind === 'draft') return 'Draft'
  return job && 'reason' in face ? jobWords(job) : wordsOfFace(face)
}

interface GenerateShotProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** How the shot stands, and the button that makes another take of it. */
export function GenerateShot({ shot, disabled }: GenerateShotProps) {
  const face = useStore(faceStore, (state) => faceOf(state, shot.id))
  const job = useStore(factsStore, (state) => state.jobByShot.get(shot.id))
  const problems = useProblems(shot).filter((problem) => problem !== 'upstreamMissing')
  const going = job !== undefined && !isSettled(job.state)
  const generate = (): void => {
    flushDrafts()
    void generateShots([shot.id])
  }
  if (going) {
    return (
      <footer className={styles['foot']}>
        <Going job={job} />
      </footer>
    )
  }
  return (
    <footer className={styles['foot']}>
      {problems.map((problem) => (
        <p key={problem} className={styles['problem']}>
          {problemWords(problem)}
        </p>
      ))}
      <div className={styles['standing']}>
        <p className={styles['state']} data-state={face.kind}>
          <StateIcon state={face.kind} />
          <span>{stateWords(face, job)}</span>
        </p>
        <Button icon={Sparkles} disabled={disabled || problems.length > 0} onClick={generate}>
          {face.kind === 'draft' ? 'Generate' : 'Another take'} · free
        </Button>
      </div>
    </footer>
  )
}
