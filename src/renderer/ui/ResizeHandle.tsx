import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './ResizeHandle.module.css'

interface ResizeHandleProps {
  readonly label: string
  /** The line it is: `vertical` moves left and right. */
  readonly orientation: 'vertical' | 'horizontal'
  /** Size in pixels of the region it belongs to, and its limits. */
  readonly size: number
  readonly least: number
  readonly most: number
  /** Which way the region grows: 1 when dragging right or down makes it larger. */
  readonly direction: 1 | -1
  readonly onResize: (size: number) => void
}

const keySteps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** The edge between two regions: dragged by pointer, moved 16 pixels by an arrow key. */
export function ResizeHandle({ label, orientation, size, least, most, direction, onResize }: ResizeHandleProps) {
  const set = (wanted: number): void => onResize(Math.round(Math.min(most, Math.max(least, wanted))))

  const drag = (down: PointerEvent<HTMLDivElement>): void => {
    if (down.button !== 0) return
    const handle: HTMLElement = down.currentTarget
    const at = (event: { clientX: number; clientY: number }): number =>
      orientation === 'vertical' ? event.clientX : event.clientY
    const start = at(down)
    const ended = new AbortController()
    const end = (): void => ended.abort()
    handle.setPointerCapture(down.pointerId)
    handle.addEventListener('pointermove', (event) => set(size + (at(event) - start) * direction), ended)
    handle.addEventListener('pointerup', end, ended)
    handle.addEventListener('lostpointercapture', end, ended)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = keySteps[event.key]
    if (step === undefined) return
    event.preventDefault()
    set(size + step * direction * 16)
  }

  return (
    // A separator that can be moved is a control: it has a value, takes the focus and answers the arrow keys.
    <div
      role="separator"
      className={styles['handle']}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={onKeyDown}
    />
  )
}
