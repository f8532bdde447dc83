import { Check, Link2, RefreshCw } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import { frameLinks, type FrameLink } from '../../shared/continuity/graph'
import { staleCauses } from '../../shared/continuity/why-stale'
import type { ShotId } from '../../shared/ids'
import type { FilmDocument } from '../../shared/project/document'
import { findCommand, runCommand } from '../commands/registry'
import { documentStore } from '../state/document-store'
import { faceStore } from '../state/face-store'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { goToShot } from '../state/go-to-shot'
import { shotCalled } from '../state/link-words'
import { selectionStore } from '../state/selection-store'
import { shotPlaces } from '../state/shot-places'
import { Button } from '../ui/Button'
import { Switch } from '../ui/Switch'
import { cardWords } from './card-words'
import { cardSizes, columnsIn, drawLinks, walkLinks, type LinksLook, type LinksPicture } from './draw-links'
import { LinkCard } from './LinkCard'
import { LinkLines } from './LinkLines'
import styles from './Links.module.css'

interface LinkedFilm {
  readonly document: FilmDocument
  readonly places: ReadonlyMap<ShotId, number>
  readonly links: readonly FrameLink[]
  readonly picture: LinksPicture
}

/** What stands left and right of the picture, with a scroll bar, in CSS pixels. */
const besides = 48

/** More linked shots than these are told apart by picture and number; names take too much room. */
const mostNamed = 24

/** How wide an element is inside, in CSS pixels. */
function useInnerWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element.current) return undefined
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** The film's links as they are; a gesture's previews move none. */
function useLinkedFilm(look: LinksLook): LinkedFilm | null {
  const document = useStore(documentStore, (state) => state.gestureBase ?? state.document)
  const plan = useStore(filmStore, (state) => state.plan)
  const { card, columns } = look
  return useMemo(() => {
    if (!document) return null
    const places = shotPlaces(plan)
    const picture = drawLinks(document, [...places.keys()], { card, columns })
    return { document, places, links: frameLinks(document), picture }
  }, [document, plan, card, columns])
}

/** The lines that made a shot stale, by their keys. */
function useStaleLines(document: FilmDocument): ReadonlySet<string> {
  const takes = useStore(factsStore, (state) => state.takes)
  const faces = useStore(faceStore, (state) => state.faces)
  return useMemo(() => {
    const shots = [...document.shots.values()].filter(({ id }) => faces.get(id)?.kind === 'stale')
    return new Set(shots.flatMap((shot) => staleCauses(document, takes, shot).map(({ end }) => `${shot.id} ${end}`)))
  }, [document, takes, faces])
}

function Summary({ film }: { readonly film: LinkedFilm }) {
  const faces = useStore(faceStore, (state) => state.faces)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const stale = [...film.places.keys()].filter((id) => faces.get(id)?.kind === 'stale').length
  const count = film.links.length
  return (
    <>
      <p className={styles['summary']}>
        {count === 1 ? '1 link' : `${count} links`}
        {stale > 0 && ` · ${stale} stale`}
      </p>
      {stale > 0 && (
        <>
          <Button icon={Check} look="quiet" disabled={readOnly} onClick={() => void runCommand('shot.keepStale')}>
            Keep as they are
          </Button>
          <Button icon={RefreshCw} disabled={readOnly} onClick={() => void runCommand('shot.refreshStale')}>
            {findCommand('shot.refreshStale').label()}
          </Button>
        </>
      )}
    </>
  )
}

function Empty() {
  const selected = useStore(selectionStore, (state) => state.clipIds.size > 0)
  return (
    <div className={styles['empty']}>
      <Link2 aria-hidden className={styles['emptyIcon']} />
      <h3 className={styles['emptyTitle']}>No shot takes a frame of another yet</h3>
      <p>
        A link lets a shot begin on the very frame another one ends on, so that the cut between them can’t be seen. When
        that other shot gets a new take, this one is marked stale. Select a shot and press “Continue from” in the
        inspector.
      </p>
      <Button disabled={!selected} onClick={() => void runCommand('shot.continue')}>
        {selected ? 'Continue the selected shot from the one before' : 'Select a shot to continue it'}
      </Button>
    </div>
  )
}

interface CardsProps {
  readonly film: LinkedFilm
  readonly tabStop: ShotId | undefined
}

