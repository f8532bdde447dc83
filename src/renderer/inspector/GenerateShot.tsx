import { Sparkles, X } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Job, ShotFace } from '../../shared/jobs/job'
import { isSettled } from '../../shared/jobs/job'
import type { Shot } from '../../shared/project/document'
import { request } from '../bridge'
import { accountStore } from '../state/account-store'
import { estimateSources } from '../state/ask-store'
import { setQueueOpen, showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { askingPrice, estimate, noEstimate, shotCount, type Estimate, type LeftOut } from '../state/estimate'
import { faceOf, faceStore } from '../state/face-store'
import { factsStore } from '../state/facts-store'
import { generateShots } from '../state/generate-shots'
import { canStop, jobSign, jobWords, nextStep, providerName, wordsOfFace } from '../state/job-words'
import { isModerated } from '../state/moderated'
import { problemWords } from '../state/problem-words'
import { Button } from '../ui/Button'
import { flushDrafts } from '../ui/draft'
import { ProgressBar } from '../ui/ProgressBar'
import { StateIcon } from '../ui/StateIcon'
import asking from './Ask.module.css'
import styles from './Inspector.module.css'
import { StaleShot } from './StaleShot'
import { missingUpstream } from './upstream-shots'

/** This shot, with those before it that it needs, and what that would cost. */
function useAsk(shot: Shot): Estimate {
  const document = useStore(documentStore, (state) => state.gestureBase ?? state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const jobs = useStore(factsStore, (state) => state.jobByShot)
  const prices = useStore(accountStore, (state) => state.prices)
  const open = [...jobs].flatMap(([id, job]) => (isSettled(job.state) ? [] : [id])).join()
  return useMemo(() => {
    const sources = estimateSources()
    if (!document || !sources) return noEstimate
    const before = missingUpstream(document, takes, shot).filter((id) => !sources.open.has(id))
    return estimate([...before, shot.id], { ...sources, document, takes, prices })
    // eslint-disable-next-line react/exhaustive-deps -- `open` stands for the jobs that matter here
  }, [document, takes, shot, prices, open])
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
      {canStop(job) ? (
        <Button icon={X} onClick={() => void cancel(job)}>
          Cancel
        </Button>
      ) : (
        <p className={styles['quiet']}>{providerName(job.provider)} can’t stop a task.</p>
      )}
    </div>
  )
}

function standing(face: ShotFace, job: Job | undefined): string {
  return job && 'reason' in face ? jobWords(job) : wordsOfFace(face)
}

function Advice({ face, job }: { readonly face: ShotFace; readonly job: Job | undefined }) {
  if (!job || !('reason' in face)) return null
  const next = nextStep(job)
  const warns = isModerated(face, job) && !next?.includes('suspend')
  if (next === null && !warns) return null
  return (
    <p className={asking['next']}>
      {next}
      {warns && ' Sending the same again can suspend the account.'}
    </p>
  )
}

const verbs: Readonly<Partial<Record<ShotFace['kind'], string>>> = {
  draft: 'Generate',
  failed: 'Try again',
  rejected: 'Try again',
  cancelled: 'Try again',
  unknown: 'Generate again',
}

function buttonWords(face: ShotFace, ask: Estimate): string {
  const verb = verbs[face.kind] ?? 'Another take'
  const together = ask.wanted.length > 1 ? `Generate ${shotCount(ask.wanted.length)}` : verb
  return `${together} · ${askingPrice(ask)}`
}

/** That shots it needs a frame of come with it. */
function Company({ ask }: { readonly ask: Estimate }) {
  const shots = useStore(documentStore, (state) => state.document?.shots)
  const before = ask.wanted.slice(0, -1).flatMap((id) => shots?.get(id)?.name ?? [])
  if (before.length === 0) return null
  const words = before.length === 1 ? `“${before[0]}” goes` : `${before.length} shots go`
  return <p className={asking['next']}>{words} first: a frame of it is needed here.</p>
}

interface GenerateShotProps {
  readonly shot: Shot
  readonly disabled: boolean
}

interface InTheWayProps {
  readonly shot: Shot
  readonly leftOut: readonly LeftOut[]
}

/** What keeps the shot from being generated: in itself, or in one before it that it needs. */
function InTheWay({ shot, leftOut }: InTheWayProps) {
  const shots = useStore(documentStore, (state) => state.document?.shots)
  if (leftOut.length === 0) return null
  const lines = leftOut.flatMap(({ shotId, problems }) => {
    const name = shotId === shot.id ? '' : `${shots?.get(shotId)?.name ?? 'The shot before'}: `
    return problems.map((problem) => `${name}${problemWords(problem, shots?.get(shotId))}`)
  })
  return (
    <ul className={asking['problems']} aria-label="In the way">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Standing({ shot, disabled }: GenerateShotProps) {
  const face = useStore(faceStore, (state) => faceOf(state, shot.id))
  const job = useStore(factsStore, (state) => state.jobByShot.get(shot.id))
  const ask = useAsk(shot)
  const own = ask.leftOut.find(({ shotId }) => shotId === shot.id)
  const generate = (): void => {
    flushDrafts()
    generateShots(ask.wanted).catch((error: unknown) => showNotice('problem', String(error)))
  }
  if (face.kind === 'stale' && !own) return <StaleShot shot={shot} disabled={disabled} />
  return (
    <>
      <InTheWay shot={shot} leftOut={own ? ask.leftOut : []} />
      <div className={styles['standing']}>
        <p className={styles['state']} data-state={face.kind}>
          <StateIcon state={face.kind} />
          <span>{standing(face, job)}</span>
        </p>
        <Advice face={face} job={job} />
        {!own && <Company ask={ask} />}
        <div className={asking['actions']}>
          {face.kind === 'unknown' && (
            <Button wide onClick={() => setQueueOpen(true)}>
              Settle it in the queue…
            </Button>
          )}
          <Button
            wide
            icon={Sparkles}
            disabled={disabled || own !== undefined || isModerated(face, job)}
            onClick={generate}
          >
            {isModerated(face, job) ? 'Change it to try again' : buttonWords(face, ask)}
          </Button>
        </div>
      </div>
    </>
  )
}

/** How the shot stands, and the button that makes another take of it. */
export function GenerateShot({ shot, disabled }: GenerateShotProps) {
  const job = useStore(factsStore, (state) => state.jobByShot.get(shot.id))
  const going = job !== undefined && !isSettled(job.state)
  return (
    <footer className={styles['foot']}>
      {going ? <Going job={job} /> : <Standing shot={shot} disabled={disabled} />}
    </footer>
  )
}
