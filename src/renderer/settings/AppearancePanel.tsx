import { useStore } from 'zustand'
import { sessionStore } from '../state/session-store'
import { chooseTheme, type Theme } from '../state/theme'
import { Segmented } from '../ui/Segmented'
import { Row } from './Row'
import styles from './Settings.module.css'

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the system' },
]

/** How the window looks. */
export function AppearancePanel() {
  const theme = useStore(sessionStore, (state) => state.info?.theme ?? null)
  return (
    <div className={styles['panel']}>
      <Row label="Theme">
        <Segmented label="Theme" value={theme} segments={themes} onChange={(value) => void chooseTheme(value)} />
      </Row>
    </div>
  )
}
