import { Check, RefreshCw } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { staleCauses } from '../../shared/continuity/why-stale'
import type { Shot } from '../../shared/project/document'
import { accountStore } from '../state/account-store'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { askingPrice, shotCount, type Estimate } from '../state/estimate'
import { factsStore } from '../state/facts-store'
import { filmStore } from '../state/film-store'
import { generateShots } from '../state/generate-shots'
import { shotCalled, staleWords } from '../state/link-words'
import { shotPlaces } from '../state/shot-places'
import { keepStale, refreshEstimate, refreshShots } from '../state/stale-shots'
import { Button } from '../ui/Button'
import { flushDrafts } from '../ui/draft'
import { StateIcon } from '../ui/StateIcon'
import asking from './Ask.module.css'
import styles from './Inspector.module.css'

interface StaleShotProps {
  readonly shot: Shot
  readonly disabled: boolean
}

/** Why the shot is stale, in words of the film's places. */
function useReason(shot: Shot): string {
  const document = useStore(documentStore, (state) => state.gestureBase ?? state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const plan = useStore(filmStore, (state) => state.plan)
  return useMemo(() => {
    if (!document) return ''
    const places = shotPlaces(plan)
    return staleWords(staleCauses(document, takes, shot), (id) => shotCalled(id, places, document))
  }, [document, takes, plan, shot])
}

/** The shot with all that hangs on it, and what making them again would cost. */
function useRefresh(shot: Shot): Estimate {
  const document = useStore(documentStore, (state) => state.gestureBase ?? state.document)
  const takes = useStore(factsStore, (state) => state.takes)
  const jobs = useStore(factsStore, (state) => state.jobByShot)
  const prices = useStore(accountStore, (state) => state.prices)
  // eslint-disable-next-line react/exhaustive-deps -- what the estimate reads from the stores
  return useMemo(() => refreshEstimate([shot.id]), [document, takes, jobs, prices, shot.id])
}

function buttonWords(refresh: Estimate): string {
  const count = refresh.wanted.length
  return `${count > 1 ? `Refresh ${shotCount(count)}` : 'Refresh'} · ${askingPrice(refresh)}`
}

/** What the count on the button means. */
function hangingWords(hanging: number): string | undefined {
  if (hanging === 0) return undefined
  return hanging === 1
    ? 'One other shot hangs on it and is made again with it'
    : `${hanging} other shots hang on it and are made again with it`
}

function start(generating: () => Promise<void>): void {
  flushDrafts()
  generating().catch((error: unknown) => showNotice('problem', String(error)))
}

/** What is to be known and done about a shot whose frame of another one has changed. */
export function StaleShot({ shot, disabled }: StaleShotProps) {
  const reason = useReason(shot)
  const refresh = useRefresh(shot)
  const hanging = refresh.wanted.length - 1
  const blocked = disabled || refresh.sendable.length === 0
  return (
    <div className={styles['standing']}>
      <p className={styles['state']} data-state="stale">
        <StateIcon state="stale" />
        <span>Stale. {reason}</span>
      </p>
      <div className={asking['actions']}>
        <Button
          wide
          icon={RefreshCw}
          title={hangingWords(hanging)}
          disabled={blocked}
          onClick={() => start(() => refreshShots([shot.id]))}
        >
          {buttonWords(refresh)}
        </Button>
        <div className={asking['pair']}>
          <Button icon={Check} disabled={disabled} onClick={() => keepStale([shot.id])}>
            Keep as it is
          </Button>
          {hanging > 0 && (
            <Button disabled={disabled} onClick={() => start(() => generateShots([shot.id]))}>
              Only this shot
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}
