import { closeDialog, type OpenDialog } from '../state/dialog-store'
import { Dialog } from '../ui/Dialog'
import { Tabs } from '../ui/Tabs'
import { AccountsPanel } from './AccountsPanel'
import { AppearancePanel } from './AppearancePanel'
import { NewFilmsPanel } from './NewFilmsPanel'
import { PricesPanel } from './PricesPanel'

type Section = Extract<OpenDialog, { kind: 'settings' }>['section']

const sections = [
  { id: 'accounts', label: 'Accounts', content: <AccountsPanel /> },
  { id: 'prices', label: 'Prices', content: <PricesPanel /> },
  { id: 'films', label: 'New films', content: <NewFilmsPanel /> },
  { id: 'appearance', label: 'Appearance', content: <AppearancePanel /> },
] as const satisfies readonly { readonly id: NonNullable<Section>; readonly label: string; readonly content: unknown }[]

/** What holds for every film on this computer; everything counts at once, so there is nothing to confirm. */
export function SettingsDialog({ section }: { readonly section?: Section }) {
  return (
    <Dialog steady title="Settings" onClose={closeDialog}>
      <Tabs side label="Settings" tabs={sections} initial={section} />
    </Dialog>
  )
}
