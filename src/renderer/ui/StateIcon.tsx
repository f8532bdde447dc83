import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  Download,
  Link2,
  LoaderCircle,
  PencilLine,
  type LucideIcon,
} from 'lucide-react'
import styles from './StateIcon.module.css'

const icons = {
  draft: CircleDashed,
  waiting: Clock,
  running: LoaderCircle,
  arriving: Download,
  ready: CircleCheck,
  edited: PencilLine,
  stale: Link2,
  rejected: CircleX,
  failed: CircleX,
  cancelled: CircleSlash,
  unknown: CircleHelp,
} as const satisfies Record<string, LucideIcon>

interface StateIconProps {
  readonly state: keyof typeof icons
}

/** The sign of a state, in its colour; words stand beside it. */
export function StateIcon({ state }: StateIconProps) {
  const Icon = icons[state]
  return <Icon aria-hidden className={styles['icon']} data-state={state} />
}
