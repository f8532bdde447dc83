import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { FilmPlan } from '../../shared/film/plan'
import { showNotice } from '../state/dialog-store'
import { filmStore } from '../state/film-store'
import { ClipChip } from './ClipChip'
import { EmptyFilm } from './EmptyFilm'
import { startFilmPlayer } from './film-player'
import styles from './Monitor.module.css'
import { rateLabel } from './timecode-entry'
import { Transport } from './Transport'

function useFullScreen(): { readonly on: boolean; readonly toggle: (element: HTMLElement | null) => void } {
  const [on, setOn] = useState(false)
  useEffect(() => {
    const look = (): void => setOn(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  const toggle = (element: HTMLElement | null): void => {
    const done = document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen()
    done?.catch(() => showNotice('warning', 'The system refuses a full screen here.'))
  }
  return { on, toggle }
}

/** At real size the middle of the picture is seen first. */
function useCentred(fit: boolean): RefObject<HTMLDivElement | null> {
  const desk = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = desk
    if (!current || fit) return
    current.scrollLeft = (current.scrollWidth - current.clientWidth) / 2
    current.scrollTop = (current.scrollHeight - current.clientHeight) / 2
  }, [fit])
  return desk
}

interface HeaderProps {
  readonly plan: FilmPlan | null
  readonly fit: boolean
  readonly empty: boolean
  readonly onFit: (fit: boolean) => void
}

function Header({ plan, fit, empty, onFit }: HeaderProps) {
  return (
    <header className={styles['header']}>
      <h2 className={styles['title']}>Monitor</h2>
      {plan && (
        <span className={styles['format']}>
          {plan.size.width}×{plan.size.height} · {rateLabel(plan.rate)} fps
        </span>
      )}
      <button
        type="button"
        className={styles['zoom']}
        aria-pressed={fit}
        title={fit ? 'The picture fits the monitor. Click for its real size' : 'Real size. Click to fit the monitor'}
        disabled={empty}
        onClick={() => onFit(!fit)}
      >
        {fit ? 'Fit' : '100 %'}
      </button>
    </header>
  )
}

/** The film, live: picture, transport and what is to be known about the shot on screen. */
export function Monitor({ onChoose }: { readonly onChoose: () => void }) {
  const root = useRef<HTMLElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const plan = useStore(filmStore, (state) => state.plan)
  const [fit, setFit] = useState(true)
  const fullScreen = useFullScreen()
  const fits = fit || fullScreen.on
  const desk = useCentred(fits)

  useEffect(() => (root.current && stage.current ? startFilmPlayer(root.current, stage.current) : undefined), [])

  const { width, height } = plan?.size ?? { width: 16, height: 9 }
  const empty = (plan?.length ?? 0) === 0
  const shape = { '--film-width': width, '--film-height': height, '--device-scale': devicePixelRatio }
  return (
    <section ref={root} className={styles['monitor']} aria-label="Monitor" data-frame="0" data-shown-frame="">
      <Header plan={plan} fit={fit} empty={empty} onFit={setFit} />
      <div className={styles['view']}>
        <div ref={desk} className={styles['desk']} data-fit={fits}>
          <div className={styles['picture']} style={shape as CSSProperties} data-empty={empty}>
            <div ref={stage} className={styles['stage']} data-fit={plan?.fit} />
            {empty && <EmptyFilm onChoose={onChoose} />}
            {fits && !empty && <ClipChip />}
          </div>
        </div>
        {!fits && !empty && <ClipChip />}
        <p className={styles['preparing']} role="status" data-over-picture>
          Preparing the picture…
        </p>
      </div>
      <Transport plan={plan} fullScreen={fullScreen.on} onFullScreen={() => fullScreen.toggle(root.current)} />
    </section>
  )
}
