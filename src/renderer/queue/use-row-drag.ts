import { useEffect, useState, type RefObject } from 'react'
import type { AttemptId } from '../../shared/ids'
import { moveJob } from './queue-requests'
import { staysInPlace } from './queue-rows'
import { waitingIds } from './waiting-ids'

/** Names a row that is dragged, so that nothing else in the window takes it for a file. */
const rowDragType = 'application/x-seamline-queue-row'

function rowAt(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-waits]') : null
}

function idOf(row: HTMLElement): AttemptId {
  return (row.dataset['attempt'] ?? '') as AttemptId
}

/** Before which waiting job a drop at this height goes; null: to the end. */
function targetAt(row: HTMLElement, y: number): AttemptId | null {
  const { top, height } = row.getBoundingClientRect()
  if (y < top + height / 2) return idOf(row)
  const waiting = waitingIds()
  return waiting[waiting.indexOf(idOf(row)) + 1] ?? null
}

/** Where a drop would go: before that job, to the end (null), or nowhere (undefined). */
type DropPlace = AttemptId | null | undefined

/** Follows one drag after the other over a list, for as long as `ended` lets it. */
function followDrags(list: HTMLElement, show: (place: DropPlace) => void, { signal }: AbortController): void {
  let dragged: AttemptId | null = null
  let place: DropPlace
  const setPlace = (next: DropPlace): void => {
    place = next
    show(next)
  }
  const onStart = (event: DragEvent): void => {
    const row = rowAt(event)
    if (!row || !event.dataTransfer) return
    dragged = idOf(row)
    event.dataTransfer.setData(rowDragType, dragged)
    event.dataTransfer.effectAllowed = 'move'
  }
  const onOver = (event: DragEvent): void => {
    if (dragged === null || !event.dataTransfer) return
    event.preventDefault()
    const row = rowAt(event)
    const before = row ? targetAt(row, event.clientY) : undefined
    const useless = before === undefined || staysInPlace(waitingIds(), dragged, before)
    event.dataTransfer.dropEffect = useless ? 'none' : 'move'
    setPlace(useless ? undefined : before)
  }
  const onDrop = (event: DragEvent): void => {
    if (dragged === null) return
    event.preventDefault()
    if (place !== undefined) void moveJob(dragged, place, 'Moved')
  }
  // From one row to the next is no leaving.
  const onLeave = ({ relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node && list.contains(relatedTarget))) setPlace(undefined)
  }
  const onEnd = (): void => {
    dragged = null
    setPlace(undefined)
  }
  list.addEventListener('dragstart', onStart, { signal })
  list.addEventListener('dragover', onOver, { signal })
  list.addEventListener('dragleave', onLeave, { signal })
  list.addEventListener('drop', onDrop, { signal })
  list.addEventListener('dragend', onEnd, { signal })
}

/** Dragging waiting rows into another order, as their buttons and keys do. Tells where a drop would go. */
export function useRowDrag(list: RefObject<HTMLElement | null>): DropPlace {
  const [place, setPlace] = useState<DropPlace>(undefined)
  useEffect(() => {
    const ended = new AbortController()
    if (list.current) followDrags(list.current, setPlace, ended)
    return () => ended.abort()
  }, [list])
  return place
}
