import { useRef } from 'react'

let visits = 0

interface Visit {
  /** Key under which the edits of this visit become one undo step. */
  readonly key: () => string
  readonly begin: () => void
}

/** One visit to a field: from getting the focus until it comes back another time. */
export function useVisit(field: string): Visit {
  const visit = useRef(0)
  return {
    key: () => `${field} ${visit.current}`,
    begin: () => {
      visit.current = ++visits
    },
  }
}
