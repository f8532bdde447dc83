import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedError } from '../../shared/ipc/app-error'

const untitled = 'Untitled film'

/** A name for a new film in `films` that nothing has yet: "Untitled film", "Untitled film 2", and so on. */
export async function freshFilmFolder(films: string): Promise<{ readonly folder: string; readonly title: string }> {
  try {
    await mkdir(films, { recursive: true })
  } catch {
    throw new ExpectedError('fileProblem', `New films go to ${films}, and that folder can't be made.`)
  }
  for (let count = 1; ; count++) {
    const title = count === 1 ? untitled : `${untitled} ${count}`
    const folder = path.join(films, `${title}.seamline`)
    if (!existsSync(folder)) return { folder, title }
  }
}
