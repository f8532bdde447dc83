import type { AttemptId } from '../../shared/ids'
import { moveJob } from './queue-requests'
import { stepTarget } from './queue-rows'
import { waitingIds } from './waiting-ids'

/** Moves a job that waits one place up (-1) or down (1). */
export function stepJob(attemptId: AttemptId, direction: 1 | -1): void {
  const before = stepTarget(waitingIds(), attemptId, direction)
  if (before === undefined) return
  void moveJob(attemptId, before, direction === -1 ? 'Moved up' : 'Moved down')
}

/** Alt with an arrow moves the waiting row that has the keyboard, as it does with a clip in the timeline. */
export function stepByKey(event: KeyboardEvent): void {
  const up = event.key === 'ArrowUp'
  if (!event.altKey || (!up && event.key !== 'ArrowDown') || !(event.target instanceof Element)) return
  const row = event.target.closest<HTMLElement>('[data-waits]')
  if (!row) return
  event.preventDefault()
  event.stopPropagation()
  stepJob((row.dataset['attempt'] ?? '') as AttemptId, up ? -1 : 1)
}