function useSaid({ document, places, links }: LinkedFilm): (shotId: ShotId) => string {
  return (shotId) => cardWords(shotId, links, (id) => shotCalled(id, places, document))
}

function Graph({ film, tabStop }: CardsProps) {
  const [looked, setLooked] = useState<ShotId | null>(null)
  const { picture, places, document } = film
  const stale = useStaleLines(document)
  const said = useSaid(film)
  const size = { '--width': picture.width, '--height': picture.height }
  return (
    <div className={styles['graph']} style={size as CSSProperties}>
      <LinkLines picture={picture} stale={stale} shotId={looked} />
      <ul className={styles['cards']} aria-label="Linked shots">
        {picture.cards.map(({ shotId, x, y }) => (
          <li key={shotId} style={{ '--x': x, '--y': y } as CSSProperties}>
            <LinkCard
              shotId={shotId}
              place={places.get(shotId) ?? 0}
              said={said(shotId)}
              tabStop={shotId === tabStop}
              onLook={setLooked}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Loose({ film, tabStop }: CardsProps) {
  const { picture, places } = film
  const said = useSaid(film)
  if (picture.loose.length === 0) return null
  return (
    <>
      <h3 className={styles['looseTitle']}>Without links</h3>
      <ul className={styles['loose']} aria-label="Shots without links">
        {picture.loose.map((shotId) => (
          <li key={shotId}>
            <LinkCard
              shotId={shotId}
              place={places.get(shotId) ?? 0}
              said={said(shotId)}
              tabStop={shotId === tabStop}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Arrows walk from shot to shot and take selection and playhead along, as they do on the timeline. */
function walk(event: KeyboardEvent<HTMLElement>, picture: LinksPicture): void {
  const here = event.target instanceof HTMLElement ? event.target.dataset['shot'] : undefined
  if (here === undefined || !event.key.startsWith('Arrow')) return
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const to = walkLinks(picture, here as ShotId, event.key)
  if (to === null) return
  goToShot(to)
  event.currentTarget.querySelector<HTMLElement>(`[data-shot="${CSS.escape(to)}"]`)?.focus()
}

function useTabStop({ picture }: LinkedFilm): ShotId | undefined {
  const primary = useStore(selectionStore, (state) => state.primary)
  const selected = useStore(filmStore, (state) => (primary ? state.clipById.get(primary)?.shotId : undefined))
  const ids = [...picture.cards.map(({ shotId }) => shotId), ...picture.loose]
  return selected !== undefined && ids.includes(selected) ? selected : ids[0]
}

interface ViewProps {
  readonly film: LinkedFilm
  readonly compact: boolean
  readonly onCompact: (compact: boolean) => void
}

function LinkedView({ film, compact, onCompact }: ViewProps) {
  const tabStop = useTabStop(film)
  const empty = film.picture.lines.length === 0
  return (
    <>
      <header className={styles['header']}>
        <h2 className={styles['title']}>Links</h2>
        <Summary film={film} />
        {!empty && <Switch label="Names" checked={!compact} onChange={(named) => onCompact(!named)} />}
      </header>
      <div role="presentation" className={styles['scroll']} onKeyDown={(event) => walk(event, film.picture)}>
        {empty ? <Empty /> : <Graph film={film} tabStop={tabStop} />}
        <Loose film={film} tabStop={tabStop} />
      </div>
    </>
  )
}

function useManyLinks(): boolean {
  return useStore(documentStore, (state) => {
    const { document } = state
    return document !== null && frameLinks(document).length > mostNamed
  })
}

/** How the shots hang together: who takes a frame of whom, and what is stale by it. */
export function Links() {
  const view = useRef<HTMLElement>(null)
  const width = useInnerWidth(view)
  const many = useManyLinks()
  const [chosen, setChosen] = useState<boolean | null>(null)
  const compact = chosen ?? many
  const card = compact ? cardSizes.compact : cardSizes.full
  const film = useLinkedFilm({ card, columns: columnsIn(width - besides - 2 * card.between, card) })
  const sizes = { '--card-width': card.width, '--card-height': card.height, '--card-between': card.between }
  return (
    <section
      ref={view}
      className={styles['links']}
      style={sizes as CSSProperties}
      data-compact={compact}
      aria-label="Links"
    >
      {film && <LinkedView film={film} compact={compact} onCompact={setChosen} />}
    </section>
  )
}
