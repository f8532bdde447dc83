import { CircleAlert, CircleCheck, CircleDashed, KeyRound, Server, type LucideIcon } from 'lucide-react'
import styles from './Settings.module.css'
import type { Standing } from './account-words'

const icons: Readonly<Record<Standing, LucideIcon>> = {
  noServer: Server,
  noKey: KeyRound,
  notAsked: CircleDashed,
  answers: CircleCheck,
  problem: CircleAlert,
}

/** The sign of how an account stands; words stand beside it. */
export function StandingSign({ standing }: { readonly standing: Standing }) {
  const Icon = icons[standing]
  return <Icon aria-hidden className={styles['sign']} data-standing={standing} />
}
