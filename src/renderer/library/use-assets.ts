import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Asset } from '../../shared/project/document'
import { documentStore } from '../state/document-store'

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The film's files of a kind whose names hold the words looked for, in natural order. */
export function useAssets(kind: Asset['kind'], wanted: string): readonly Asset[] {
  const assets = useStore(documentStore, (state) => state.document?.assets)
  return useMemo(() => {
    const words = wanted.trim().toLowerCase()
    return [...(assets?.values() ?? [])]
      .filter((asset) => asset.kind === kind && asset.name.toLowerCase().includes(words))
      .sort((a, b) => natural.compare(a.name, b.name))
  }, [assets, kind, wanted])
}
