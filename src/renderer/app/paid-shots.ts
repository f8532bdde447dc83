import { useStore } from 'zustand'
import { findProvider } from '../../shared/models/money'
import type { FilmDocument } from '../../shared/project/document'
import { documentStore } from '../state/document-store'

function hasPaidShots(document: FilmDocument | null): boolean {
  return [...(document?.shots.values() ?? [])].some(({ provider }) => Boolean(findProvider(provider)?.unit))
}

/** Whether any shot of the film is made by somebody who is paid. */
export function usePaidShots(): boolean {
  return useStore(documentStore, (state) => hasPaidShots(state.document))
}
