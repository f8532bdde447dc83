import { useEffect, useState, type CSSProperties } from 'react'

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

/** A picture that the engine may still be making: when it does not come, it is asked for again a few times. */
export function MediaImage({ src, alt, lazy = false, ...rest }: MediaImageProps) {
  const [failed, setFailed] = useState<Failures>({ src, count: 0 })
  const [attempt, setAttempt] = useState(0)
  const count = failed.src === src ? failed.count : 0
  useEffect(() => {
    if (count === 0 || count > tries) return undefined
    const timer = setTimeout(() => setAttempt((before) => before + 1), pause * count)
    return () => clearTimeout(timer)
  }, [count])
  return (
    <img
      {...rest}
      key={attempt}
      src={src}
      alt={alt}
      draggable={false}
      decoding="async"
      loading={lazy ? 'lazy' : 'eager'}
      onError={() => setFailed({ src, count: count + 1 })}
    />
  )
}
