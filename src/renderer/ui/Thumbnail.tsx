import { Image } from 'lucide-react'
import { MediaImage } from './MediaImage'
import styles from './Thumbnail.module.css'

interface ThumbnailProps {
  /** Null: there is no picture yet. */
  readonly picture: { readonly src: string; readonly part: 'whole' | 'stripMiddle' | 'stripEnd' } | null
}

/** A small picture, or one out of a strip of ten. What it shows is said beside it. */
export function Thumbnail({ picture }: ThumbnailProps) {
  return (
    <span className={styles['thumbnail']} data-part={picture?.part}>
      {picture ? <MediaImage src={picture.src} alt="" lazy /> : <Image aria-hidden className={styles['icon']} />}
    </span>
  )
}
