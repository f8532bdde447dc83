import { useEffect, useState, type RefObject } from 'react'

interface VisibleRows {
  readonly from: number
  readonly to: number
  /** Pixels. */
  readonly rowHeight: number
}

/** Rows that are drawn above and below what shows, so that a quick turn of the wheel shows no gap. */
const spare = 12
const none: VisibleRows = { from: 0, to: 40, rowHeight: 0 }

/**
 * Which rows of a long table are in view. All rows are as high as the first one; those that are not in the page are
 * made up for by the height of what is put in their place.
 */
export function useVisibleRows(scroller: RefObject<HTMLElement | null>, count: number): VisibleRows {
  const [rows, setRows] = useState(none)
  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const look = (): void => {
      const rowHeight = element.querySelector<HTMLElement>('[data-row]')?.offsetHeight ?? 0
      if (rowHeight === 0) return
      const first = Math.floor(element.scrollTop / rowHeight)
      const from = Math.max(0, first - spare)
      const to = first + Math.ceil(element.clientHeight / rowHeight) + spare
      setRows((old) =>
        old.from === from && old.to === to && old.rowHeight === rowHeight ? old : { from, to, rowHeight },
      )
    }
    // Tells the first size by itself.
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, count])
  return { ...rows, from: Math.min(rows.from, Math.max(0, count - 1)), to: Math.min(rows.to, count) }
}
