import { useEffect, type RefObject } from 'react'
import type { ShotId } from '../../shared/ids'
import { dropFootage } from '../state/footage-actions'

function bringsFiles(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer?.types.includes('Files') === true
}

/** Files of the file manager that are let go on the takes become takes. */
export function useFootageDrop(place: RefObject<HTMLElement | null>, shotId: ShotId): void {
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const listening = new AbortController()
    const { signal } = listening
    const mark = (dropping: boolean): void => {
      element.dataset['dropping'] = String(dropping)
    }
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      mark(true)
    }
    const leave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) mark(false)
    }
    const drop = (event: DragEvent): void => {
      mark(false)
      if (!bringsFiles(event.dataTransfer)) return
      event.preventDefault()
      // The window would add it to the end of the film.
      event.stopPropagation()
      void dropFootage(shotId, [...event.dataTransfer.files])
    }
    element.addEventListener('dragenter', over, { signal })
    element.addEventListener('dragover', over, { signal })
    element.addEventListener('dragleave', leave, { signal })
    element.addEventListener('drop', drop, { signal })
    return () => listening.abort()
  }, [place, shotId])
}
