import { ExpectedError } from '../../../shared/ipc/app-error'

/** The system's error code (`ENOENT`), or null when it is no error of the system. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

const words: Readonly<Record<string, string>> = {
  EACCES: 'the folder or file is not yours to change',
  EPERM: 'the system does not allow it',
  EROFS: 'the disk is read-only',
  ENOENT: 'the folder is gone',
  ENOTDIR: 'the folder is gone',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk reports a fault',
  EEXIST: 'something else is in its place',
}

/**
 * Turns an error of the system into an expected failure in plain words; anything else is a bug and comes back as it is.
 * `action` completes "Could not ...".
 */
export function fileProblem(error: unknown, action: string): unknown {
  const code = errorCode(error)
  if (code === null || error instanceof ExpectedError) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ExpectedError('diskFull', `Could not ${action}: the disk is full. Free some space and try again.`)
  }
  return new ExpectedError('fileProblem', `Could not ${action}: ${words[code] ?? `the system says ${code}`}.`)
}
