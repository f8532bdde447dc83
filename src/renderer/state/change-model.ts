import type { ShotId } from '../../shared/ids'
import { showNotice } from './dialog-store'
import { commit } from './document-store'
import { adjustedWords, modelOfKey, switchShots } from './model-choices'

/** Gives shots another model in one undo step and tells what did not carry over. */
export function changeModel(shotIds: readonly ShotId[], key: string): void {
  const model = modelOfKey(key)
  if (!model) return
  let told: string | null = null
  const changed = commit(shotIds.length === 1 ? 'Change Model' : 'Change Models', (film) => {
    const switched = switchShots(film, shotIds, model)
    told = adjustedWords(switched, model.label)
    return switched.film
  })
  if (changed && told !== null) showNotice('info', told)
}
