import { ImagePlus, Trash2, X } from 'lucide-react'
import { useState, type DragEvent } from 'react'
import { useStore } from 'zustand'
import type { AssetId } from '../../shared/ids'
import { pictureAddress } from '../../shared/ipc/media-address'
import type { Asset, Reference } from '../../shared/project/document'
import { changeReference, deleteReference } from '../../shared/timeline/edits/edit-references'
import { announce } from '../state/announcement-store'
import { commit, documentStore } from '../state/document-store'
import { browsePictures, useFilmPictures } from '../state/film-pictures'
import { bringIn } from '../state/import-transfer'
import { mayImport, readTransfer } from '../state/read-transfer'
import { addPictures, enterName, kindWords } from '../state/reference-actions'
import { IconButton } from '../ui/Button'
import { EntryField } from '../ui/EntryField'
import { MediaImage } from '../ui/MediaImage'
import { PictureGrid } from '../ui/PictureGrid'
import { Popover } from '../ui/Popover'
import { SelectField } from '../ui/SelectField'
import styles from './References.module.css'

const kindChoices = (Object.keys(kindWords) as Reference['kind'][]).map((value) => ({ value, label: kindWords[value] }))

function useWords(uses: number): string {
  if (uses === 0) return 'not used'
  return uses === 1 ? 'in 1 shot' : `in ${uses} shots`
}

interface CardProps {
  readonly reference: Reference
  /** How many shots it goes with. */
  readonly uses: number
  readonly disabled: boolean
}

function remove({ id, name }: Reference): void {
  if (commit('Delete Reference', (film) => deleteReference(film, { referenceId: id }))) announce(`Deleted: ${name}`)
}

function removePicture({ id, assetIds }: Reference, assetId: AssetId): void {
  const patch = { assetIds: assetIds.filter((one) => one !== assetId) }
  commit('Remove Picture from Reference', (film) => changeReference(film, { referenceId: id, patch }))
}

function Pictures({ reference, disabled }: Omit<CardProps, 'uses'>) {
  const [open, setOpen] = useState(false)
  const assets = useStore(documentStore, (state) => state.document?.assets)
  const others = useFilmPictures().filter(({ asset }) => !reference.assetIds.includes(asset.id))
  const add = (pictures: readonly Asset[]): void => {
    setOpen(false)
    addPictures(reference.id, pictures)
  }
  return (
    <ul className={styles['pictures']} aria-label={`Pictures of ${reference.name}`}>
      {reference.assetIds.map((assetId) => {
        const name = assets?.get(assetId)?.name ?? ''
        return (
          <li key={assetId} className={styles['picture']} title={name}>
            <MediaImage src={pictureAddress(assetId, 320)} alt={name} lazy />
            <span className={styles['remove']}>
              <IconButton
                overPicture
                icon={X}
                label={`Remove ${name} from ${reference.name}`}
                disabled={disabled}
                onClick={() => removePicture(reference, assetId)}
              />
            </span>
          </li>
        )
      })}
      <li>
        <Popover
          title={`Add a picture to ${reference.name}`}
          open={open}
          onOpenChange={setOpen}
          trigger={
            <button
              type="button"
              className={styles['add']}
              disabled={disabled}
              aria-label={`Add a picture to ${reference.name}`}
              title="Add a picture"
            >
              <ImagePlus aria-hidden className={styles['icon']} />
            </button>
          }
        >
          <PictureGrid
            pictures={others}
            none="The film has no other pictures."
            onPick={({ asset }) => add([asset])}
            onBrowse={() => void browsePictures().then(add)}
          />
        </Popover>
      </li>
    </ul>
  )
}

/** One reference: its pictures, its name, what it is, and how many shots it goes with. */
export function ReferenceCard({ reference, uses, disabled }: CardProps) {
  const [over, setOver] = useState(false)
  const { id, name, kind } = reference
  const onDragOver = (event: DragEvent): void => {
    if (disabled || !mayImport(event.dataTransfer)) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const onDrop = (event: DragEvent): void => {
    setOver(false)
    if (disabled) return
    event.preventDefault()
    event.stopPropagation()
    void bringIn(readTransfer(event.dataTransfer)).then((assets) => addPictures(id, assets ?? []))
  }
  const words = useWords(uses)
  return (
    <li>
      <div
        className={styles['card']}
        data-over={over}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <div className={styles['line']}>
          <span aria-hidden className={styles['at']}>
            @
          </span>
          <EntryField
            label={`Name of ${name}`}
            value={name}
            maxLength={60}
            disabled={disabled}
            onEnter={(text) => enterName(reference, text)}
          />
          <IconButton icon={Trash2} label={`Delete ${name}`} disabled={disabled} onClick={() => remove(reference)} />
        </div>
        <Pictures reference={reference} disabled={disabled} />
        <div className={styles['line']}>
          <SelectField
            label={`Kind of ${name}`}
            value={kind}
            choices={kindChoices}
            disabled={disabled}
            onChange={(next) =>
              commit('Change Kind', (film) => changeReference(film, { referenceId: id, patch: { kind: next } }))
            }
          />
          <span className={styles['uses']}>{words}</span>
        </div>
      </div>
    </li>
  )
}
