import { Plus } from 'lucide-react'
import { useMemo, useState, type ClipboardEvent, type DragEvent } from 'react'
import { useStore } from 'zustand'
import type { FilmDocument, Reference } from '../../shared/project/document'
import { documentStore } from '../state/document-store'
import { browsePictures } from '../state/film-pictures'
import { bringIn } from '../state/import-transfer'
import { ensureOwnFilm } from '../state/project-controller'
import { mayImport, readTransfer, type TransferContent } from '../state/read-transfer'
import { countUses, makeReferences } from '../state/reference-actions'
import { Button } from '../ui/Button'
import styles from './Library.module.css'
import own from './References.module.css'
import { ReferenceCard } from './ReferenceCard'

const kinds: readonly (readonly [Reference['kind'], string])[] = [
  ['character', 'Characters'],
  ['place', 'Places'],
  ['prop', 'Props'],
  ['style', 'Styles'],
]

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function ofKind(film: FilmDocument | null, kind: Reference['kind']): readonly Reference[] {
  const all = [...(film?.references.values() ?? [])].filter((reference) => reference.kind === kind)
  return all.sort((a, b) => natural.compare(a.name, b.name))
}

/** Makes a reference of each picture that came. */
async function take(content: TransferContent): Promise<void> {
  if (content.kind !== 'assets' && !(await ensureOwnFilm())) return
  const pictures = ((await bringIn(content)) ?? []).filter(({ kind }) => kind === 'picture')
  if (pictures.length > 0) makeReferences(pictures)
}

async function browse(): Promise<void> {
  const pictures = await browsePictures()
  if (pictures.length > 0) makeReferences(pictures)
}

/** Who and what looks the same in many shots: made of pictures, called by name after an @ in prompts. */
export function References() {
  const film = useStore(documentStore, (state) => state.document)
  const closed = useStore(documentStore, (state) => state.document === null || state.readOnly)
  const uses = useMemo(() => (film ? countUses(film) : null), [film])
  const [over, setOver] = useState(false)
  const onDragOver = (event: DragEvent): void => {
    if (closed || !mayImport(event.dataTransfer)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const onDrop = (event: DragEvent): void => {
    setOver(false)
    if (closed || event.defaultPrevented) return
    event.preventDefault()
    void take(readTransfer(event.dataTransfer))
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (closed || (event.target as HTMLElement).matches('input')) return
    event.preventDefault()
    void take(readTransfer(event.clipboardData, true))
  }
  return (
    // What scrolls can be reached by the keyboard, and pasted into.
    <div
      className={styles['scroll']}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      {kinds.map(([kind, label]) => {
        const references = ofKind(film, kind)
        return (
          references.length > 0 && (
            <section key={kind} aria-label={label}>
              <h3 className={own['head']}>{label}</h3>
              <ul className={own['cards']}>
                {references.map((reference) => (
                  <ReferenceCard
                    key={reference.id}
                    reference={reference}
                    uses={uses?.get(reference.id) ?? 0}
                    disabled={closed}
                  />
                ))}
              </ul>
            </section>
          )
        )
      })}
      <div className={styles['drop']} data-over={over}>
        <p className={styles['dropTitle']}>Drop pictures here</p>
        <p>Each becomes a reference: a character, a place, a prop or a style. Prompts call it by @ and its name.</p>
        <div className={own['actions']}>
          <Button icon={Plus} disabled={closed} onClick={() => makeReferences([])}>
            New
          </Button>
          <Button disabled={closed} onClick={() => void browse()}>
            Browse…
          </Button>
        </div>
      </div>
    </div>
  )
}
