import { useEffect, useState } from 'react'
import { request } from '../bridge'
import { closeDialog, showNotice } from '../state/dialog-store'
import { restoreVersion } from '../state/project-controller'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { versionDays, type Version } from './version-days'
import { VersionPreview } from './VersionPreview'
import styles from './Versions.module.css'

/** The kept versions; null until they are known. */
function useVersions(): readonly Version[] | null {
  const [versions, setVersions] = useState<readonly Version[] | null>(null)
  useEffect(() => {
    let left = false
    void request('versions:list', undefined).then((answer) => {
      if (left) return
      if (!answer.ok) showNotice('problem', answer.problem.message)
      setVersions(answer.ok ? answer.value : [])
    })
    return () => {
      left = true
    }
  }, [])
  return versions
}

interface ListProps {
  readonly versions: readonly Version[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

function VersionList({ versions, chosen, onChoose }: ListProps) {
  const [now] = useState(() => new Date())
  return (
    <div className={styles['list']}>
      {versionDays(versions, now).map((day) => (
        <fieldset key={day.label} className={styles['day']}>
          <legend>{day.label}</legend>
          {day.versions.map(({ name, at }) => (
            <label key={name} className={styles['version']}>
              <input type="radio" name="version" checked={name === chosen} onChange={() => onChoose(name)} />
              <time dateTime={at}>{timeOf(at)}</time>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}

/** What was saved before: looked at beside the film as it is, and brought back as a film of its own. */
export function VersionsDialog() {
  const versions = useVersions()
  const [wanted, setWanted] = useState<string | null>(null)
  const chosen = wanted ?? versions?.[0]?.name ?? null
  const restore = (): void => {
    if (chosen === null) return
    closeDialog()
    void restoreVersion(chosen)
  }
  return (
    <Dialog
      wide
      title="Earlier versions"
      description="Each save is kept: the last ten, then one for each hour of a day and one for each day of a month. Nothing here changes the film that is open."
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>Close</Button>
          <Button look="primary" disabled={chosen === null} onClick={restore}>
            Open as a copy…
          </Button>
        </>
      }
    >
      {versions?.length === 0 && <p className={styles['empty']}>This film has not been saved yet.</p>}
      {versions !== null && chosen !== null && (
        <div className={styles['versions']}>
          <VersionList versions={versions} chosen={chosen} onChoose={setWanted} />
          <VersionPreview key={chosen} name={chosen} />
        </div>
      )}
    </Dialog>
  )
}
