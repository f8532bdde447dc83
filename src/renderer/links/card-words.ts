import type { FrameLink } from '../../shared/continuity/graph'
import type { ShotId } from '../../shared/ids'
import { theFrame } from '../state/link-words'

/** `shot 2`, `shots 2 and 5`, `shots 2, 5 and 7`. */
function listed(names: readonly string[]): string {
  const [one = ''] = names
  if (names.length < 2) return one
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function incoming({ end, frame, from, take }: FrameLink, called: (shotId: ShotId) => string): string {
  const verb = end === 'start' ? 'takes' : 'ends on'
  return `${verb} ${theFrame(frame)} of ${called(from)}${take === 'pick' ? '' : ', pinned'}`
}

/** What a shot has to do with others, for the ear: `takes the last frame of shot 2; shot 4 takes a frame of it`. */
export function cardWords(shotId: ShotId, links: readonly FrameLink[], called: (shotId: ShotId) => string): string {
  const into = links.filter(({ to }) => to === shotId).map((link) => incoming(link, called))
  const takers = [...new Set(links.flatMap(({ from, to }) => (from === shotId ? [to] : [])))].map(called)
  const out = takers.length === 0 ? [] : [`${listed(takers)} ${takers.length === 1 ? 'takes' : 'take'} a frame of it`]
  return [...into, ...out].join('; ') || 'no links'
}
