import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { pictureAddress } from '../../shared/ipc/media-address'
import type { Asset } from '../../shared/project/document'
import { documentStore } from '../state/document-store'
import { selectionStore } from '../state/selection-store'
import { openDialog } from '../state/dialog-store'
import { Button, IconButton } from '../ui/Button'
import { ContextMenu } from '../ui/ContextMenu'
import { MediaImage } from '../ui/MediaImage'
import { MenuItem } from '../ui/Menu'
import { addToFilm, importFromDialog } from '../state/import-transfer'
import { assetDragType } from '../state/read-transfer'
import { SearchField } from '../ui/SearchField'
import styles from './Library.module.css'
import { useAssets } from './use-assets'

/** Behind the selected shot, else at the end. */
function insert(asset: Asset): void {
  const { document } = documentStore.getState()
  const { primary } = selectionStore.getState()
  const at = primary && document ? document.track.clipIds.indexOf(primary) : -1
  addToFilm([asset], { atIndex: at < 0 ? null : at + 1 })
}

interface TileProps {
  readonly asset: Asset
  readonly disabled: boolean
}

function openLongTake({ id }: Asset): void {
  openDialog({ kind: 'longTake', from: { kind: 'picture', assetId: id } })
}

function Tile({ asset, disabled }: TileProps) {
  const tile = (
    <div
      className={styles['tile']}
      draggable={!disabled}
      onDragStart={(event) => {
        event.dataTransfer.setData(assetDragType, asset.id)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onDoubleClick={() => !disabled && insert(asset)}
    >
      <MediaImage className={styles['thumb']} src={pictureAddress(asset.id, 320)} alt="" lazy />
      <span className={styles['tileName']} title={`${asset.name}, ${asset.width} × ${asset.height}`}>
        {asset.name.replace(/\.[^.]+$/, '')}
      </span>
      <span className={styles['tileAction']}>
        <IconButton
          overPicture
          icon={Plus}
          label={`Add ${asset.name} to the film`}
          disabled={disabled}
          onClick={() => insert(asset)}
        />
      </span>
    </div>
  )
  return (
    <li>
      <ContextMenu trigger={tile}>
        <MenuItem label="Add to the Film" disabled={disabled} onSelect={() => insert(asset)} />
        <MenuItem label="Long Take from This Picture…" disabled={disabled} onSelect={() => openLongTake(asset)} />
      </ContextMenu>
    </li>
  )
}

/** The film's pictures: dragged to the timeline or into a frame well, added by double-click. */
export function Pictures() {
  const [wanted, setWanted] = useState('')
  const assets = useAssets('picture', wanted)
  const closed = useStore(documentStore, (state) => state.document === null || state.readOnly)
  return (
    <>
      <div className={styles['search']}>
        <SearchField label="Search pictures" value={wanted} onChange={setWanted} />
      </div>
      <div className={styles['scroll']}>
        {assets.length > 0 && (
          <ul className={styles['grid']} aria-label="Pictures">
            {assets.map((asset) => (
              <Tile key={asset.id} asset={asset} disabled={closed} />
            ))}
          </ul>
        )}
        {assets.length === 0 && wanted !== '' && <p className={styles['none']}>No picture is called that.</p>}
        <div className={styles['drop']}>
          <p className={styles['dropTitle']}>Drop images here</p>
          <p>or anywhere on the timeline.</p>
          <p>JPEG, PNG, WebP, AVIF, GIF, TIFF</p>
          <Button onClick={() => void importFromDialog('pictures')}>Browse…</Button>
        </div>
      </div>
    </>
  )
}
