import { Crop, ImagePlus, X } from 'lucide-react'
import { useState, type DragEvent } from 'react'
import { useStore } from 'zustand'
import { pictureAddress } from '../../shared/ipc/media-address'
import type { Asset } from '../../shared/project/document'
import { ensureOwnFilm } from '../state/project-controller'
import { request } from '../bridge'
import { bringIn, importTransfer, takeImported } from '../state/import-transfer'
import { mayImport, readTransfer } from '../state/read-transfer'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { sessionStore } from '../state/session-store'
import { Button } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import { Popover } from '../ui/Popover'
import styles from './Inspector.module.css'

interface PictureWellProps {
  readonly label: string
  /** The picture as it is sent; null: the well is empty. */
  readonly address: string | null
  readonly refused: string | null
  readonly disabled: boolean
  readonly onPicture: (asset: Asset) => void
  readonly onFrame: () => void
  readonly onClear: () => void
}

function firstPicture(assets: readonly Asset[]): Asset | undefined {
  return assets.find((asset) => asset.kind === 'picture')
}

/** Takes what was dropped on a well; on the sample it begins a film of the user's own, as everywhere. */
async function dropped(transfer: DataTransfer, onPicture: (asset: Asset) => void): Promise<void> {
  const content = readTransfer(transfer)
  if (sessionStore.getState().sample && content.kind !== 'assets') return importTransfer(transfer, { atIndex: null })
  const assets = await bringIn(content)
  if (assets === null) {
    showNotice('info', 'Drop an address on the timeline to fetch its picture, then drag it here from the library.')
    return
  }
  const picture = firstPicture(assets)
  if (picture) onPicture(picture)
}

function Picker({ onPicture }: { readonly onPicture: (asset: Asset) => void }) {
  const assets = useStore(documentStore, (state) => state.document?.assets)
  const pictures = [...(assets?.values() ?? [])].filter((asset) => asset.kind === 'picture')
  const browse = async (): Promise<void> => {
    if (!(await ensureOwnFilm())) return
    const picture = firstPicture(takeImported(await request('import:dialog', { kind: 'pictures' })))
    if (picture) onPicture(picture)
  }
  return (
    <>
      {pictures.length === 0 && <p className={styles['quiet']}>The film has no pictures yet.</p>}
      <ul className={styles['picker']}>
        {pictures.map((asset) => (
          <li key={asset.id}>
            <button type="button" className={styles['pick']} title={asset.name} onClick={() => onPicture(asset)}>
              <MediaImage src={pictureAddress(asset.id, 320)} alt={asset.name} lazy />
            </button>
          </li>
        ))}
      </ul>
      <Button onClick={() => void browse()}>Browse…</Button>
    </>
  )
}

/** A place for one picture: dropped, picked from the film, framed by a click, cleared. */
export function PictureWell({ label, address, refused, disabled, onPicture, onFrame, onClear }: PictureWellProps) {
  const [open, setOpen] = useState(false)
  const [over, setOver] = useState(false)
  const closed = disabled || refused !== null
  const onDragOver = (event: DragEvent): void => {
    if (closed || !mayImport(event.dataTransfer)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const onDrop = (event: DragEvent): void => {
    setOver(false)
    if (closed) return
    event.preventDefault()
    void dropped(event.dataTransfer, onPicture)
  }
  const name = label.toLowerCase()
  const trigger =
    address === null ? (
      <button
        type="button"
        className={styles['well']}
        aria-label={refused === null ? `Choose ${name}` : refused}
        disabled={closed}
      >
        <ImagePlus aria-hidden className={styles['wellIcon']} />
      </button>
    ) : (
      <button
        type="button"
        className={styles['well']}
        data-filled
        aria-label={`Change ${name}`}
        disabled={disabled}
        onDoubleClick={onFrame}
      >
        <MediaImage className={styles['wellPicture']} src={address} alt="" />
      </button>
    )
  const close =
    (act: () => void): (() => void) =>
    () => {
      setOpen(false)
      act()
    }
  return (
    <div
      className={styles['wellBox']}
      data-over={over}
      title={refused ?? undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Popover title={label} side="left" open={open} onOpenChange={setOpen} trigger={trigger}>
        {address !== null && (
          <div className={styles['wellActions']}>
            <Button icon={Crop} onClick={close(onFrame)}>
              Move and size the crop…
            </Button>
            <Button icon={X} onClick={close(onClear)}>
              Clear
            </Button>
          </div>
        )}
        <Picker
          onPicture={(asset) => {
            setOpen(false)
            onPicture(asset)
          }}
        />
      </Popover>
      <span className={styles['wellLabel']}>{refused === null ? label : `No ${label.toLowerCase()}`}</span>
    </div>
  )
}
