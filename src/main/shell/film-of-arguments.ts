import { stat } from 'node:fs/promises'
import path from 'node:path'

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile()
  } catch {
    // Whatever is not there, or may not be looked at, is no film to open.
    return false
  }
}

/**
 * The film's folder that the app was started with: the first argument that is one, or is its `project.json`; null when
 * there is none. `cwd`: where relative paths begin.
 */
export async function filmOfArguments(argv: readonly string[], cwd: string): Promise<string | null> {
  for (const argument of argv.slice(1)) {
    if (argument.startsWith('-') || argument.includes('\0')) continue
    const given = path.resolve(cwd, argument)
    const folder = path.basename(given) === 'project.json' ? path.dirname(given) : given
    if (await isFile(path.join(folder, 'project.json'))) return folder
  }
  return null
}
