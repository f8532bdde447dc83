import { ChevronDown, Monitor as SystemIcon, Moon, Settings, Sparkles, Sun, SunMoon } from 'lucide-react'
import { useStore } from 'zustand'
import { changeSettings } from '../../shared/timeline/edits/change-settings'
import { askStore } from '../state/ask-store'
import { openDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { askedCount, askingPrice, shotCount } from '../state/estimate'
import { filmStore } from '../state/film-store'
import { generateShots, shotsToGenerate } from '../state/generate-shots'
import { sessionStore } from '../state/session-store'
import { chooseTheme, type Theme } from '../state/theme'
import { Button, IconButton } from '../ui/Button'
import { flushDrafts } from '../ui/draft'
import { Menu, MenuItem } from '../ui/Menu'
import { TextField } from '../ui/TextField'
import { AccountChip } from './AccountChip'
import { BudgetChip } from './BudgetChip'
import { ProjectMenu } from './ProjectMenu'
import { reportFault } from './report-fault'
import styles from './TitleBar.module.css'

function savedWords(saved: boolean, problem: string | null, sample: boolean): string {
  if (problem !== null) return 'not saved'
  if (sample) return 'sample'
  return saved ? 'saved' : 'unsaved'
}

function FilmTitle() {
  const title = useStore(documentStore, (state) => state.document?.settings.title ?? null)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const revision = useStore(documentStore, (state) => state.revision)
  const { savedRevision, saveProblem, sample, location } = useStore(sessionStore)
  return (
    <div className={styles['film']}>
      {title === null ? (
        <span className={styles['noFilm']}>No film is open</span>
      ) : (
        <TextField
          look="title"
          label="Title of the film"
          hint={location}
          value={title}
          maxLength={200}
          disabled={readOnly}
          onCommit={(text) =>
            commit('Rename Film', (film) => changeSettings(film, { patch: { title: text.trim() } }), 'film-title')
          }
        />
      )}
      <ProjectMenu trigger={<IconButton icon={ChevronDown} label="Films" />} />
      {title !== null && (
        <span
          className={styles['saved']}
          data-problem={saveProblem !== null}
          title={saveProblem ?? 'Every edit is kept safe at once; saving writes it into the film’s file'}
        >
          {savedWords(savedRevision >= revision, saveProblem, sample)}
        </span>
      )}
    </div>
  )
}

const themes: readonly { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'dark', label: 'Dark', icon: Moon },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'system', label: 'As the system', icon: SystemIcon },
]

function ThemeMenu() {
  const chosen = useStore(sessionStore, (state) => state.info?.theme)
  return (
    <Menu align="end" trigger={<IconButton icon={SunMoon} label="Theme" />}>
      {themes.map(({ theme, label, icon }) => (
        <MenuItem
          key={theme}
          icon={icon}
          label={label}
          checked={chosen === theme}
          onSelect={() => void chooseTheme(theme)}
        />
      ))}
    </Menu>
  )
}

function GenerateButton() {
  const ask = useStore(askStore, (state) => state.ask)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const generate = (): void => {
    flushDrafts()
    generateShots(shotsToGenerate()).catch(reportFault)
  }
  const nothing = ask.wanted.length === 0
  return (
    <Button look="primary" icon={Sparkles} disabled={nothing || readOnly} onClick={generate}>
      <span>
        {nothing ? 'Nothing to generate' : `Generate ${shotCount(askedCount(ask))}`}
        {!nothing && <span className={styles['price']}> · {askingPrice(ask)}</span>}
      </span>
    </Button>
  )
}

/** The top of the window: which film, who generates, and the two things one comes for. */
export function TitleBar() {
  const empty = useStore(filmStore, (state) => (state.plan?.length ?? 0) === 0)
  return (
    <header className={styles['bar']}>
      <span aria-hidden className={styles['mark']} />
      <h1 className={styles['name']}>Seamline</h1>
      <FilmTitle />
      <span className={styles['space']} />
      <ThemeMenu />
      <IconButton icon={Settings} label="Settings" onClick={() => openDialog({ kind: 'settings' })} />
      <AccountChip />
      <BudgetChip />
      <Button disabled={empty} onClick={() => openDialog({ kind: 'export' })}>
        Export…
      </Button>
      <GenerateButton />
    </header>
  )
}
