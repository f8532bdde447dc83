import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useMemo, useState } from 'react'
import { reportFault } from '../report-fault'
import { closeDialog } from '../../state/dialog-store'
import styles from './Palette.module.css'
import { paletteEntries, type PaletteEntry } from './palette-entries'
import { rankEntries } from './rank-entries'

/** More than this nobody reads: typing another letter is quicker. */
const most = 60

function choose(entry: PaletteEntry): void {
  closeDialog()
  // The window has its focus back before the command looks for it.
  requestAnimationFrame(() => void Promise.resolve(entry.run()).catch(reportFault))
}

function Line({ entry }: { readonly entry: PaletteEntry }) {
  return (
    <Autocomplete.Item value={entry} disabled={!entry.enabled} className={styles['line']} onClick={() => choose(entry)}>
      <span className={styles['label']}>{entry.label}</span>
      <span className={styles['aside']}>{entry.aside}</span>
    </Autocomplete.Item>
  )
}

/** Every action by its name: typed, chosen, done. Shots and recent films are gone to in the same way. */
export function Palette() {
  const [text, setText] = useState('')
  const entries = useMemo(() => paletteEntries(), [])
  const found = useMemo(() => rankEntries(entries, text).slice(0, most), [entries, text])
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label="Commands">
          <Autocomplete.Root
            inline
            open
            items={found}
            filter={null}
            itemToStringValue={(entry: PaletteEntry) => entry.label}
            autoHighlight="always"
            keepHighlight
            value={text}
            onValueChange={(next, { reason }) => {
              // Choosing an entry runs it; its name is no search.
              if (reason !== 'item-press') setText(next)
            }}
          >
            <Autocomplete.Input
              className={styles['find']}
              aria-label="Search commands"
              placeholder="What to do, or where to go"
            />
            <Autocomplete.List className={styles['list']} aria-label="Commands">
              {(entry: PaletteEntry) => <Line key={entry.id} entry={entry} />}
            </Autocomplete.List>
            <Autocomplete.Empty>
              <p className={styles['none']}>Nothing is called that.</p>
            </Autocomplete.Empty>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
