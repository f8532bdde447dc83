import { AudioLines, Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Asset } from '../../shared/project/document'
import { toNumber } from '../../shared/time/rational'
import { documentStore } from '../state/document-store'
import { Button, IconButton } from '../ui/Button'
import { addToFilm, importFromDialog } from '../state/import-transfer'
import { assetDragType } from '../state/read-transfer'
import { SearchField } from '../ui/SearchField'
import styles from './Library.module.css'
import { useAssets } from './use-assets'

function lengthWords(asset: Asset): string {
  const total = asset.duration ? Math.round(toNumber(asset.duration)) : 0
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`
}

/** The film's music and sounds. */
export function Sounds() {
  const [wanted, setWanted] = useState('')
  const assets = useAssets('sound', wanted)
  const closed = useStore(documentStore, (state) => state.document === null || state.readOnly)
  return (
    <>
      <div className={styles['search']}>
        <SearchField label="Search sounds" value={wanted} onChange={setWanted} />
      </div>
      <div className={styles['scroll']}>
        {assets.length > 0 && (
          <ul className={styles['rows']} aria-label="Sounds">
            {assets.map((asset) => (
              <li key={asset.id}>
                <div
                  className={styles['row']}
                  draggable={!closed}
                  onDragStart={(event) => event.dataTransfer.setData(assetDragType, asset.id)}
                  onDoubleClick={() => !closed && addToFilm([asset], { atIndex: null })}
                >
                  <AudioLines aria-hidden className={styles['searchIcon']} />
                  <span className={styles['rowName']} title={asset.name}>
                    {asset.name}
                  </span>
                  <span className={styles['quiet']}>{lengthWords(asset)}</span>
                  <IconButton
                    icon={Plus}
                    label={`Add ${asset.name} at the playhead`}
                    disabled={closed}
                    onClick={() => addToFilm([asset], { atIndex: null })}
                  />
                </div>
              </li>
            ))}
          </ul>
        )}
        {assets.length === 0 && wanted !== '' && <p className={styles['none']}>No sound is called that.</p>}
        <div className={styles['drop']}>
          <p className={styles['dropTitle']}>Drop music here</p>
          <p>or on the music track.</p>
          <p>MP3, AAC, WAV, FLAC, Ogg</p>
          <Button onClick={() => void importFromDialog('sound')}>Browse…</Button>
        </div>
      </div>
    </>
  )
}
