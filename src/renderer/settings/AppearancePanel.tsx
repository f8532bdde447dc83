import { useStore } from 'zustand'
import { sessionStore } from '../state/session-store'
import { chooseScale, scales } from '../state/scale'
import { chooseTheme, type Theme } from '../state/theme'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
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
  const scale = useStore(sessionStore, (state) => state.info?.scale ?? null)
  return (
    <div className={styles['panel']}>
      <Row label="Theme">
        <Segmented label="Theme" value={theme} segments={themes} onChange={(value) => void chooseTheme(value)} />
      </Row>
      <Row label="Size of everything">
        <SelectField
          label="Size of everything in the window"
          value={scale === null ? null : String(scale)}
          choices={scales.map((one) => ({ value: String(one), label: `${Math.round(one * 100)} %` }))}
          onChange={(value) => void chooseScale(Number(value))}
        />
      </Row>
    </div>
  )
}
