import { ImageOff } from 'lucide-react'
import { useEffect, useState, type CSSProperties } from 'react'
import styles from './MediaImage.module.css'

interface MediaImageProps {
  readonly src: string
  readonly alt: string
  readonly className?: string | undefined
  readonly style?: CSSProperties
  readonly lazy?: boolean
}

/** How often a picture is asked for again, and how long after the failure, in milliseconds. */
const tries = 5
const pause = 600

interface Failures {
  readonly src: string
  readonly count: number
}

function Missing({ alt, className }: Pick<MediaImageProps, 'alt' | 'className'>) {
  const spoken = alt === '' ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': alt } as const)
  return (
    <span {...spoken} className={className} title="This picture can’t be shown">
      <span className={styles['missing']}>
        <ImageOff aria-hidden className={styles['icon']} />
      </span>
    </span>
  )
}

/** A picture that the engine may still be making: when it does not come, it is asked for again a few times, then it is missing. */
export function MediaImage({ src, alt, className, style, lazy = false }: MediaImageProps) {
  const [failed, setFailed] = useState<Failures>({ src, count: 0 })
  const [attempt, setAttempt] = useState(0)
  const count = failed.src === src ? failed.count : 0
  useEffect(() => {
    if (count === 0 || count > tries) return undefined
    const timer = setTimeout(() => setAttempt((before) => before + 1), pause * count)
    return () => clearTimeout(timer)
  }, [count])
  if (count > tries) return <Missing alt={alt} className={className} />
  return (
    <img
      key={attempt}
      src={src}
      alt={alt}
      className={className}
      // Until it comes there is nothing, rather than the browser's sign for what is broken.
      style={count > 0 ? { ...style, visibility: 'hidden' } : style}
      draggable={false}
      decoding="async"
      loading={lazy ? 'lazy' : 'eager'}
      onError={() => setFailed({ src, count: count + 1 })}
    />
  )
}
