import { useEffect, useState } from 'react'
import { request } from '../bridge'
import { showNotice } from '../state/dialog-store'
import { factsStore } from '../state/facts-store'
import type { LedgerEntry } from './ledger-sums'

/** Progress comes ten times a second and changes no money: this often is soon enough. Milliseconds. */
const patience = 1000

/** Every generation of the film with its money, oldest first; read when it is opened and again when jobs changed. */
export function useLedger(): readonly LedgerEntry[] | null {
  const [entries, setEntries] = useState<readonly LedgerEntry[] | null>(null)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | null = null
    const read = async (): Promise<void> => {
      const answer = await request('ledger:read', undefined)
      if (gone) return
      if (answer.ok) setEntries(answer.value.entries)
      else showNotice('problem', answer.problem.message)
    }
    const end = factsStore.subscribe((now, before) => {
      if (now.jobs === before.jobs) return
      timer ??= setTimeout(() => {
        timer = null
        void read()
      }, patience)
    })
    void read()
    return () => {
      gone = true
      end()
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
  return entries
}
