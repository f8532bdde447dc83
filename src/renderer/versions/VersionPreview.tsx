import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { PlannedClip } from '../../shared/film/plan'
import { planFilm } from '../../shared/film/plan-film'
import { compareVersions, differenceWords } from '../../shared/project/compare-versions'
import type { FilmDocument } from '../../shared/project/document'
import { documentFromSaved } from '../../shared/project/saved-document'
import { request } from '../bridge'
import { documentStore } from '../state/document-store'
import { shotCount } from '../state/estimate'
import { factsStore } from '../state/facts-store'
import { shotPicture } from '../state/shot-picture'
import { Thumbnail } from '../ui/Thumbnail'
import styles from './Versions.module.css'

type Read = { readonly document: FilmDocument } | { readonly problem: string }

/** The version as it is in its file; null until it is read. */
function useVersion(name: string): Read | null {
  const [read, setRead] = useState<Read | null>(null)
  useEffect(() => {
    let left = false
    void request('versions:read', { name }).then((answer) => {
      if (left) return
      setRead(answer.ok ? { document: documentFromSaved(answer.value) } : { problem: answer.problem.message })
    })
    return () => {
      left = true
    }
  }, [name])
  return read
}

interface ShotProps {
  readonly clip: PlannedClip
  readonly document: FilmDocument
  readonly size: FilmDocument['settings']['size']
}

function VersionShot({ clip, document, size }: ShotProps) {
  const shot = document.shots.get(clip.shotId)
  const now = useStore(documentStore, (state) => state.document?.shots.get(clip.shotId))
  const mark = now === undefined ? 'deleted since' : now.prompt !== shot?.prompt ? 'other prompt since' : null
  return (
    <li className={styles['shot']}>
      <span className={styles['picture']}>
        <Thumbnail picture={shotPicture(clip.source, { size })} />
      </span>
      <span className={styles['words']}>
        <span className={styles['name']}>
          {clip.index + 1} · {shot?.name}
        </span>
        <span className={styles['prompt']}>{shot?.prompt}</span>
        {mark !== null && <span className={styles['mark']}>{mark}</span>}
      </span>
    </li>
  )
}

function Shown({ document }: { readonly document: FilmDocument }) {
  const takes = useStore(factsStore, (state) => state.takes)
  const now = useStore(documentStore, (state) => state.document)
  const plan = useMemo(() => planFilm(document, takes), [document, takes])
  const { title, rate, size } = document.settings
  const seconds = (plan.length * rate[1]) / rate[0]
  return (
    <>
      <h3 className={styles['title']}>{title}</h3>
      <p className={styles['facts']}>
        {shotCount(document.shots.size)} · {seconds.toFixed(1)} s · {size.width} × {size.height}
      </p>
      {now && <p className={styles['facts']}>{differenceWords(compareVersions(document, now))}</p>}
      <ol className={styles['shots']} aria-label="Shots of this version">
        {plan.clips.map((clip) => (
          <VersionShot key={clip.clipId} clip={clip} document={document} size={size} />
        ))}
      </ol>
    </>
  )
}

/** An earlier version at a glance: its shots, and what is different now. */
export function VersionPreview({ name }: { readonly name: string }) {
  const read = useVersion(name)
  return (
    <section
      className={styles['preview']}
      aria-label="The chosen version"
      aria-live="polite"
      aria-busy={read === null}
      // What is below is reached by the keyboard.
      // eslint-disable-next-line jsx_a11y/no-noninteractive-tabindex -- a scrolling region takes the focus
      tabIndex={0}
    >
      {read && 'problem' in read && <p className={styles['problem']}>{read.problem}</p>}
      {read && 'document' in read && <Shown document={read.document} />}
    </section>
  )
}
