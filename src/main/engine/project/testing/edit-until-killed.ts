import { writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { openProject } from '../open-project'
import type { ProjectSession } from '../project-session'
import { editIn, titled } from './open-for-test'

/** One line at once: what is said before the kill must have left the process. */
function say(word: string, edit: number): void {
  writeSync(1, `${word} ${edit} ${Date.now()}\n`)
}

function saveWhileEditing(session: ProjectSession, edit: number): void {
  session.save().then(
    (state) => say(state.problem === null ? 'saved' : 'unsaved', edit),
    () => say('broken', edit),
  )
}

/** Edits a project as fast as a person never could, saving now and then, until somebody kills the process. */
async function editUntilKilled(folder: string, appData: string): Promise<never> {
  const opened = await openProject(folder, { appData })
  if (!opened.ok || opened.value.readOnly !== null) throw new Error('The project could not be opened for writing')
  const session = opened.value
  await session.recover('recover')
  const first = Number(session.document.settings.title)
  say('begun', first)
  for (let edit = first + 1; ; edit++) {
    editIn(session, 'Rename', titled(String(edit)))
    say('made', edit)
    if (edit % 37 === 0) saveWhileEditing(session, edit)
    await delay(3)
  }
}

const [folder = '', appData = ''] = process.argv.slice(2)
await editUntilKilled(folder, appData)
