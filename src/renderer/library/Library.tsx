import { useStore } from 'zustand'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { Tabs } from '../ui/Tabs'
import { LostTakes } from './LostTakes'
import { Pictures } from './Pictures'
import { References } from './References'
import { Sounds } from './Sounds'
import styles from './Library.module.css'

/** True when takes exist whose shot is not in the film any more. */
function useHasLost(): boolean {
  const shots = useStore(documentStore, (state) => state.document?.shots)
  return useStore(factsStore, ({ takes }) => [...takes.byShot.keys()].some((id) => shots?.has(id) === false))
}

/** What there is to make the film of. */
export function Library() {
  const hasLost = useHasLost()
  const tabs = [
    { id: 'pictures', label: 'Pictures', content: <Pictures /> },
    { id: 'references', label: 'References', content: <References /> },
    { id: 'sound', label: 'Sound', content: <Sounds /> },
  ]
  if (hasLost) tabs.push({ id: 'lost', label: 'Lost', content: <LostTakes /> })
  return (
    <section className={styles['library']} aria-label="Library">
      <Tabs label="Library" tabs={tabs} />
    </section>
  )
}
