import { useMemo } from 'react'
import { useStore } from 'zustand'
import { findProvider } from '../../shared/models/money'
import { accountStore } from './account-store'
import { documentStore } from './document-store'
import { timesOfJobs } from '../../shared/jobs/typical-times'
import { factsStore } from './facts-store'
import { shownAccounts, usedProviders } from './shown-accounts'
import { modelChoices, modelOfKey, type ModelChoice } from './model-choices'

/**
 * The models to choose from: those made on this computer, and those of the accounts that the user has. Others are to be
 * added in Settings first. `audio`: whether what is asked for has sound.
 */
export function useModelChoices(audio: boolean | null): readonly ModelChoice[] {
  const prices = useStore(accountStore, (state) => state.prices)
  const accounts = useStore(accountStore, (state) => state.accounts)
  const used = useStore(documentStore, (state) => usedProviders(state.document))
  const jobs = useStore(factsStore, (state) => state.jobs)
  const times = useMemo(() => timesOfJobs(jobs), [jobs])
  return useMemo(() => {
    const shown = new Set(shownAccounts(accounts, used).map(({ provider }) => provider))
    const isOffered = (provider: string): boolean => !findProvider(provider)?.unit || shown.has(provider)
    return modelChoices({ prices, times }, audio).filter(({ value }) => isOffered(modelOfKey(value)?.provider ?? ''))
  }, [prices, times, audio, accounts, used])
}
