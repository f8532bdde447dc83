import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { RequestOutput } from '../../shared/ipc/contract'
import { request } from '../bridge'
import { closeDialog, showNotice } from '../state/dialog-store'
import { selectionStore } from '../state/selection-store'
import { filmStore } from '../state/film-store'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { flushDrafts } from '../ui/draft'
import { Segmented } from '../ui/Segmented'
import { Switch } from '../ui/Switch'
import styles from './Export.module.css'

type Missing = RequestOutput<'export:check'>['missing']

function useMissing(): Missing | null {
  const [missing, setMissing] = useState<Missing | null>(null)
  useEffect(() => {
    let gone = false
    flushDrafts()
    void request('export:check', undefined).then((answer) => {
      if (gone) return
      if (answer.ok) setMissing(answer.value.missing)
      else {
        showNotice('problem', answer.problem.message)
        closeDialog()
      }
    })
    return () => {
      gone = true
    }
  }, [])
  return missing
}

function goTo(shotId: string): void {
  const clip = filmStore.getState().plan?.clips.find((candidate) => candidate.shotId === shotId)
  if (!clip) return
  selectionStore.setState({ clipIds: new Set([clip.clipId]), primary: clip.clipId, soundId: null })
  closeDialog()
}

interface MissingListProps {
  readonly missing: Missing
  readonly choice: 'stills' | 'refuse'
  readonly onChoose: (choice: 'stills' | 'refuse') => void
}

function MissingList({ missing, choice, onChoose }: MissingListProps) {
  return (
    <section className={styles['section']}>
      <p>
        {missing.length === 1 ? 'One shot has no take yet.' : `${missing.length} shots have no take yet.`} What goes in
        their place?
      </p>
      <Segmented
        label="Shots without a take"
        value={choice}
        segments={[
          { value: 'stills', label: 'Their stills, as in the monitor' },
          { value: 'refuse', label: 'Nothing: do not export' },
        ]}
        onChange={onChoose}
      />
      <ul className={styles['missing']} aria-label="Shots without a take">
        {missing.map((shot) => (
          <li key={shot.shotId}>
            <Button look="quiet" onClick={() => goTo(shot.shotId)}>
              {shot.name}
            </Button>
            <span className={styles['quiet']}>{shot.why}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the exported file will hold; the system's own dialog then asks where it goes. */
export function ExportDialog() {
  const missing = useMissing()
  const [choice, setChoice] = useState<'stills' | 'refuse'>('stills')
  const [mark, setMark] = useState(true)
  const rehearsed = useStore(
    filmStore,
    ({ plan }) => plan?.clips.some(({ source }) => source.kind === 'take' && source.rehearsal) === true,
  )
  const incomplete = missing !== null && missing.length > 0
  const start = async (): Promise<void> => {
    closeDialog()
    const answer = await request('export:start', { missing: choice, rehearsalMark: mark })
    if (!answer.ok) showNotice('problem', answer.problem.message)
  }
  return (
    <Dialog
      title="Export film"
      description="One MP4 file: H.264 picture, AAC sound if there is music, ready to play on the web."
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>Close</Button>
          <Button
            look="primary"
            disabled={missing === null || (incomplete && choice === 'refuse')}
            onClick={() => void start()}
          >
            Export…
          </Button>
        </>
      }
    >
      {incomplete && <MissingList missing={missing} choice={choice} onChoose={setChoice} />}
      {missing?.length === 0 && <p className={styles['section']}>Every shot has its take.</p>}
      {rehearsed && (
        <Switch
          label="Mark rehearsed shots"
          detail="Burns “rehearsal” into the picture. Without it, takes that agree are copied as they are, which is quick and loses nothing."
          checked={mark}
          onChange={setMark}
        />
      )}
    </Dialog>
  )
}
