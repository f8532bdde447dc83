import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { findModel } from '../../shared/models/catalogue'
import { sendReferences } from '../../shared/models/send-references'
import type { Shot } from '../../shared/project/document'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { commit, documentStore } from '../state/document-store'
import { Button } from '../ui/Button'
import { CompletingArea } from '../ui/CompletingArea'
import { CameraNote } from './CameraNote'
import styles from './Inspector.module.css'
import { mentionChoices, mentionMarks } from './mention-choices'
import { PromptChips } from './prompt/PromptChips'
import { PromptHistory } from './prompt/PromptHistory'
import { Section } from './Section'
import { useVisit } from '../state/visit-key'

/** What is typed is what is sent until a style line joins it: then the difference shows unless it was closed. */
function useExact(differs: boolean): [boolean, (shown: boolean) => void] {
  const [chosen, setChosen] = useState<boolean | null>(null)
  return [chosen ?? differs, setChosen]
}

interface PromptFieldProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** What is to be seen, counted against what the model takes, with the exact text that will be sent. */
export function PromptField({ shot, disabled }: PromptFieldProps) {
  const film = useStore(documentStore, (state) => state.document)
  const [typed, setTyped] = useState<string | null>(null)
  const visit = useVisit(`shot-prompt ${shot.id}`)
  const countId = useId()
  const written = useRef<HTMLDivElement>(null)
  const model = findModel(shot.provider, shot.model)
  const limit = model?.promptLimit ?? null
  const text = typed ?? shot.prompt
  const sent = film ? sendReferences(film, { ...shot, prompt: text }, model).prompt : ''
  const [exact, setExact] = useExact(sent !== text.trim())
  const tooLong = limit !== null && sent.length > limit
  const aside = (
    <div className={styles['aside']}>
      <span id={countId} className={styles['count']} data-problem={tooLong}>
        {tooLong && 'Too long: '}
        {sent.length} / {limit ?? '?'}
      </span>
      <PromptHistory shot={shot} disabled={disabled} />
      <Button
        look="quiet"
        icon={exact ? ChevronDown : ChevronRight}
        aria-expanded={exact}
        onClick={() => setExact(!exact)}
      >
        Exact text
      </Button>
    </div>
  )
  return (
    <Section title="Prompt" aside={aside}>
      <div ref={written}>
        <CompletingArea
          complete={(words, caret) => (film ? mentionChoices(film, words, caret) : null)}
          marks={(words) => (film ? mentionMarks(film, words) : [])}
          label="Prompt"
          rows={3}
          maxLength={20_000}
          placeholder="What is seen, and how the camera moves: “slow push in on the harbour at dawn”"
          value={shot.prompt}
          disabled={disabled}
          invalid={tooLong}
          describedBy={countId}
          onVisit={visit.begin}
          onText={setTyped}
          onCommit={(prompt) => {
            commit('Edit Prompt', (film) => updateShot(film, { shotId: shot.id, patch: { prompt } }), visit.key())
            setTyped(null)
          }}
        />
      </div>
      <PromptChips shot={shot} around={written} disabled={disabled} />
      {shot.provider === 'rehearsal' && <CameraNote shot={shot} prompt={text} />}
      {exact && <pre className={styles['exact']}>{sent === '' ? 'Nothing: the picture alone is sent.' : sent}</pre>}
    </Section>
  )
}
