import { Link2, Pin } from 'lucide-react'
import { useState, type CSSProperties } from 'react'
import type { ShotId } from '../../shared/ids'
import { frameWords } from '../state/link-words'
import type { LinkLine, LinksPicture, Point } from './draw-links'
import styles from './Links.module.css'

function placedAt({ x, y }: Point): CSSProperties {
  return { '--x': x, '--y': y } as CSSProperties
}

function lineKey({ link }: Pick<LinkLine, 'link'>): string {
  return `${link.to} ${link.end}`
}

interface LineProps {
  readonly line: LinkLine
  readonly stale: boolean
  readonly active: boolean
  readonly onPoint: (key: string | null) => void
}

/** The line itself, and a wider one that nobody sees, which is easier to point at. */
function Line({ line, stale, active, onPoint }: LineProps) {
  const pinned = line.link.take !== 'pick'
  return (
    <g data-stale={stale} data-active={active} data-pinned={pinned}>
      <path className={styles['line']} d={line.path} />
      <circle className={styles['lineEnd']} cx={line.end.x} cy={line.end.y} />
      <path
        className={styles['reach']}
        d={line.path}
        onPointerEnter={() => onPoint(lineKey(line))}
        onPointerLeave={() => onPoint(null)}
      />
    </g>
  )
}

/** The signs on a line, and while it is looked at the name of its frame. */
function LineLabel({ line, stale, active }: Omit<LineProps, 'onPoint'>) {
  const pinned = line.link.take !== 'pick'
  if (!active && !stale && !pinned) return null
  return (
    <span className={styles['lineLabel']} style={placedAt(line.label)} data-stale={stale} data-active={active}>
      {stale && <Link2 className={styles['lineSign']} />}
      {pinned && <Pin className={styles['lineSign']} />}
      {active && frameWords(line.link.frame)}
    </span>
  )
}

interface LinkLinesProps {
  readonly picture: LinksPicture
  readonly stale: ReadonlySet<string>
  /** The shot whose links are named. */
  readonly shotId: ShotId | null
}

/** The links as lines. What they say is part of each shot's own words, so nothing here is spoken. */
export function LinkLines({ picture, stale, shotId }: LinkLinesProps) {
  const [pointed, setPointed] = useState<string | null>(null)
  const isActive = ({ link }: LinkLine): boolean => link.to === shotId || link.from === shotId
  const drawn = picture.lines.map((line) => {
    const key = lineKey(line)
    return { key, line, stale: stale.has(key), active: key === pointed || isActive(line) }
  })
  return (
    <div aria-hidden>
      <svg className={styles['lines']} width={picture.width} height={picture.height}>
        {drawn.map(({ key, ...rest }) => (
          <Line key={key} {...rest} onPoint={setPointed} />
        ))}
      </svg>
      {drawn.map(({ key, ...rest }) => (
        <LineLabel key={key} {...rest} />
      ))}
    </div>
  )
}
