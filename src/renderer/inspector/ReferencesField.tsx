import { AudioLines, Info, Plus, Tag, X } from 'lucide-react'
import { useMemo, useState, type DragEvent } from 'react'
import { useStore } from 'zustand'
import { pictureAddress } from '../../shared/ipc/media-address'
import { findModel } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { noteWords } from '../../shared/models/reference-words'
import { sendReferences, takenBy, type SentReferences } from '../../shared/models/send-references'
import type { FilmDocument, Reference, Shot, ShotReference } from '../../shared/project/document'
import { mentionsIn, nameWords, referenceNamed } from '../../shared/references/names'
import { detachReference } from '../../shared/timeline/edits/edit-references'
import { commit, documentStore } from '../state/document-store'
import { bringIn } from '../state/import-transfer'
import { mayImport, readTransfer } from '../state/read-transfer'
import { attach, attachAssets, kindWords } from '../state/reference-actions'
import { Button, IconButton } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import { Menu, MenuGroup, MenuItem } from '../ui/Menu'
import styles from './References.module.css'
import { Section } from './Section'

interface RowProps {
  readonly title: string
  readonly detail: string
  readonly picture: string | null
  /** Left out for what the prompt names: it goes when its name does. */
  readonly onRemove?: (() => void) | undefined
  readonly disabled: boolean
}

function ReferenceRow({ title, detail, picture, onRemove, disabled }: RowProps) {
  return (
    <li className={styles['row']}>
      <span className={styles['thumb']}>
        {picture === null ? (
          <AudioLines aria-hidden className={styles['icon']} />
        ) : (
          picture !== '' && <MediaImage src={picture} alt="" />
        )}
      </span>
      <span className={styles['title']} title={title}>
        {title}
      </span>
      <span className={styles['detail']}>{detail}</span>
      {onRemove ? (
        <IconButton icon={X} label={`Take ${title} from this shot`} disabled={disabled} onClick={onRemove} />
      ) : (
        <span className={styles['fixed']} title="Named in the prompt">
          <Tag aria-hidden className={styles['icon']} />
        </span>
      )}
    </li>
  )
}

function pictureWords({ assetIds }: Reference): string {
  if (assetIds.length === 0) return 'no picture'
  return assetIds.length === 1 ? '1 picture' : `${assetIds.length} pictures`
}

function namedIn(film: FilmDocument, shot: Shot): readonly Reference[] {
  const text = `${shot.prompt}\n${film.settings.style}`
  return [...new Set(mentionsIn(text).map(({ name }) => referenceNamed(film, name)))].filter((one) => one !== null)
}

function detach(shot: Shot, reference: ShotReference): void {
  commit('Take Reference from Shot', (film) => detachReference(film, { shotId: shot.id, reference }))
}

function Rows({ film, shot, disabled }: { readonly film: FilmDocument } & FieldProps) {
  const row = (reference: Reference, onRemove?: () => void) => (
    <ReferenceRow
      key={reference.id}
      title={nameWords(reference.name)}
      detail={pictureWords(reference)}
      picture={reference.assetIds[0] ? pictureAddress(reference.assetIds[0], 320) : ''}
      onRemove={onRemove}
      disabled={disabled}
    />
  )
  const named = namedIn(film, shot)
  return (
    <ul className={styles['rows']} aria-label="References of this shot">
      {named.map((reference) => row(reference))}
      {shot.references.map((attached) => {
        const onRemove = (): void => detach(shot, attached)
        if (attached.kind === 'reference') {
          const reference = film.references.get(attached.referenceId)
          return reference && !named.includes(reference) && row(reference, onRemove)
        }
        const name = film.assets.get(attached.assetId)?.name ?? ''
        return (
          <ReferenceRow
            key={attached.assetId}
            title={name}
            detail="sound"
            picture={null}
            onRemove={onRemove}
            disabled={disabled}
          />
        )
      })}
    </ul>
  )
}

/** References and sounds that do not go with the shot yet. */
function AddMenu({ film, shot, disabled }: { readonly film: FilmDocument } & FieldProps) {
  const named = new Set(namedIn(film, shot))
  const isAttached = (id: string): boolean =>
    shot.references.some((one) => (one.kind === 'reference' ? one.referenceId : one.assetId) === id)
  const references = [...film.references.values()].filter((one) => !named.has(one) && !isAttached(one.id))
  const sounds = [...film.assets.values()].filter(({ id, kind }) => kind === 'sound' && !isAttached(id))
  const isEmpty = references.length === 0 && sounds.length === 0
  return (
    <Menu
      align="end"
      trigger={
        <Button
          look="quiet"
          icon={Plus}
          disabled={disabled || isEmpty}
          title={isEmpty ? 'Make references in the library, or drop a picture here' : undefined}
        >
          Attach
        </Button>
      }
    >
      {references.length > 0 && (
        <MenuGroup label="References">
          {references.map(({ id, name, kind }) => (
            <MenuItem
              key={id}
              label={nameWords(name)}
              detail={kindWords[kind]}
              onSelect={() => attach(shot.id, { kind: 'reference', referenceId: id })}
            />
          ))}
        </MenuGroup>
      )}
      {sounds.length > 0 && (
        <MenuGroup label="Sounds">
          {sounds.map(({ id, name }) => (
            <MenuItem key={id} label={name} onSelect={() => attach(shot.id, { kind: 'sound', assetId: id })} />
          ))}
        </MenuGroup>
      )}
    </Menu>
  )
}

function Notes({ sent, model }: { readonly sent: SentReferences; readonly model: string }) {
  const notes = noteWords(sent.notes, model)
  if (notes.length === 0) return null
  return (
    <ul className={styles['notes']} aria-label="About the references">
      {notes.map((words) => (
        <li key={words}>
          <Info aria-hidden className={styles['icon']} />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  )
}

interface FieldProps {
  readonly shot: Shot
  readonly disabled: boolean
}

async function dropped(transfer: DataTransfer, shot: Shot): Promise<void> {
  const assets = await bringIn(readTransfer(transfer))
  if (assets) attachAssets(shot.id, assets)
}

function takesAny(model: VideoModel | null, shot: Shot): boolean {
  return Object.values(takenBy(model, shot)).some((limit) => limit !== null)
}

/**
 * Who and what goes with the shot's words, and what its model makes of it. It shows where the model takes references, or
 * where there are some.
 */
export function ReferencesField({ shot, disabled }: FieldProps) {
  const film = useStore(documentStore, (state) => state.document)
  const [over, setOver] = useState(false)
  const model = findModel(shot.provider, shot.model)
  const sent = useMemo(() => film && sendReferences(film, shot, model), [film, shot, model])
  if (!film || !sent) return null
  const has = shot.references.length > 0 || sent.notes.length > 0 || namedIn(film, shot).length > 0
  if (!has && !takesAny(model, shot)) return null
  const onDragOver = (event: DragEvent): void => {
    if (disabled || !mayImport(event.dataTransfer)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const onDrop = (event: DragEvent): void => {
    setOver(false)
    if (disabled) return
    event.preventDefault()
    void dropped(event.dataTransfer, shot)
  }
  return (
    <div
      className={styles['field']}
      data-over={over}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Section title="References" aside={<AddMenu film={film} shot={shot} disabled={disabled} />}>
        {has ? (
          <Rows film={film} shot={shot} disabled={disabled} />
        ) : (
          <p className={styles['none']}>Write @ and a name in the prompt, or drop a picture here.</p>
        )}
        <Notes sent={sent} model={model?.label ?? shot.model} />
      </Section>
    </div>
  )
}
