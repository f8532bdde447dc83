import { FolderSearch } from 'lucide-react'
import { useStore } from 'zustand'
import { stripAddress } from '../../shared/ipc/media-address'
import { request } from '../bridge'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { IconButton } from '../ui/Button'
import { MediaImage } from '../ui/MediaImage'
import styles from './Library.module.css'
import type { TakeId } from '../../shared/ids'

async function reveal(takeId: TakeId): Promise<void> {
  const answer = await request('takes:reveal', { takeId })
  if (!answer.ok) showNotice('problem', answer.problem.message)
}

/** Takes whose shot was deleted: kept, never thrown away. */
export function LostTakes() {
  const shots = useStore(documentStore, (state) => state.document?.shots)
  const takes = useStore(factsStore, (state) => state.takes)
  const lost = [...takes.byId.values()].filter((take) => shots?.has(take.shotId) === false).reverse()
  return (
    <div className={styles['scroll']}>
      <p className={styles['none']}>Takes of shots that are not in the film any more. Undo brings their shots back.</p>
      <ul className={styles['grid']} aria-label="Lost takes">
        {lost.map((take) => (
          <li key={take.id} className={styles['tile']}>
            <span className={styles['stripThumb']}>
              <MediaImage src={stripAddress(take.id)} alt="" lazy />
            </span>
            <span className={styles['tileName']} title={take.prompt}>
              {take.prompt || 'No prompt'}
            </span>
            <span className={styles['tileAction']}>
              <IconButton overPicture icon={FolderSearch} label="Show in folder" onClick={() => void reveal(take.id)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
