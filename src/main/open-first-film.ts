import type { Parts } from './app-parts'
import { toAppError } from './ipc/to-app-error'
import { filmOfArguments } from './shell/film-of-arguments'

type Opening = Pick<Parts, 'desk' | 'log' | 'recents'>

/** Opens a film that was asked for from outside. The answer: why it can't be, in words; null when it is open. */
export async function openGiven({ desk, log }: Opening, folder: string): Promise<string | null> {
  try {
    await desk.open(folder)
    return null
  } catch (error) {
    return toAppError(error, log.write).message
  }
}

/**
 * Opens the film the app was started with, else the one that was open last, or the sample when there is none or it is
 * gone. The answer: why the one that was asked for is not open, in words; null when it is, or none was.
 */
export async function openFirstFilm(parts: Opening, argv: readonly string[]): Promise<string | null> {
  const { desk, recents, log } = parts
  const given = await filmOfArguments(argv, process.cwd())
  const problem = given === null ? null : await openGiven(parts, given)
  if (given !== null && problem === null) return null
  const [last] = await recents.list()
  const folder = last && !last.missing ? await recents.folderOf(last.id) : null
  if (folder !== null) {
    const why = await openGiven(parts, folder)
    if (why === null) return problem
    log.write(`the last film could not be opened: ${why}`)
  }
  await desk.openSample()
  return problem
}
