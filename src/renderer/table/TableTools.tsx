import { ClipboardPaste, Download, PencilRuler, Replace } from 'lucide-react'
import { useStore } from 'zustand'
import { findCommand, runCommand } from '../commands/registry'
import { documentStore } from '../state/document-store'
import { selectionStore } from '../state/selection-store'
import { Button, IconButton } from '../ui/Button'

/** What is done with many rows at once. */
export function TableTools({ empty }: { readonly empty: boolean }) {
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const selected = useStore(selectionStore, (state) => state.clipIds.size > 0)
  return (
    <>
      <Button icon={ClipboardPaste} look="quiet" disabled={readOnly} onClick={() => void runCommand('shots.paste')}>
        Paste…
      </Button>
      <IconButton
        icon={PencilRuler}
        label={findCommand('shots.edit').label()}
        disabled={readOnly || !selected}
        onClick={() => void runCommand('shots.edit')}
      />
      <IconButton
        icon={Replace}
        label={findCommand('shots.replace').label()}
        disabled={readOnly || empty}
        onClick={() => void runCommand('shots.replace')}
      />
      <IconButton
        icon={Download}
        label={findCommand('shots.export').label()}
        disabled={empty}
        onClick={() => void runCommand('shots.export')}
      />
    </>
  )
}
