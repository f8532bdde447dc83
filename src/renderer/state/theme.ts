import { request } from '../bridge'
import { showNotice } from './dialog-store'
import { sessionStore } from './session-store'

export type Theme = 'dark' | 'light' | 'system'

/** Chooses the theme and has it remembered. */
export async function chooseTheme(theme: Theme): Promise<void> {
  const answer = await request('app:setTheme', { theme })
  if (!answer.ok) return showNotice('problem', answer.problem.message)
  sessionStore.setState(({ info }) => ({ info: info && { ...info, theme } }))
}
