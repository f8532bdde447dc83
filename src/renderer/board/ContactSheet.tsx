import { Printer } from 'lucide-react'
import { useState } from 'react'
import { request } from '../bridge'
import { showNotice } from '../state/dialog-store'
import { Button } from '../ui/Button'
import { flushDrafts } from '../ui/draft'
import { Menu, MenuItem } from '../ui/Menu'

type Paper = 'A4' | 'Letter'

async function printOn(paper: Paper): Promise<void> {
  // What is still being typed is on the paper too.
  flushDrafts()
  const answer = await request('storyboard:export', { paper })
  if (!answer.ok) showNotice('problem', answer.problem.message)
  else if (answer.value.written) showNotice('info', 'The contact sheet was saved.')
}

/** Six shots to a sheet, as a PDF. */
export function ContactSheet() {
  const [busy, setBusy] = useState(false)
  const print = (paper: Paper): void => {
    setBusy(true)
    void printOn(paper).finally(() => setBusy(false))
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button icon={Printer} look="quiet" disabled={busy}>
          {busy ? 'Making the sheet…' : 'Contact sheet…'}
        </Button>
      }
    >
      <MenuItem label="PDF on A4" detail="Six shots to a sheet" onSelect={() => print('A4')} />
      <MenuItem label="PDF on Letter" detail="Six shots to a sheet" onSelect={() => print('Letter')} />
    </Menu>
  )
}
