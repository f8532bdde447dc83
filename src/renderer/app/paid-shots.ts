import { useStore } from 'zustand'
import { documentStore } from '../state/document-store'
import { usedProviders } from '../state/shown-accounts'

/** Whether any shot of the film is made by somebody who is paid. */
export function usePaidShots(): boolean {
  return useStore(documentStore, (state) => usedProviders(state.document) !== '')
}
