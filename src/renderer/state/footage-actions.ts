import type { AppError } from '../../shared/ipc/app-error'
import type { ImportResult } from '../../shared/ipc/contract'
import type { ShotId } from '../../shared/ids'
import type { Result } from '../../shared/result'
import { pickTake } from '../../shared/timeline/edits/ask-shots'
import { importDropped, request } from '../bridge'
import { announce } from './announcement-store'
import { openDialog, showNotice, whileReading } from './dialog-store'
import { commit, documentStore } from './document-store'
import { takeInHand } from './take-actions'

function mayWrite(): boolean {
  if (!documentStore.getState().readOnly) return true
  showNotice('warning', 'This film is open read-only: nothing can be added to it.')
  return false
}

/** Puts the last of the new takes in the film, in one step: taking it back leaves the takes. */
function adopt(shotId: ShotId, result: Result<ImportResult, AppError>): void {
  if (!result.ok) {
    if (result.problem.kind !== 'cancelled') showNotice('problem', result.problem.message)
    return
  }
  const { refused, takeIds = [] } = result.value
  if (refused.length > 0) openDialog({ kind: 'refusedFiles', refused })
  const takeId = takeIds.at(-1)
  if (takeId === undefined) return
  commit('Use Footage', (film) => pickTake(film, { shotId, takeId }))
  takeInHand(takeId)
  announce(takeIds.length === 1 ? 'The footage is a take now' : `${takeIds.length} takes of footage`)
}

/** Lets the user choose videos that become takes of a shot. */
export async function chooseFootage(shotId: ShotId): Promise<void> {
  if (!mayWrite()) return
  adopt(shotId, await whileReading(1, request('takes:addFootage', { shotId })))
}

/** Makes takes of a shot from files that were dropped. Call it while the drop event is being handled. */
export async function dropFootage(shotId: ShotId, files: readonly File[]): Promise<void> {
  if (!mayWrite()) return
  adopt(shotId, await whileReading(files.length, importDropped(files, shotId)))
}
