import { Table2, X } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { findModel } from '../../shared/models/catalogue'
import type { ShotFace } from '../../shared/jobs/job'
import type { Prices } from '../../shared/models/prices'
import type { FilmDocument } from '../../shared/project/document'
import { runCommand } from '../commands/registry'
import { accountStore } from '../state/account-store'
import { documentStore } from '../state/document-store'
import { amountWords, shotCount } from '../state/estimate'
import { faceOf, faceStore } from '../state/face-store'
import { wordOf } from '../state/face-words'
import { modelKey } from '../state/model-choices'
import { priceOfShot } from '../state/shot-price'
import { Button, IconButton } from '../ui/Button'
import { SearchField } from '../ui/SearchField'
import { SelectField, type Choice } from '../ui/SelectField'
import type { RowFilm } from './cell-words'
import { isFiltering, isShown, noFilter, shotRows, type ShotRow } from './shot-rows'
import { TableTools } from './TableTools'
import styles from './Table.module.css'
import { setFilter, tableStore } from './table-store'
import { TableGrid } from './TableGrid'

/** The rows of the film; a gesture's previews move none. */
function useRows(): readonly ShotRow[] {
  const track = useStore(documentStore, (state) => (state.gestureBase ?? state.document)?.track)
  const clips = useStore(documentStore, (state) => (state.gestureBase ?? state.document)?.clips)
  return useMemo(() => (track && clips ? shotRows({ track, clips }) : []), [track, clips])
}

/** The rows that are asked for. A cell that is written in keeps its row until it is left. */
function useShownRows(rows: readonly ShotRow[]): readonly ShotRow[] {
  const filter = useStore(tableStore, (state) => state.filter)
  const edited = useStore(tableStore, ({ active, editing }) => (editing ? active?.shotId : undefined))
  const filtering = isFiltering(filter)
  const shots = useStore(documentStore, ({ document }) => (filtering ? document?.shots : undefined))
  const faces = useStore(faceStore, (state) => (filtering ? state : undefined))
  return useMemo(() => {
    if (!shots || !faces) return rows
    return rows.filter(({ shotId }) => {
      const shot = shots.get(shotId)
      return shotId === edited || (shot !== undefined && isShown(filter, shot, faceOf(faces, shotId).kind))
    })
  }, [rows, filter, shots, faces, edited])
}

/** The states and models that the film has, each once. */
function useFilterChoices(): {
  readonly states: readonly Choice<string>[]
  readonly models: readonly Choice<string>[]
} {
  const kinds = useStore(faceStore, ({ faces }) =>
    [...new Set([...faces.values()].map(({ kind }) => kind))].sort().join(' '),
  )
  const keys = useStore(documentStore, ({ document }) =>
    [...new Set([...(document?.shots.values() ?? [])].map(({ provider, model }) => modelKey({ provider, id: model })))]
      .sort()
      .join(' '),
  )
  return useMemo(() => {
    const labelOf = (key: string): string => {
      const slash = key.indexOf('/')
      return findModel(key.slice(0, slash), key.slice(slash + 1))?.label ?? key.slice(slash + 1)
    }
    const states = kinds.split(' ').filter(Boolean) as ShotFace['kind'][]
    return {
      states: [
        { value: 'all', label: 'Every state' },
        ...states.map((kind) => ({ value: kind, label: wordOf({ kind } as ShotFace) })),
      ],
      models: [
        { value: 'all', label: 'Every model' },
        ...keys
          .split(' ')
          .filter(Boolean)
          .map((key) => ({ value: key, label: labelOf(key) })),
      ],
    }
  }, [kinds, keys])
}

function Filter() {
  const filter = useStore(tableStore, (state) => state.filter)
  const { states, models } = useFilterChoices()
  return (
    <>
      <div className={styles['search']}>
        <SearchField label="Search shots" value={filter.text} onChange={(text) => setFilter({ text })} />
      </div>
      <div className={styles['choice']}>
        <SelectField
          label="State to show"
          value={filter.state}
          choices={states}
          fallback="None like that"
          onChange={(state) => setFilter({ state: state as typeof filter.state })}
        />
      </div>
      <div className={styles['choice']}>
        <SelectField
          label="Model to show"
          value={filter.model}
          choices={models}
          fallback="None like that"
          onChange={(model) => setFilter({ model })}
        />
      </div>
      {isFiltering(filter) && <IconButton icon={X} label="Show all shots" onClick={() => setFilter(noFilter)} />}
    </>
  )
}

/** `12 of 40 shots · 62 s · 740 credits ($7.40) for a take of each`. */
function sumWords(document: FilmDocument, rows: readonly ShotRow[], all: number, prices: Prices): string {
  let seconds = 0
  let unknown = 0
  const amounts = new Map<string, number>()
  for (const { shotId } of rows) {
    const shot = document.shots.get(shotId)
    if (!shot) continue
    seconds += shot.seconds
    const price = priceOfShot(document, shot, prices)
    if (price === null) unknown++
    else amounts.set(shot.provider, (amounts.get(shot.provider) ?? 0) + price)
  }
  const count = rows.length === all ? shotCount(all) : `${rows.length} of ${shotCount(all)}`
  const price = `${amountWords(amounts)}${unknown > 0 ? ` and ${shotCount(unknown)} without a known price` : ''}`
  return `${count} · ${Math.round(seconds * 10) / 10} s asked for · a take of each: ${price}`
}

function Sums({ rows, all }: { readonly rows: readonly ShotRow[]; readonly all: number }) {
  const document = useStore(documentStore, (state) => state.gestureBase ?? state.document)
  const prices = useStore(accountStore, (state) => state.prices)
  return <p className={styles['sums']}>{document && sumWords(document, rows, all, prices)}</p>
}

/** What every row reads of the film: typing in a shot changes none of it. */
function useRowFilm(): RowFilm | null {
  const settings = useStore(documentStore, (state) => state.document?.settings)
  const references = useStore(documentStore, (state) => state.document?.references)
  const assets = useStore(documentStore, (state) => state.document?.assets)
  return useMemo(
    () => (settings && references && assets ? { settings, references, assets } : null),
    [settings, references, assets],
  )
}

function Empty() {
  return (
    <div className={styles['empty']}>
      <Table2 aria-hidden className={styles['emptyIcon']} />
      <h3 className={styles['emptyTitle']}>Every shot becomes a row here</h3>
      <p>
        Drop images to begin, or paste a script with a line for each shot. Name, prompt, model and seconds are written
        right in the table.
      </p>
      <Button onClick={() => void runCommand('shots.paste')}>Paste a script or a table…</Button>
    </div>
  )
}

/** The film as a table: the same document as the timeline, a row for each shot. */
export function ShotTable() {
  const rows = useRows()
  const shown = useShownRows(rows)
  const film = useRowFilm()
  return (
    <section className={styles['table']} aria-label="Table">
      <header className={styles['header']}>
        <h2 className={styles['unseen']}>Table</h2>
        <TableTools empty={rows.length === 0} />
      </header>
      {rows.length > 0 && (
        <div className={styles['filters']}>
          <Filter />
        </div>
      )}
      {rows.length === 0 && <Empty />}
      {rows.length > 0 && shown.length === 0 && (
        <div className={styles['empty']}>
          <p>No shot is like that.</p>
          <Button onClick={() => setFilter(noFilter)}>Show all shots</Button>
        </div>
      )}
      {shown.length > 0 && film && <TableGrid rows={shown} film={film} />}
      {rows.length > 0 && <Sums rows={shown} all={rows.length} />}
    </section>
  )
}
