import { request } from '../bridge'
import { announce } from './announcement-store'
import { showNotice } from './dialog-store'
import { sessionStore } from './session-store'

/** How large everything in the window can be. */
export const scales = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const

export function scaleNow(): number {
  return sessionStore.getState().info?.scale ?? 1
}

/** The next larger (1) or smaller (-1) size; null at either end. */
export function nextScale(now: number, direction: 1 | -1): number | null {
  const found = direction === 1 ? scales.find((scale) => scale > now) : scales.findLast((scale) => scale < now)
  return found ?? null
}

/** Chooses how large everything in the window is and has it remembered. */
export async function chooseScale(scale: number): Promise<void> {
  const answer = await request('app:setScale', { scale })
  if (!answer.ok) return showNotice('problem', answer.problem.message)
  sessionStore.setState(({ info }) => ({ info: info && { ...info, scale } }))
  announce(`The window is at ${Math.round(scale * 100)} %`)
}
