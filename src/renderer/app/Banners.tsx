import { ImagePlus, Lightbulb, Lock } from 'lucide-react'
import { useStore } from 'zustand'
import { importFromDialog } from '../state/import-transfer'
import { sessionStore } from '../state/session-store'
import { Button } from '../ui/Button'
import styles from './Banners.module.css'
import { hintStore, readHint } from './hint-store'
import type { Hint } from './next-hint'

const hintWords: Readonly<Record<Hint, string>> = {
  prompt: 'Select a shot and write in its prompt what is seen and how the camera moves: “slow push in on the harbour”.',
  rehearse:
    'Generate makes a free rehearsal of your shots, here on this computer, so that the film can be timed and cut.',
  export: 'Space plays the film as it is. Export makes one file of it, whenever you like.',
}

/** One thing worth knowing now, for somebody who is new. */
function HintLine() {
  const hint = useStore(hintStore, (state) => state.shown)
  if (hint === null) return null
  return (
    <div role="status" className={styles['banner']}>
      <Lightbulb aria-hidden className={styles['icon']} />
      <p>{hintWords[hint]}</p>
      <Button look="quiet" onClick={readHint}>
        Got it
      </Button>
    </div>
  )
}

/** What the user should know about the whole film: that it is the sample, that it can't be written, or a hint. */
export function Banners() {
  const sample = useStore(sessionStore, (state) => state.sample)
  const readOnly = useStore(sessionStore, (state) => state.readOnly)
  if (readOnly !== null) {
    return (
      <div role="status" className={styles['banner']} data-tone="warning">
        <Lock aria-hidden className={styles['icon']} />
        <p>{readOnly} You can look at the film and play it, not change it.</p>
      </div>
    )
  }
  if (!sample) return <HintLine />
  return (
    <div role="status" className={styles['banner']}>
      <ImagePlus aria-hidden className={styles['icon']} />
      <p>This is the sample. Drop images here to start your own film.</p>
      <Button look="quiet" onClick={() => void importFromDialog('pictures')}>
        Choose images…
      </Button>
    </div>
  )
}
