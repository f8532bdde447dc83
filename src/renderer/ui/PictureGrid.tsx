import { Button } from './Button'
import { MediaImage } from './MediaImage'
import styles from './PictureGrid.module.css'

export interface PictureChoice {
  readonly id: string
  readonly name: string
  readonly address: string
}

interface PictureGridProps<Choice extends PictureChoice> {
  readonly pictures: readonly Choice[]
  /** Says that there are none. */
  readonly none: string
  readonly onPick: (choice: Choice) => void
  readonly onBrowse: () => void
}

/** Pictures to choose one of, or another one from the disk. */
export function PictureGrid<Choice extends PictureChoice>(props: PictureGridProps<Choice>) {
  const { pictures, none, onPick, onBrowse } = props
  return (
    <>
      {pictures.length === 0 && <p className={styles['none']}>{none}</p>}
      <ul className={styles['grid']}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <button type="button" className={styles['pick']} title={picture.name} onClick={() => onPick(picture)}>
              <MediaImage src={picture.address} alt={picture.name} lazy />
            </button>
          </li>
        ))}
      </ul>
      <Button onClick={onBrowse}>Browse…</Button>
    </>
  )
}
