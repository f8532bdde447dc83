import { useStore } from 'zustand'
import { BillDialog } from '../bill/BillDialog'
import { ExportDialog } from '../export/ExportDialog'
import { FramingDialog } from '../inspector/FramingDialog'
import { LongTakeDialog } from '../inspector/long-take/LongTakeDialog'
import { LedgerDialog } from '../ledger/LedgerDialog'
import { importFromAddress } from '../state/import-transfer'
import { closeDialog, dialogStore, type OpenDialog } from '../state/dialog-store'
import { SettingsDialog } from '../settings/SettingsDialog'
import { BulkEditDialog } from '../table/BulkEditDialog'
import { PasteDialog } from '../table/PasteDialog'
import { ReplaceDialog } from '../table/ReplaceDialog'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import styles from './Dialogs.module.css'
import { ensureOwnFilm, recoverProject } from '../state/project-controller'
import { Palette } from './palette/Palette'
import { filesByReason } from './refused-files'
import { reportFault } from './report-fault'
import { ShortcutSheet } from './ShortcutSheet'
import { VersionsDialog } from '../versions/VersionsDialog'

type Of<Kind extends OpenDialog['kind']> = Extract<OpenDialog, { kind: Kind }>

function RefusedFiles({ refused }: Of<'refusedFiles'>) {
  const count = refused.length === 1 ? 'One file was not imported' : `${refused.length} files were not imported`
  return (
    <Dialog
      title={count}
      description="Everything else that was dropped is in the film."
      onClose={closeDialog}
      actions={
        <Button look="primary" onClick={closeDialog}>
          OK
        </Button>
      }
    >
      <ul className={styles['list']}>
        {[...filesByReason(refused)].map(([reason, names]) => (
          <li key={reason}>
            <strong>{names.length === 1 ? names[0] : `${names.length} files`}</strong>
            <span>{reason}</span>
            {names.length > 1 && <span className={styles['names']}>{names.join(', ')}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function ConsentFetch({ url, atIndex }: Of<'consentFetch'>) {
  const { host } = new URL(url)
  const fetchIt = async (): Promise<void> => {
    closeDialog()
    if (await ensureOwnFilm()) await importFromAddress(url, { atIndex })
  }
  return (
    <Dialog
      title={`Fetch this picture from ${host}?`}
      description="What was dropped is only an address. Seamline will ask that server for the picture once, and store it in your film."
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>Don’t fetch</Button>
          <Button look="primary" onClick={() => void fetchIt().catch(reportFault)}>
            Fetch picture
          </Button>
        </>
      }
    >
      <p className={styles['address']}>{url}</p>
    </Dialog>
  )
}

function Recovery({ edits, lastEditAt }: Of<'recovery'>) {
  const when = new Date(lastEditAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
  const choose = (choice: 'recover' | 'keepSaved'): void => {
    closeDialog()
    recoverProject(choice).catch(reportFault)
  }
  return (
    <Dialog
      closable={false}
      title="This film has edits that were not saved"
      description={`The app ended before it could save ${edits === 1 ? 'one edit' : `${edits} edits`}. The last one was made ${when}.`}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={() => choose('keepSaved')}>Keep the saved film</Button>
          <Button look="primary" onClick={() => choose('recover')}>
            Recover {edits === 1 ? 'the edit' : `${edits} edits`}
          </Button>
        </>
      }
    >
      <p>Nothing is thrown away: the version you do not choose is kept beside the film.</p>
    </Dialog>
  )
}

/** Those that need to be told nothing. */
const plain = {
  bill: BillDialog,
  export: ExportDialog,
  ledger: LedgerDialog,
  palette: Palette,
  replaceWords: ReplaceDialog,
  shortcuts: ShortcutSheet,
  versions: VersionsDialog,
} as const

function isPlain(dialog: OpenDialog): dialog is Of<keyof typeof plain> {
  return dialog.kind in plain
}

/** The one dialog that is open. */
export function Dialogs() {
  const dialog = useStore(dialogStore, (state) => state.dialog)
  if (dialog === null) return null
  if (isPlain(dialog)) {
    const Plain = plain[dialog.kind]
    return <Plain />
  }
  switch (dialog.kind) {
    case 'refusedFiles':
      return <RefusedFiles {...dialog} />
    case 'consentFetch':
      return <ConsentFetch {...dialog} />
    case 'framing':
      return <FramingDialog {...dialog} />
    case 'longTake':
      return <LongTakeDialog {...dialog} />
    case 'bulkEdit':
      return <BulkEditDialog {...dialog} />
    case 'pasteShots':
      return <PasteDialog {...dialog} />
    case 'recovery':
      return <Recovery {...dialog} />
    case 'settings':
      return <SettingsDialog section={dialog.section} />
  }
}
